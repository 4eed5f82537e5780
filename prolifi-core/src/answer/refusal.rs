//! From an answer that refuses to the error that it is.

use http::StatusCode;

use super::{
    Answer, common_error,
    encoding::{is_packed, unread_encoding},
};
use crate::{
    error::{BODY_KEPT, Error, ErrorKind},
    json::{self, View},
    service::ErrorReader,
};

impl Answer {
    /// The error that this answer is: its status is one that the answer type does not take, or the service says that it
    /// is none, perhaps because there were too many requests.
    pub(crate) fn refused(self, read: Option<ErrorReader>, limited: bool) -> Error {
        let status = self.status();
        let kind = refusal_kind(status, limited);
        let context = self.context();
        let body = self.bytes();
        let body = body.strip_prefix(json::MARK).unwrap_or(&body);
        let api = match read {
            Some(read) => read(status, self.headers(), &body[..body.len().min(BODY_KEPT)]),
            None => common_error::read(status, body),
        };
        let object = common_error::object(body).map(View::json).filter(|object| object.len() <= BODY_KEPT);
        let api = match (api, object) {
            (Some(api), Some(object)) => Some(api.with_object(object)),
            (api, _) => api,
        };
        let problem = match (&api, unread_encoding(self.headers())) {
            (None, Some(encoding)) => is_packed(encoding),
            _ => String::new(),
        };
        context.describe(Error::new(kind, problem).with_api(api))
    }
}

/// The kind of error that an answer with this status is.
pub(crate) fn refusal_kind(status: StatusCode, limited: bool) -> ErrorKind {
    match status {
        StatusCode::TOO_MANY_REQUESTS => ErrorKind::RateLimited,
        _ if limited => ErrorKind::RateLimited,
        _ if status.is_redirection() => ErrorKind::Redirect,
        _ => ErrorKind::Api,
    }
}
