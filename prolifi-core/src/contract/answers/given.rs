//! The answer that is given for a documented one.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde_json::Value;

use super::super::{
    document::{DocumentedAnswer, MediaType},
    generate::{Extent, Generator, Written},
    json_schema::Direction,
    recorder::Given,
};

/// The status that stands for a documented answer: of a class one that has no answer of its own. `None` of what is no
/// status.
pub(super) fn documented_status(
    answer: &DocumentedAnswer<'_>,
    all: &[DocumentedAnswer<'_>],
) -> Option<StatusCode> {
    let (first, last) = match answer.range() {
        Some(range) => range,
        None if answer.status() != "default" => return None,
        None => {
            let succeeds = |answer: &DocumentedAnswer<'_>| {
                answer.range().is_some_and(|(first, _)| (200..300).contains(&first))
            };
            if all.iter().any(succeeds) { (500, 599) } else { (200, 299) }
        }
    };
    let has_its_own = |status: &u16| all.iter().any(|other| other.range() == Some((*status, *status)));
    let status = (first..=last).find(|status| first == last || !has_its_own(status))?;
    StatusCode::from_u16(status).ok()
}

pub(super) fn given(
    answer: &DocumentedAnswer<'_>,
    status: StatusCode,
    media_type: Option<&MediaType<'_>>,
    body: Vec<u8>,
) -> Given {
    let mut headers = HeaderMap::new();
    for documented in answer.headers() {
        let mut generator = Generator::new(Direction::Answer).written(Written::Anywhere);
        let made = documented.schema().map(|schema| generator.make(&schema, Extent::Whole));
        let text = match made.filter(|made| made.undescribed.is_empty()).map(|made| made.value) {
            Some(Value::String(text)) => text,
            Some(value @ (Value::Bool(_) | Value::Number(_))) => value.to_string(),
            // Of all that a header may hold, this is read by most.
            _ => "1".to_owned(),
        };
        let name = HeaderName::from_bytes(documented.name().as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(&text)) {
            headers.insert(name, value);
        }
    }
    // They belong to the body.
    for name in [header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::TRANSFER_ENCODING] {
        headers.remove(name);
    }
    if let Some(media_type) = media_type {
        let name = if media_type.name().contains('*') { "application/json" } else { media_type.name() };
        headers.extend(HeaderValue::from_str(name).ok().map(|name| (header::CONTENT_TYPE, name)));
    }
    Given { status, headers, body: body.into() }
}
