//! [`Played`]: what happens to one request.

use std::time::Duration;

use http::{Response, StatusCode};
use tokio::time::sleep;

use crate::{answer::leaves_doubt, body::Body, transport::TransportError};

/// What happens to one request, after a time.
pub(super) struct Played {
    pub(super) delay: Duration,
    pub(super) outcome: Outcome,
}

pub(super) enum Outcome {
    Answer(Box<Response<Body>>),
    /// No connection is made.
    Unreachable,
    /// The connection is lost before there is an answer.
    Reset,
    Hang,
}

/// What a service may have done with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    None,
    Doubtful,
    Done,
}

impl Outcome {
    /// What the service whose part this is may have done before.
    pub(super) fn effect(&self) -> Effect {
        match self {
            Self::Unreachable => Effect::None,
            Self::Reset | Self::Hang => Effect::Doubtful,
            Self::Answer(answer) => of_status(answer.status()),
        }
    }
}

fn of_status(status: StatusCode) -> Effect {
    match status {
        status if status.is_success() => Effect::Done,
        status if leaves_doubt(status) => Effect::Doubtful,
        _ => Effect::None,
    }
}

impl Played {
    /// Lets it happen, on no network.
    ///
    /// # Errors
    ///
    /// That of the connection that there would have been.
    pub(super) async fn happen(self) -> Result<Response<Body>, TransportError> {
        sleep(self.delay).await;
        match self.outcome {
            Outcome::Answer(answer) => Ok(*answer),
            Outcome::Unreachable => {
                Err(TransportError::connect(std::io::Error::from(std::io::ErrorKind::ConnectionRefused)))
            }
            Outcome::Reset => {
                Err(TransportError::io(std::io::Error::from(std::io::ErrorKind::ConnectionReset)))
            }
            Outcome::Hang => std::future::pending().await,
        }
    }
}
