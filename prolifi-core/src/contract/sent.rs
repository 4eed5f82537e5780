//! What was sent, held against an operation.

mod body;
mod headers;
mod path;
mod query;

use serde_json::Value;

use super::{
    document::{Document, Operation, Schema},
    json_schema::Direction,
    recorder::Sent,
    report::Drift,
    validator::Validator,
};

/// The differences, and what could not be held against anything.
#[derive(Default)]
pub(super) struct Differences {
    pub(super) drifts: Vec<Drift>,
    pub(super) notes: Vec<Drift>,
}

impl Differences {
    pub(super) fn add(&mut self, more: Self) {
        self.drifts.extend(more.drifts);
        self.notes.extend(more.notes);
    }
}

/// A request beside its operation.
struct Compared<'a> {
    document: &'a Document,
    operation: &'a Operation<'a>,
    sent: &'a Sent,
    validator: &'a mut Validator,
    found: Differences,
}

pub(super) fn differences(
    document: &Document,
    operation: &Operation<'_>,
    sent: &Sent,
    validator: &mut Validator,
) -> Differences {
    let mut compared = Compared { document, operation, sent, validator, found: Differences::default() };
    compared.path();
    compared.query();
    compared.headers();
    compared.cookies();
    compared.body();
    compared.found
}

impl Compared<'_> {
    fn drift(&mut self, place: impl Into<String>, problem: impl Into<String>) {
        self.found.drifts.push(Drift::new(place, problem));
    }

    fn drift_of(&mut self, place: impl Into<String>, value: &Value, problem: impl Into<String>) {
        self.found.drifts.push(Drift::new(place, problem).of(value));
    }

    /// Holds a value against its schema; `place` is the argument, or `body`.
    fn value(&mut self, place: &str, schema: &Schema<'_>, value: &Value) {
        match self.validator.faults(schema, Direction::Request, value) {
            Ok(faults) => {
                for fault in faults {
                    let space = if fault.pointer.is_empty() { "" } else { " " };
                    let place = format!("{place}{space}{}", fault.pointer);
                    self.drift_of(place, &fault.value, fault.problem);
                }
            }
            Err(reason) => {
                let note = format!("its schema can be held against nothing: {reason}");
                self.found.notes.push(Drift::new(place, note));
            }
        }
    }

    /// The names that a credential is sent under in this place.
    fn credentials(&self, location: super::document::Location) -> Vec<&str> {
        let keys = self.document.security_schemes().filter_map(|scheme| scheme.key());
        keys.filter(|(place, _)| *place == location).map(|(_, name)| name).collect()
    }
}

/// Percent-decoded.
fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}
