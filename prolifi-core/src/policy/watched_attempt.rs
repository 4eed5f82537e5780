//! What an observer hears of an attempt.

use super::{Exchange, attempt::Failure};
use crate::answer::{Answer, Reading, refusal_kind};

impl Exchange {
    /// Tells an observer of the outcome of an attempt.
    pub(super) fn tell_attempt(&mut self, outcome: &Result<Answer, Failure>) {
        let Some(mut ending) = self.ending.take_if(|ending| ending.watched().is_some()) else { return };
        if let Some(watched) = ending.watched() {
            let (status, error, length) = match outcome {
                Ok(answer) => {
                    let status = answer.status();
                    let limited = || self.asked(status, answer.headers()).limited;
                    let error = (!self.is_value(status)).then(|| refusal_kind(status, limited()));
                    (Some(status), error, answer.body.length().filter(|_| self.is_read(answer)))
                }
                Err(failure) => (failure.head.as_ref().map(|(status, _)| *status), Some(failure.kind), None),
            };
            watched.attempt_ends(status, error, length);
        }
        self.ending = Some(ending);
    }

    /// Whether anybody wanted to have its body.
    fn is_read(&self, answer: &Answer) -> bool {
        let asks = self.prepared.client.inner().service.read_outcome.is_some();
        asks || (self.prepared.wanted.reading)(answer.status()) != Reading::Head
    }
}
