//! The turn of an attempt, where a client limits how many are under way at once.

use std::sync::Arc;

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout_at},
};

use super::Exchange;
use crate::error::{Error, ErrorKind};

impl Exchange {
    /// Waits for a turn, which the attempt has until it is dropped, in the order in which it was asked for. Who waits for
    /// the end of a pause holds nobody else up.
    ///
    /// # Errors
    ///
    /// `Timeout` if the call ends before its turn, and what a pause can end with.
    pub(super) async fn take_turn(&self, turns: Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Error> {
        loop {
            let Ok(Ok(turn)) = timeout_at(self.limit.deadline, Arc::clone(&turns).acquire_owned()).await
            else {
                let limit = self.prepared.limits.timeout.lasts();
                let problem = format!("as many calls were under way as the client allows, for {limit:?}");
                return Err(self.describe(Error::new(ErrorKind::Timeout, problem)));
            };
            if self.prepared.client.account().pause.release(Instant::now(), 0.0).is_none() {
                return Ok(turn);
            }
            drop(turn);
            self.wait_out_pause().await?;
        }
    }
}
