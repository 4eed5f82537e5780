//! [`Asker`]: one call, made with as many answers as there are.

use http::StatusCode;

use super::{
    checked::Checked,
    recorder::{Given, Recorder, Sent},
};
use crate::{client::ClientBuilder, error::Error};

/// Makes the client of each call: no answer is remembered by the next.
pub(super) type NewClient<C> = Box<dyn Fn() -> ClientBuilder<C>>;

/// A call that can be made again.
pub(super) struct Asker<'a, C, F> {
    pub(super) client: &'a NewClient<C>,
    pub(super) call: &'a F,
}

/// What became of a call.
pub(super) struct Asked {
    pub(super) sent: Option<Sent>,
    pub(super) result: Result<(), Error>,
}

impl<C, F: Fn(C) -> R, R: Checked> Asker<'_, C, F> {
    /// Makes the call, which is given this answer.
    pub(super) async fn ask(&self, given: Given) -> Asked {
        let recorder = Recorder::new(given);
        let client = (self.client)().transport(recorder.clone()).max_retries(0).build();
        let result = match client {
            Ok(client) => (self.call)(client).outcome().await,
            Err(error) => Err(error),
        };
        Asked { sent: recorder.sent(), result }
    }

    /// Makes the call, which is given an empty answer of this status.
    pub(super) async fn ask_empty(&self, status: StatusCode) -> Asked {
        self.ask(Given { status, ..Given::default() }).await
    }
}

impl Asked {
    /// Whether the answer was read: as a value, or as one that it is not.
    pub(super) fn is_read(&self) -> bool {
        self.result.as_ref().map_or_else(Error::is_decode, |()| true)
    }
}
