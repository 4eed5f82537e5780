//! Why an operation did not do what was asked.

use http::StatusCode;
use serde_json::{Value, json};

use super::problem::Problem;

/// A refusal: why an operation did not do what was asked.
#[derive(Debug)]
pub(super) struct Refusal {
    problem: Problem,
    status: StatusCode,
    message: String,
    fields: Vec<FieldError>,
}

/// One entry of `error.errors`.
#[derive(Debug)]
pub(super) struct FieldError {
    pub(super) field: String,
    pub(super) message: String,
}

impl FieldError {
    pub(super) fn to_json(&self) -> Value {
        json!({ "field": self.field, "message": self.message })
    }
}

impl Refusal {
    pub(super) fn new(problem: Problem, message: impl Into<String>) -> Self {
        Self { problem, status: problem.status(), message: message.into(), fields: Vec::new() }
    }

    /// A 422 that names the fields.
    pub(super) fn fields(fields: Vec<FieldError>) -> Self {
        Self { fields, ..Problem::Validation.into() }
    }

    /// A 422 about one field.
    pub(super) fn field(field: &str, message: impl Into<String>) -> Self {
        Self::fields(vec![FieldError { field: field.to_owned(), message: message.into() }])
    }

    /// A 404 for what is called so, such as "customer".
    pub(super) fn no_such(what: &str) -> Self {
        Self::new(Problem::NotFound, format!("No such {what}."))
    }

    /// Answers with another status than the one the type is documented with.
    pub(super) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub(super) fn status(&self) -> StatusCode {
        self.status
    }

    /// `{ "error": … }`
    pub(super) fn to_json(&self) -> Value {
        let mut error = json!({ "type": self.problem.name(), "message": self.message });
        if self.problem == Problem::Validation {
            error["errors"] = self.fields.iter().map(FieldError::to_json).collect();
        }
        json!({ "error": error })
    }

    pub(super) fn message(&self) -> &str {
        &self.message
    }

    pub(super) fn into_fields(self) -> Vec<FieldError> {
        self.fields
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::new(problem, problem.message())
    }
}
