//! Faults at work: which request is struck, and how it ends.

use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, StatusCode};
use serde_json::json;

use super::clock::Dice;
use super::fault::Fault;
use super::reply::Reply;

/// The faults that are waiting for their request, and those that come at random.
#[derive(Debug, Default)]
pub(super) struct Faults {
    next: VecDeque<Fault>,
    random: Option<Random>,
}

#[derive(Debug)]
struct Random {
    rate: f64,
    dice: Dice,
    faults: Vec<Fault>,
}

impl Faults {
    pub(super) fn queue(&mut self, fault: Fault) {
        self.next.push_back(fault);
    }

    /// Strikes this share of the requests, each with one of the faults.
    pub(super) fn at_random(&mut self, rate: f64, seed: u64, faults: Vec<Fault>) {
        self.random = Some(Random { rate, dice: Dice::new(seed), faults });
    }

    /// Forgets every fault.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The fault for a request that has just arrived: the first that waits for it, else perhaps one at random.
    pub(super) fn next(&mut self, method: &Method) -> Option<Fault> {
        if let Some(index) = self.next.iter().position(|fault| fault.is_for(method)) {
            let fault = self.next.get_mut(index)?;
            let struck = fault.clone();
            if !fault.count_down() {
                self.next.remove(index);
            }
            return Some(struck);
        }
        let random = self.random.as_mut()?;
        // Rolled for every request, so that what one is dealt does not depend on the others' methods.
        let (strikes, pick) = (random.dice.fraction() < random.rate, random.dice.roll());
        let candidates: Vec<&Fault> = random.faults.iter().filter(|fault| fault.is_for(method)).collect();
        let index = usize::try_from(pick.checked_rem(candidates.len() as u64)?).ok()?;
        candidates.get(index).filter(|_| strikes).map(|fault| (*fault).clone())
    }
}

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
