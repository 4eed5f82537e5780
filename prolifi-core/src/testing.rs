//! Transports without a network, for tests of code that makes calls.
//!
//! [`Routes`] answers by what is asked, and is the one to begin with; [`FakeTransport`] by the order of a script.

mod argument;
mod difference;
mod fail;
mod fake_transport;
mod fault;
mod matcher;
mod once;
mod pairs;
mod played;
mod random_faults;
mod received;
mod routes;
mod rule;
mod state;
mod step;
mod template;
mod text_value;
mod times;
mod to_response;

pub use self::{
    fake_transport::{FakeTransport, Unverified},
    fault::Fault,
    received::Received,
    routes::{Routes, Unmet},
    rule::Rule,
    times::Times,
    to_response::ToResponse,
};
