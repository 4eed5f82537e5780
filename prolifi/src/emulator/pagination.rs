//! `limit`, `offset` and the `pagination` object of the four lists.

use std::ops::RangeInclusive;

use http::StatusCode;
use serde_json::{Value, json};

use super::outcome::Outcome;
use super::refusal::{FieldError, Refusal};
use super::reply::Reply;
use super::request::Request;

const LIMIT: RangeInclusive<u64> = 1..=100;
const DEFAULT_LIMIT: u64 = 20;

/// Answers the page that a request asks for, in the order of the items.
pub(super) fn page<'a, T: 'a>(
    request: &Request,
    items: impl Iterator<Item = &'a T>,
    write: impl Fn(&T) -> Value,
) -> Outcome {
    let (limit, offset) = bounds(request)?;
    let mut data = Vec::new();
    let mut total = 0;
    for item in items {
        if (offset..offset.saturating_add(limit)).contains(&total) {
            data.push(write(item));
        }
        total += 1;
    }
    let has_more = offset.saturating_add(limit) < total;
    let pagination = json!({ "total": total, "limit": limit, "offset": offset, "has_more": has_more });
    Ok(Reply::json(StatusCode::OK, &json!({ "data": data, "pagination": pagination })))
}

fn bounds(request: &Request) -> Result<(u64, u64), Refusal> {
    let mut errors = Vec::new();
    let mut read = |name: &str, default, range: RangeInclusive<u64>, message: &str| {
        let Some(text) = request.parameter(name) else { return default };
        match text.parse::<u64>() {
            Ok(number) if range.contains(&number) => number,
            _ => {
                errors.push(FieldError { field: name.to_owned(), message: message.to_owned() });
                default
            }
        }
    };
    let limit = read("limit", DEFAULT_LIMIT, LIMIT, "The limit field must be an integer from 1 to 100.");
    let offset = read("offset", 0, 0..=u64::MAX, "The offset field must be an integer of at least 0.");
    if errors.is_empty() { Ok((limit, offset)) } else { Err(Refusal::fields(errors)) }
}
