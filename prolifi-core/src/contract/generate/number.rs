//! Numbers within their bounds.

use serde_json::{Number, Value};

use super::super::document::{Json, Schema};

/// The largest that every reader of JSON has exactly (RFC 8259, section 6).
const EXACT: f64 = 9_007_199_254_740_991.0;

/// One of four: an everyday number, both ends, and one between.
pub(super) fn number(parts: &[Schema<'_>], is_integer: bool, turn: usize) -> Value {
    let word = |word: &str| parts.iter().find_map(|part| part.json(word)?.to_value().as_f64());
    let is_exclusive =
        |name: &str| parts.iter().any(|part| part.json(name).and_then(Json::flag) == Some(true));
    let step = word("multipleOf").filter(|step| *step > 0.0).unwrap_or(if is_integer { 1.0 } else { 0.5 });
    let step = if is_integer && step.fract() != 0.0 { 1.0 } else { step };
    // No type of a client has to hold a negative number that the document does not speak of.
    let lowest = match (word("minimum"), word("exclusiveMinimum")) {
        (Some(bound), _) if is_exclusive("exclusiveMinimum") => bound + step,
        (None, Some(bound)) => bound + step,
        (Some(bound), _) => bound,
        (None, None) => word("maximum").map_or(0.0, |highest| highest.min(0.0)),
    };
    let widest = match parts.iter().find_map(Schema::format) {
        Some("int64" | "uint64") => EXACT,
        _ => f64::from(i32::MAX),
    };
    let highest = match (word("maximum"), word("exclusiveMaximum")) {
        (Some(bound), _) if is_exclusive("exclusiveMaximum") => bound - step,
        (None, Some(bound)) => bound - step,
        (Some(bound), _) => bound,
        (None, None) => widest.max(lowest),
    };
    let fits = |value: f64| ((value / step).round() * step).clamp(lowest, highest.max(lowest));
    let chosen = match turn {
        0 => fits(step.max(1.0) + if is_integer { 6.0 } else { step }),
        1 => (lowest / step).ceil() * step,
        2 => (highest / step).floor() * step,
        _ => fits(step),
    };
    #[allow(
        clippy::cast_possible_truncation,
        reason = "both ends are within the exact integers, or are cut to them"
    )]
    match is_integer {
        true => Value::from(chosen as i64),
        false => Number::from_f64(chosen).map_or(Value::Null, Value::Number),
    }
}
