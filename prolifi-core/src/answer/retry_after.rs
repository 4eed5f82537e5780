//! `Retry-After` (RFC 9110, section 10.2.3): how long the service asks to wait.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};

/// How long the answer with these headers asks to wait.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    read(headers, SystemTime::now())
}

/// Reads the header as seconds, with a fraction if need be, or as a date in any of the three forms of
/// section 5.6.7. A date counts from the answer's own `Date`, where it has one, so that a clock that is wrong
/// on either side does no harm; a past date is no wait. Everything else is ignored.
fn read(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Some(wait) = seconds(text) {
        return Some(wait);
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let date = headers.get(header::DATE).and_then(|date| date.to_str().ok());
    let from = date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
    Some(until.duration_since(from).unwrap_or_default())
}

/// Digits, and perhaps a point and more digits.
fn seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let nanos = format!("{fraction:0<9.9}").parse().ok()?;
    Some(Duration::new(whole.parse().ok()?, nanos))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use http::{HeaderMap, HeaderValue, header};

    use super::read;

    fn headers(retry_after: &str, date: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::RETRY_AFTER, HeaderValue::from_str(retry_after).expect("a header"));
        if let Some(date) = date {
            headers.insert(header::DATE, HeaderValue::from_str(date).expect("a header"));
        }
        headers
    }

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn seconds_and_their_fractions_are_read() {
        for (text, wait) in [
            ("120", Duration::from_secs(120)),
            ("0", Duration::ZERO),
            (" 7 ", Duration::from_secs(7)),
            ("1.5", Duration::from_millis(1500)),
            ("3.0", Duration::from_secs(3)),
            ("0.0000000019", Duration::from_nanos(1)),
            ("18446744073709551615", Duration::from_secs(u64::MAX)),
        ] {
            assert_eq!(read(&headers(text, None), UNIX_EPOCH), Some(wait), "{text}");
        }
    }

    #[test]
    fn all_three_forms_of_a_date_are_read() {
        for (text, seconds) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777),
            ("Fri, 31 Dec 1999 23:59:59 GMT", 946_684_799),
            ("Wed, 21 Oct 2015 07:28:00 GMT", 1_445_412_480),
            ("Tue, 29 Feb 2000 00:00:00 GMT", 951_782_400),
        ] {
            let wait = read(&headers(text, None), at(seconds - 30));
            assert_eq!(wait, Some(Duration::from_secs(30)), "{text}");
            assert_eq!(read(&headers(text, None), at(seconds + 1)), Some(Duration::ZERO), "{text} is past");
        }
    }

    #[test]
    fn a_date_counts_from_the_date_of_the_answer() {
        let headers = headers("Sun, 06 Nov 1994 08:50:00 GMT", Some("Sun, 06 Nov 1994 08:49:37 GMT"));
        assert_eq!(read(&headers, at(0)), Some(Duration::from_secs(23)));
    }

    #[test]
    fn nonsense_is_ignored() {
        for text in
            ["-1", "1e3", "abc", "", "NaN", "inf", "120 s", "99999999999999999999", ".5", "1.", "1.2.3", "+1"]
        {
            assert_eq!(read(&headers(text, None), UNIX_EPOCH), None, "{text}");
        }
        assert_eq!(read(&HeaderMap::new(), UNIX_EPOCH), None);
    }
}
