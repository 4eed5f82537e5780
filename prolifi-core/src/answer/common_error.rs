//! The shapes of an error body that are widely used.
//!
//! | shape | as of |
//! |---|---|
//! | `{"error": {"type" or "code" or "status", "message", ..}}` | Stripe, OpenAI, Google, Microsoft, Elasticsearch |
//! | `{"type", "title", "detail", ..}` | RFC 9457 |
//! | `{"error": "..", "error_description": ".."}` | RFC 6749, section 5.2 |
//! | `{"errors": [{"code", "title", "detail", "source"}]}` | JSON:API; Square, Docker, GraphQL |
//! | `{"errors": {"email": [".."]}}`, with or without a `message` | Rails, Laravel, ASP.NET |
//! | `{"message", "code", "errors": [{"field", "code"}]}` | GitHub, Twilio, Notion |
//! | `{"detail": [{"loc", "msg"}]}`, `{"email": [".."]}` | FastAPI, Django |
//!
//! The members are looked for by name, in [`Members`], so that a mixture of these is read too.

mod field_errors;

use http::StatusCode;

use self::field_errors::{field_errors, of_details, said_of_entry};
use crate::{
    error::{ApiError, FieldError},
    json::{Members, View},
};

/// Where the error is, if not at the top.
const WRAPPERS: [&str; 3] = ["error", "fault", "errors"];
/// The name of the error, in the order in which they are asked; inside of a wrapper `status` too.
const TYPES: [&str; 9] =
    ["type", "code", "error_code", "errorCode", "errorType", "name", "__type", "category", "reason"];
/// Names of what else a body may hold: they tell of an error where there is a sentence too.
const OF_MANY_THINGS: [&str; 4] = ["name", "category", "reason", "status"];
/// The same as a number.
const NUMBERS: [&str; 3] = ["code", "error_code", "errorCode"];
/// The sentence for people.
const MESSAGES: [&str; 14] = [
    "message",
    "detail",
    "error_description",
    "description",
    "error_message",
    "errorMessage",
    "errorMessages",
    "errorSummary",
    "faultstring",
    "msg",
    "Message",
    "title",
    "errors",
    "reason",
];
/// What is wrong with single fields.
const FIELDS: [&str; 11] = [
    "errors",
    "details",
    "detail",
    "field_errors",
    "fieldErrors",
    "validationErrors",
    "invalid-params",
    "invalid_params",
    "violations",
    "issues",
    "errorCauses",
];

/// Reads one of the shapes. However large the body is, this takes no memory but for what it gives.
pub(super) fn read(status: StatusCode, body: &[u8]) -> Option<ApiError> {
    let whole = View::of(body)?;
    let read = match whole.members() {
        Some(top) => told_at_top(status, &top),
        // A list of errors, as Salesforce writes it.
        None => promoted(field_errors(whole), &whole.list()?),
    };
    (read != ApiError::default()).then_some(read)
}

/// The object that says what is wrong: that inside of `error`, or the whole.
pub(super) fn object(body: &[u8]) -> Option<View<'_>> {
    let whole = View::of(body)?;
    let top = whole.members()?;
    Some(wrapped(&top).unwrap_or(whole))
}

/// The value of the first wrapper that is an object with a sentence, or an `error` of any members.
fn wrapped<'a>(top: &Members<'a>) -> Option<View<'a>> {
    WRAPPERS.into_iter().find_map(|name| {
        let inner = top.get(name)?;
        let members = inner.members()?;
        // `errors` is a map of fields, unless it is one error.
        let is_error = name != "errors" || members.get("message").and_then(View::text).is_some();
        is_error.then_some(inner)
    })
}

fn told_at_top(status: StatusCode, top: &Members<'_>) -> ApiError {
    if let Some(inner) = wrapped(top).and_then(View::members) {
        return told(status, &inner, &[&TYPES[..], &["status"]].concat());
    }
    let mut read = told(status, top, &TYPES);
    match text(top, "error") {
        Some(word) if read.message.is_empty() && word.contains(char::is_whitespace) => read.message = word,
        Some(word) if read.error_type.is_empty() => read.error_type = word,
        _ => {}
    }
    if read == ApiError::default() && is_map_of_fields(top) {
        read.errors = top.iter().flat_map(|(name, value)| field_errors::of_field(name, value)).collect();
    }
    read
}

/// What the members of one object say.
fn told(status: StatusCode, error: &Members<'_>, types: &[&str]) -> ApiError {
    let message = MESSAGES.into_iter().find_map(|name| Some((name, sentence(error.get(name)?)?)));
    // Said already.
    let is_other = |name: &&str| message.as_ref().is_none_or(|(said, _)| said != name);
    let error_type = types
        .iter()
        .filter(|name| is_other(name) && (message.is_some() || !OF_MANY_THINGS.contains(*name)))
        .find_map(|name| text(error, name).filter(|word| tells(word)))
        .or_else(|| NUMBERS.into_iter().find_map(|name| number(error, name, status)));
    let found = FIELDS.into_iter().filter(is_other).find_map(|name| {
        let view = error.get(name)?;
        let fields = if name.starts_with("detail") { of_details(view) } else { field_errors(view) };
        (!fields.is_empty()).then_some((fields, view))
    });
    let (errors, view) = found.map_or((Vec::new(), None), |(errors, view)| (errors, Some(view)));
    match (error_type, message) {
        (None, None) => promoted(errors, &view.and_then(View::list).unwrap_or_default()),
        (error_type, message) => {
            let message = message.map(|(_, sentence)| sentence).unwrap_or_default();
            let mut read = ApiError::new(error_type.unwrap_or_default(), message);
            read.errors = errors;
            read
        }
    }
}

/// An error of which only its entries tell: the first is what it says. An entry without a field is said once.
fn promoted(mut errors: Vec<FieldError>, entries: &[View<'_>]) -> ApiError {
    let Some(first) = entries.first() else { return with(ApiError::default(), errors) };
    let (error_type, title) = match first.members() {
        Some(entry) => said_of_entry(&entry),
        None => (String::new(), first.text().unwrap_or_default()),
    };
    if errors.first().is_some_and(|error| error.field.is_empty()) {
        let message = errors.remove(0).message;
        return with(ApiError::new(error_type, message), errors);
    }
    let title = if errors.iter().any(|error| error.message == title) { String::new() } else { title };
    with(ApiError::new(error_type, title), errors)
}

fn with(mut error: ApiError, errors: Vec<FieldError>) -> ApiError {
    error.errors = errors;
    error
}

/// Text, or the sentences of a list of texts.
fn sentence(view: View<'_>) -> Option<String> {
    view.text().or_else(|| {
        let texts: Option<Vec<String>> = view.list()?.into_iter().map(View::text).collect();
        texts.filter(|texts| !texts.is_empty()).map(|texts| texts.join("; "))
    })
}

fn text(members: &Members<'_>, name: &str) -> Option<String> {
    members.get(name)?.text()
}

/// A number that is not only the status once more.
fn number(members: &Members<'_>, name: &str, status: StatusCode) -> Option<String> {
    let number = members.get(name)?.integer()?;
    (number != status.as_str()).then(|| number.to_owned())
}

/// `about:blank` says that there is nothing beside the status (RFC 9457, section 4.2.1), `error` that it is one.
fn tells(error_type: &str) -> bool {
    !["about:blank", "error"].contains(&error_type)
}

/// Whether every member is a list of sentences, as Django writes a form that was refused.
fn is_map_of_fields(top: &Members<'_>) -> bool {
    top.iter().all(|(_, value)| value.list().is_some() && sentence(value).is_some())
}
