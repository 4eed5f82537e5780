//! Durations and sizes in quotes: `"30s"`, `"64MiB"`.

use proc_macro2::{Ident, TokenStream};
use syn::{LitInt, parse2};

use super::Duration;
use super::value::string;
use crate::errors::Errors;

pub(super) fn duration(name: &Ident, value: &TokenStream, errors: &mut Errors) -> Option<Duration> {
    let form = match meant_duration(&value.to_string()) {
        Some(meant) => format!("`{name}` is a duration in quotes: write `{name} = \"{meant}\"`"),
        None => format!("`{name}` is a duration in quotes: `{name} = \"500ms\"`, `\"30s\"` or `\"2m\"`"),
    };
    let literal = string(value, &form, errors)?;
    let text = literal.value();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text[..text.len() - unit.len()].parse::<u64>().ok();
    let duration = match (number, unit) {
        (Some(0), "ms" | "s" | "m") => {
            errors.push(&literal, format!("with `{name}` at zero no call can succeed: write a longer one"));
            return None;
        }
        (Some(number), "ms") => Some(Duration::Milliseconds(number)),
        (Some(number), "s") => Some(Duration::Seconds(number)),
        (Some(number), "m") => number.checked_mul(60).map(Duration::Seconds),
        _ => None,
    };
    if duration.is_none() {
        let meant = meant_duration(&text).unwrap_or_else(|| "30s".to_owned());
        errors.push(
            &literal,
            format!(
                "`{text}` is not a duration: write a whole number and `ms`, `s` or `m`, such as `\"{meant}\"`"
            ),
        );
    }
    duration
}

/// What was meant by `30 sec`, `1h30m`, `1.5s` and a number alone.
fn meant_duration(text: &str) -> Option<String> {
    let text = text.replace(['_', ' ', '"'], "").to_ascii_lowercase();
    let (mut rest, mut milliseconds, mut last) = (text.as_str(), 0.0, None);
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let (number, after) = rest.split_at(digits);
        let letters = after.len() - after.trim_start_matches(char::is_alphabetic).len();
        let (unit, after) = after.split_at(letters);
        let unit = unit_of(unit, last)?;
        milliseconds += number.parse::<f64>().ok()? * unit;
        (rest, last) = (after, Some(unit));
    }
    // Longer ones are no number that a reader takes in.
    if !(1.0..1e9).contains(&milliseconds) {
        return None;
    }
    let whole = |unit: f64| (milliseconds % unit == 0.0).then_some(milliseconds / unit);
    match (whole(MINUTE), whole(SECOND)) {
        (Some(minutes), _) => Some(format!("{minutes}m")),
        (None, Some(seconds)) => Some(format!("{seconds}s")),
        (None, None) => Some(format!("{milliseconds:.0}ms")),
    }
}

const SECOND: f64 = 1e3;
const MINUTE: f64 = 60.0 * SECOND;
const HOUR: f64 = 60.0 * MINUTE;

/// In milliseconds. Without a word it is the next smaller one, as in `1h30`, or seconds.
fn unit_of(word: &str, last: Option<f64>) -> Option<f64> {
    Some(match word {
        "ms" | "msec" | "millis" | "milliseconds" => 1.0,
        "s" | "sec" | "secs" | "second" | "seconds" => SECOND,
        "m" | "min" | "mins" | "minute" | "minutes" => MINUTE,
        "h" | "hr" | "hour" | "hours" => HOUR,
        "d" | "day" | "days" => 24.0 * HOUR,
        "" => last.map_or(SECOND, |last| if last > MINUTE { MINUTE } else { SECOND }),
        _ => return None,
    })
}

pub(super) fn size(value: &TokenStream, errors: &mut Errors) -> Option<u64> {
    let form = match meant_size(&value.to_string()) {
        Some(meant) => format!("`max_body` is a size in quotes: write `max_body = \"{meant}\"`"),
        None => "`max_body` is how long an answer may be: `max_body = \"64MiB\"`, `\"512KiB\"`, or a number of bytes".to_owned(),
    };
    let size = match parse2::<LitInt>(value.clone()) {
        Ok(literal) if literal.suffix().is_empty() => literal.base10_parse().ok(),
        _ => {
            let literal = string(value, &form, errors)?;
            let size = size_of(&literal.value());
            if size.is_none() {
                let text = literal.value();
                let meant = meant_size(&text).unwrap_or_else(|| "64MiB".to_owned());
                errors.push(
                    &literal,
                    format!(
                        "`{text}` is not a size: write a whole number and `B`, `KiB`, `MiB` or `GiB`, such as `\"{meant}\"`"
                    ),
                );
                return None;
            }
            size
        }
    };
    match size {
        Some(0) => errors.push(value, "with `max_body` at zero no answer can be read: write a larger one"),
        Some(size) => return Some(size),
        None => errors.push(value, form),
    }
    None
}

fn size_of(text: &str) -> Option<u64> {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let bytes = match unit {
        "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    text[..text.len() - unit.len()].parse::<u64>().ok()?.checked_mul(bytes)
}

/// What was meant by `10 MB` and `10mib`.
fn meant_size(text: &str) -> Option<String> {
    let text = text.trim();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text[..text.len() - unit.len()].parse::<u64>().ok().filter(|number| *number > 0)?;
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" | "byte" | "bytes" => "B",
        "k" | "kb" | "kib" => "KiB",
        "m" | "mb" | "mib" => "MiB",
        "g" | "gb" | "gib" => "GiB",
        _ => return None,
    };
    Some(format!("{number}{unit}")).filter(|size| size_of(size).is_some())
}
