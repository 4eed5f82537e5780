//! [`Fault`]: where an answer could not be read, and why.

use serde_json::Value;

use crate::{endpoint::Endpoint, error::Error};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// As the decoder names the place: `data.items[3]`.
    pub(super) path: String,
    pub(super) problem: String,
}

impl Fault {
    pub(super) fn of(error: &Error, endpoint: &Endpoint) -> Self {
        let text = error.to_string();
        let text = text.strip_prefix(&format!("{endpoint} failed: ")).unwrap_or(&text);
        let text = match text.split_once(", but ") {
            Some((status, rest)) if status.parse::<u16>().is_ok() => rest,
            _ => text,
        };
        // ` at `data.id` (line 1, column 7)`
        let Some((before, after)) = text.split_once(" (line ") else {
            return Self { path: String::new(), problem: text.to_owned() };
        };
        let after = after.split_once(')').map_or("", |(_, after)| after);
        match before.split_once(" at `") {
            Some((what, path)) => {
                Self { path: path.trim_end_matches('`').to_owned(), problem: format!("{what}{after}") }
            }
            None => Self { path: String::new(), problem: format!("{before}{after}") },
        }
    }

    /// The place as a JSON pointer.
    pub(super) fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in self.path.split(['.', '[']).filter(|step| !step.is_empty()) {
            pointer.push('/');
            pointer.push_str(step.trim_end_matches(']'));
        }
        pointer
    }

    /// The member that is not there.
    pub(super) fn missing(&self) -> Option<&str> {
        let rest = self
            .problem
            .strip_prefix("the field `")
            .or_else(|| self.problem.strip_prefix("there is no member `"))?;
        rest.split_once('`').map(|(name, _)| name).filter(|_| !self.problem.contains("stands twice"))
    }

    /// Whether it is in, or of, one of these places.
    pub(super) fn is_within(&self, places: &[String]) -> bool {
        places.iter().any(|place| {
            let rest = self.path.strip_prefix(place.as_str());
            rest.is_some_and(|rest| place.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    /// The pointer of what is wrong, be it there or not.
    fn place(&self) -> String {
        self.missing().map_or_else(|| self.pointer(), |name| format!("{}/{name}", self.pointer()))
    }

    /// Whether it is about what was put in the place of another.
    pub(super) fn is_in_place_of(&self, other: &Self) -> bool {
        let rest = self.place();
        let rest = rest.strip_prefix(&other.place());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// A name that the type says it takes.
    pub(super) fn expected_name(&self) -> Option<&str> {
        let names = self.problem.split_once(": expected ")?.1;
        names.split('`').nth(1)
    }

    /// The body with something in this place that the type may take, the likeliest last.
    pub(super) fn candidates(&self, body: &Value) -> Vec<Value> {
        let named = self.expected_name().map(Value::from);
        let candidates = [
            Value::Object(serde_json::Map::new()),
            Value::Array(Vec::new()),
            Value::from(1.5),
            Value::from("6f1c2a4e-0b7d-4c35-9e21-5d0f8a3b7c64"),
            Value::from("2026-11-26"),
            Value::from("2026-11-26T16:09:26Z"),
            Value::Null,
            Value::from(true),
            Value::from(7),
            Value::from("text"),
        ];
        candidates.into_iter().chain(named).filter_map(|candidate| self.put(body, candidate)).collect()
    }

    /// The body with this in the place of the fault.
    pub(super) fn put(&self, body: &Value, candidate: Value) -> Option<Value> {
        let mut body = body.clone();
        let place = body.pointer_mut(&self.pointer())?;
        match (self.missing(), place) {
            (Some(name), Value::Object(object)) => {
                object.insert(name.to_owned(), candidate);
            }
            (Some(_), _) => return None,
            (None, place) => *place = candidate,
        }
        Some(body)
    }
}
