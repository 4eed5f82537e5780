//! `GET /customers/{id}/usage`: a customer's events, counted by name.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde_json::{Value, json};

use super::clock::written;
use super::customers;
use super::events;
use super::outcome::{Outcome, ok};
use super::refusal::Refusal;
use super::request::Request;
use super::state::State;
use super::validate::parse_date;

/// `GET /customers/{id}/usage`
pub(super) fn summary(state: &mut State, request: &Request) -> Outcome {
    let customer_id = customers::find_by_uuid(state, &request.id)?;
    let (start, end) = (day(request, "start_date")?, day(request, "end_date")?);
    let wanted = request.parameter("event_name").map(|name| events::definition(state, name).unwrap_or(name));

    let mut counts: BTreeMap<&str, (u64, Timestamp)> = BTreeMap::new();
    for event in state.events.counted.iter().filter(|event| event.customer_id == customer_id) {
        let day = Offset::UTC.to_datetime(event.timestamp).date();
        let inside = start.is_none_or(|start| day >= start) && end.is_none_or(|end| day <= end);
        if inside && wanted.is_none_or(|wanted| event.name == wanted) {
            let (count, last) = counts.entry(&event.name).or_insert((0, event.timestamp));
            *count += 1;
            *last = (*last).max(event.timestamp);
        }
    }
    let item = |(name, (count, last))| {
        let last: Timestamp = last;
        let (name, count): (&str, u64) = (name, count);
        json!({ "event_name": name, "count": count, "last_reported_at": written(last) })
    };
    ok(Value::Array(counts.into_iter().map(item).collect()))
}

fn day(request: &Request, name: &str) -> Result<Option<Date>, Refusal> {
    let refused = || Refusal::field(name, format!("The {name} field must be a date (YYYY-MM-DD)."));
    request.parameter(name).map(|text| parse_date(text).ok_or_else(refused)).transpose()
}
