//! Reading a JSON body field by field, and collecting everything that is wrong with it.
//!
//! Each reader returns `Absent` for a field that is not there and for one that is wrong; the second is refused by
//! [`Form::finish`] before anything is done with it. Fields that nobody reads are ignored.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::refusal::{FieldError, Refusal};

/// What a body says about a field.
#[derive(Clone, Debug)]
pub(super) enum Field<T> {
    Absent,
    Null,
    Value(T),
}

impl<T> Field<T> {
    /// Null taken as absent.
    pub(super) fn given(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Absent keeps what is there, null clears it, a value replaces it.
    pub(super) fn apply(self, to: &mut Option<T>) {
        match self {
            Self::Absent => {}
            Self::Null => *to = None,
            Self::Value(value) => *to = Some(value),
        }
    }
}

/// A body being read.
pub(super) struct Form<'a> {
    body: &'a Map<String, Value>,
    errors: Vec<FieldError>,
}

impl<'a> Form<'a> {
    pub(super) fn new(body: &'a Map<String, Value>) -> Self {
        Self { body, errors: Vec::new() }
    }

    /// Refuses the body if a field of it was wrong.
    pub(super) fn finish(self) -> Result<(), Refusal> {
        if self.errors.is_empty() { Ok(()) } else { Err(Refusal::fields(self.errors)) }
    }

    /// Notes that something is wrong with a field.
    pub(super) fn wrong(&mut self, name: &str, message: impl Into<String>) {
        self.errors.push(FieldError { field: name.to_owned(), message: message.into() });
    }

    /// Notes a required field that is absent or null.
    pub(super) fn require(&mut self, name: &str) {
        if self.body.get(name).is_none_or(Value::is_null) {
            self.wrong(name, format!("The {name} field is required."));
        }
    }

    pub(super) fn string(&mut self, name: &str) -> Field<String> {
        self.read(name, "a string", |value| value.as_str().map(str::to_owned))
    }

    pub(super) fn email(&mut self, name: &str) -> Field<String> {
        self.text(name, "a valid email address", |text| is_email(text).then(|| text.to_owned()))
    }

    pub(super) fn uuid(&mut self, name: &str) -> Field<Uuid> {
        self.text(name, "a valid UUID", parse_uuid)
    }

    pub(super) fn date(&mut self, name: &str) -> Field<Date> {
        self.text(name, "a date (YYYY-MM-DD)", parse_date)
    }

    pub(super) fn time(&mut self, name: &str) -> Field<Timestamp> {
        self.text(name, "an RFC 3339 date and time", |text| text.parse().ok())
    }

    /// A whole number of at least 1.
    pub(super) fn count(&mut self, name: &str) -> Field<u64> {
        self.read(name, "an integer of at least 1", |value| value.as_u64().filter(|count| *count >= 1))
    }

    pub(super) fn object(&mut self, name: &str) -> Field<Map<String, Value>> {
        self.read(name, "an object", |value| value.as_object().cloned())
    }

    fn text<T>(&mut self, name: &str, what: &str, read: impl FnOnce(&str) -> Option<T>) -> Field<T> {
        match self.body.get(name) {
            Some(Value::String(text)) => match read(text) {
                Some(value) => Field::Value(value),
                None => self.refuse(name, what),
            },
            _ => self.read(name, "a string", |_| None),
        }
    }

    fn read<T>(&mut self, name: &str, what: &str, read: impl FnOnce(&Value) -> Option<T>) -> Field<T> {
        match self.body.get(name) {
            None => Field::Absent,
            Some(Value::Null) => Field::Null,
            Some(value) => match read(value) {
                Some(value) => Field::Value(value),
                None => self.refuse(name, what),
            },
        }
    }

    fn refuse<T>(&mut self, name: &str, what: &str) -> Field<T> {
        self.wrong(name, format!("The {name} field must be {what}."));
        Field::Absent
    }
}

/// Reads a UUID written with hyphens, in either case; other notations are other ids.
pub(super) fn parse_uuid(text: &str) -> Option<Uuid> {
    if text.len() == 36 { Uuid::try_parse(text).ok() } else { None }
}

/// Reads a `YYYY-MM-DD` date.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}

/// One `@` between a mailbox and a domain, no blanks: enough to catch a value in the wrong field.
fn is_email(text: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    let Some((mailbox, domain)) = text.split_once('@') else { return false };
    !mailbox.is_empty()
        && !text.contains(blank)
        && !domain.contains('@')
        && domain.split('.').all(|label| !label.is_empty())
}
