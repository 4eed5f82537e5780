//! What an operation comes to.

use http::StatusCode;
use serde_json::Value;

use super::refusal::Refusal;
use super::reply::Reply;

/// The answer of an operation, or why it was not carried out.
pub(super) type Outcome = Result<Reply, Refusal>;

/// A 200 with `data`.
pub(super) fn ok(data: Value) -> Outcome {
    Ok(Reply::data(StatusCode::OK, data))
}

/// A 201 with `data`.
pub(super) fn created(data: Value) -> Outcome {
    Ok(Reply::data(StatusCode::CREATED, data))
}
