//! What of a value is not as its schema says.

use std::collections::BTreeMap;

use jsonschema::{Draft, ValidationError, error::ValidationErrorKind as Kind};
use serde_json::Value;

use super::{
    document::{Schema, escape, unescape},
    json_schema::{Dialect, Direction, json_schema},
    nearest::suggestion,
    parts::{at, member_names},
};

/// Holds values against the schemas of a document. Each schema is compiled once.
#[derive(Default)]
pub(super) struct Validator {
    is_3_0: bool,
    /// By place and direction.
    compiled: BTreeMap<(String, Direction), Result<jsonschema::Validator, String>>,
}

/// What is wrong at one place of a value.
#[derive(Debug)]
pub(super) struct Fault {
    /// A JSON pointer into the value.
    pub(super) pointer: String,
    pub(super) value: Value,
    pub(super) problem: String,
}

impl Validator {
    pub(super) fn new(is_3_0: bool) -> Self {
        Self { is_3_0, compiled: BTreeMap::new() }
    }

    /// Whether a schema takes a value, as far as it can be held against anything.
    pub(super) fn allows(&mut self, schema: &Schema<'_>, direction: Direction, value: &Value) -> bool {
        self.faults(schema, direction, value).map_or(true, |faults| faults.is_empty())
    }

    /// The faults of a value, in the order of their places.
    ///
    /// # Errors
    ///
    /// Why the schema can be held against nothing.
    pub(super) fn faults(
        &mut self,
        schema: &Schema<'_>,
        direction: Direction,
        value: &Value,
    ) -> Result<Vec<Fault>, String> {
        let key = (schema.written().place().to_owned(), direction);
        let is_3_0 = self.is_3_0;
        let compiled = self.compiled.entry(key).or_insert_with(|| compile(schema, direction, is_3_0));
        let validator = compiled.as_ref().map_err(Clone::clone)?;
        let mut faults: Vec<Fault> = Vec::new();
        for error in validator.iter_errors(value) {
            collect(&error, schema, &mut faults);
        }
        // The members of a part that does not fit count as unknown there, which says nothing beside the reason.
        let reasons: Vec<String> = faults
            .iter()
            .filter(|fault| !fault.is_unknown_member())
            .map(|fault| fault.pointer.clone())
            .collect();
        faults.retain(|fault| {
            let named = || named_at(schema, fault.parent()).iter().any(|name| *name == fault.member());
            !(fault.is_unknown_member()
                && named()
                && reasons.iter().any(|place| place.starts_with(fault.parent())))
        });
        faults.sort_by(|a, b| (&a.pointer, &a.problem).cmp(&(&b.pointer, &b.problem)));
        faults.dedup_by(|a, b| (&a.pointer, &a.problem) == (&b.pointer, &b.problem));
        Ok(faults)
    }
}

impl Fault {
    fn is_unknown_member(&self) -> bool {
        self.problem.starts_with(UNKNOWN)
    }

    fn member(&self) -> String {
        self.pointer.rsplit_once('/').map(|(_, member)| unescape(member)).unwrap_or_default()
    }

    fn parent(&self) -> &str {
        self.pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
    }
}

/// The names of the members that the document has in a place of the value.
fn named_at<'a>(schema: &Schema<'a>, pointer: &str) -> Vec<&'a str> {
    at(schema, pointer).map(|schema| member_names(&schema)).unwrap_or_default()
}

const UNKNOWN: &str = "the document knows no such member";

/// Patterns that are no regular expression here are left out, as they are where the document is read.
fn compile(schema: &Schema<'_>, direction: Direction, is_3_0: bool) -> Result<jsonschema::Validator, String> {
    let build = |patterns| {
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&json_schema(schema, Dialect { direction, is_3_0, patterns }))
    };
    build(true).or_else(|_| build(false)).map_err(|error| error.to_string())
}

fn collect(error: &ValidationError<'_>, schema: &Schema<'_>, faults: &mut Vec<Fault>) {
    let pointer = error.instance_path().as_str().to_owned();
    let value = error.instance().as_ref().clone();
    let problem = match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            return choices(error, context, schema, faults);
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            for name in unexpected {
                let value = value.get(name).cloned().unwrap_or_default();
                let known = named_at(schema, &pointer).into_iter().filter(|other| other != name);
                let problem = format!("{UNKNOWN}{}", suggestion(name, known));
                faults.push(Fault { pointer: format!("{pointer}/{}", escape(name)), value, problem });
            }
            return;
        }
        Kind::Required { property: Value::String(name) } => {
            format!("the member `{name}` is missing, which the document requires")
        }
        Kind::Format { format } => format!("it is no `{format}`"),
        Kind::Enum { options } => format!("it is none of {}", listed(options)),
        _ => error.masked_with("it").to_string(),
    };
    faults.push(Fault { pointer, value, problem });
}

/// What is wrong with the choice that fits best.
fn choices(
    error: &ValidationError<'_>,
    context: &[Vec<ValidationError<'static>>],
    schema: &Schema<'_>,
    faults: &mut Vec<Fault>,
) {
    // A choice of another type is none that was meant.
    let here = error.instance_path().as_str();
    let of_type = |errors: &&Vec<ValidationError<'static>>| {
        !errors
            .iter()
            .any(|error| matches!(error.kind(), Kind::Type { .. }) && error.instance_path().as_str() == here)
    };
    let meant: Vec<_> = context.iter().filter(of_type).collect();
    if let Some(best) = meant.iter().min_by_key(|errors| errors.len()).filter(|_| meant.len() == 1) {
        best.iter().for_each(|error| collect(error, schema, faults));
        return;
    }
    let value = error.instance().as_ref().clone();
    let problem = format!("it fits none of the {} choices", context.len());
    faults.push(Fault { pointer: here.to_owned(), value, problem });
}

fn listed(options: &Value) -> String {
    let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
    options.iter().map(|option| format!("`{}`", plain(option))).collect::<Vec<_>>().join(", ")
}

/// A text without its quotes.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
