//! What a fault does, and how a request that is struck ends.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use serde_json::json;

use super::reply::Reply;

/// What a fault does.
#[derive(Clone, Debug)]
pub(super) enum Effect {
    /// An answer of the service.
    Answer(Reply),
    /// An answer of something in between.
    Foreign(Reply),
    Truncated,
    Garbage,
    Reset,
    Stall,
    Delay(Duration),
}

/// How a struck request ends.
pub(super) enum Ending {
    /// With an answer of the service.
    Answer(Reply),
    /// With an answer of something in between.
    Foreign(Reply),
    /// With these bytes, after which the connection is closed.
    Replace(Bytes),
    Reset,
    Never,
}

impl Effect {
    /// The answer, if it is one.
    pub(super) fn answer(&self) -> Option<Reply> {
        match self {
            Self::Answer(reply) | Self::Foreign(reply) => Some(reply.clone()),
            _ => None,
        }
    }

    /// Ends a request, whose own answer is given if its operation has run.
    pub(super) async fn strike(self, own: Option<Reply>) -> Ending {
        let own =
            own.unwrap_or_else(|| Reply::data(StatusCode::OK, json!({ "cut": "off in the middle of this" })));
        match self {
            Self::Answer(reply) => Ending::Answer(reply),
            Self::Foreign(reply) => Ending::Foreign(reply),
            Self::Truncated => Ending::Replace(half(&own)),
            Self::Garbage => Ending::Replace(Bytes::from_static(b"\x00\x01 this is no HTTP \xff\r\n\r\n")),
            Self::Reset => Ending::Reset,
            Self::Stall => Ending::Never,
            Self::Delay(delay) => {
                tokio::time::sleep(delay).await;
                Ending::Answer(own)
            }
        }
    }
}

/// An answer as bytes on the wire, with half of the body that its head promises.
fn half(reply: &Reply) -> Bytes {
    let mut bytes =
        format!("HTTP/1.1 {}\r\ncontent-length: {}\r\n", reply.status, reply.body.len()).into_bytes();
    for (name, value) in &reply.headers {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(reply.body.get(..reply.body.len() / 2).unwrap_or_default());
    bytes.into()
}
