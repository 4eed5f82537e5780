//! Times that a service tells in headers: how long to wait, and when a window ends.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, header};

/// From this number on a count of seconds is one since 1970, and no wait: it would be one of 31 years.
const EPOCH: Duration = Duration::from_secs(1_000_000_000);
/// From this number on it counts milliseconds: as seconds it would be a date after the year 5000.
const EPOCH_IN_MILLISECONDS: Duration = Duration::from_secs(100_000_000_000);

/// How long the answer with these headers asks to wait: `Retry-After` (RFC 9110, section 10.2.3).
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    read_retry_after(headers, SystemTime::now())
}

/// How long it is until the window of a rate limit ends, as the header with this name tells.
pub(crate) fn until_reset(headers: &HeaderMap, name: &HeaderName) -> Option<Duration> {
    read_reset(headers, name, SystemTime::now())
}

/// Reads the header as seconds, with a fraction if need be, or as a date in any of the three forms of
/// section 5.6.7. A date counts from the answer's own `Date`, where it has one, so that a clock that is wrong
/// on either side does no harm; a past date is no wait. Everything else is ignored.
fn read_retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = text(headers, &header::RETRY_AFTER)?;
    seconds(text).or_else(|| Some(until(httpdate::parse_http_date(text).ok()?, headers, now)))
}

/// The same of a header that each service writes its own way: seconds from now, seconds or milliseconds since 1970, a
/// date as in HTTP or one of RFC 3339 in UTC.
fn read_reset(headers: &HeaderMap, name: &HeaderName, now: SystemTime) -> Option<Duration> {
    let text = text(headers, name)?;
    let end = match seconds(text) {
        Some(wait) if wait < EPOCH => return Some(wait),
        Some(since) if since < EPOCH_IN_MILLISECONDS => UNIX_EPOCH.checked_add(since)?,
        Some(since) => UNIX_EPOCH.checked_add(since / 1000)?,
        None => httpdate::parse_http_date(text).ok().or_else(|| rfc_3339(text))?,
    };
    Some(until(end, headers, now))
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn until(end: SystemTime, headers: &HeaderMap, now: SystemTime) -> Duration {
    let date = text(headers, &header::DATE).and_then(|date| httpdate::parse_http_date(date).ok());
    end.duration_since(date.unwrap_or(now)).unwrap_or_default()
}

/// `2026-03-13T09:00:00Z`; a fraction of a second is left out.
fn rfc_3339(text: &str) -> Option<SystemTime> {
    let (date, time) = text.strip_suffix(['Z', 'z'])?.split_once(['T', 't', ' '])?;
    let (time, _) = time.split_once('.').unwrap_or((time, ""));
    let numbers = |text: &str, separator| {
        let numbers: Option<Vec<u16>> = text.split(separator).map(|digits| digits.parse().ok()).collect();
        <[u16; 3]>::try_from(numbers?).ok()
    };
    let ([year, month, day], [hour, minute, second]) = (numbers(date, '-')?, numbers(time, ':')?);
    let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        .get(usize::from(month).checked_sub(1)?)?;
    // HTTP writes the day of the week too, and one of them is right.
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].into_iter().find_map(|weekday| {
        let date = format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT");
        httpdate::parse_http_date(&date).ok()
    })
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

    use http::{HeaderMap, HeaderName, HeaderValue, header};

    use super::{read_reset, read_retry_after};

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
            assert_eq!(read_retry_after(&headers(text, None), UNIX_EPOCH), Some(wait), "{text}");
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
            let wait = read_retry_after(&headers(text, None), at(seconds - 30));
            assert_eq!(wait, Some(Duration::from_secs(30)), "{text}");
            assert_eq!(
                read_retry_after(&headers(text, None), at(seconds + 1)),
                Some(Duration::ZERO),
                "{text} is past"
            );
        }
    }

    #[test]
    fn a_date_counts_from_the_date_of_the_answer() {
        let headers = headers("Sun, 06 Nov 1994 08:50:00 GMT", Some("Sun, 06 Nov 1994 08:49:37 GMT"));
        assert_eq!(read_retry_after(&headers, at(0)), Some(Duration::from_secs(23)));
    }

    #[test]
    fn nonsense_is_ignored() {
        for text in
            ["-1", "1e3", "abc", "", "NaN", "inf", "120 s", "99999999999999999999", ".5", "1.", "1.2.3", "+1"]
        {
            assert_eq!(read_retry_after(&headers(text, None), UNIX_EPOCH), None, "{text}");
        }
        assert_eq!(read_retry_after(&HeaderMap::new(), UNIX_EPOCH), None);
    }

    #[test]
    fn a_reset_is_a_wait_or_a_moment() {
        let name = HeaderName::from_static("x-reset");
        let reset = |text: &str, date: bool| {
            let date = date.then_some("Sun, 06 Nov 1994 08:49:37 GMT");
            let mut headers = headers("0", date);
            headers.insert(&name, HeaderValue::from_str(text).expect("a header"));
            read_reset(&headers, &name, at(1_700_000_000))
        };
        for (text, wait) in [
            ("30", Duration::from_secs(30)),
            ("0.25", Duration::from_millis(250)),
            ("999999999", Duration::from_secs(999_999_999)),
            ("1700000030", Duration::from_secs(30)),
            ("1700000030.5", Duration::from_millis(30_500)),
            ("1699999999", Duration::ZERO),
            ("1700000030250", Duration::from_millis(30_250)),
            ("Tue, 14 Nov 2023 22:13:50 GMT", Duration::from_secs(30)),
            ("2023-11-14T22:13:50Z", Duration::from_secs(30)),
            ("2023-11-14T22:13:50.123456Z", Duration::from_secs(30)),
        ] {
            assert_eq!(reset(text, false), Some(wait), "{text}");
        }
        // From the clock that the service itself tells.
        assert_eq!(reset("1994-11-06T08:50:00Z", true), Some(Duration::from_secs(23)));
        for text in ["-1", "soon", "", "2023-11-14", "2023-13-01T00:00:00Z", "2023-11-14T22:13:50", "1e9"] {
            assert_eq!(reset(text, false), None, "{text}");
        }
    }
}
