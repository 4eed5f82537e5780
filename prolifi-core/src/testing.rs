//! Transports without a network, for tests of code that makes calls.
//!
//! [`Routes`] answers by what is asked, and is the one to begin with; [`FakeTransport`] by the order of a script.

mod argument;
mod difference;
mod exact;
mod fail;
mod fake_transport;
mod fault;
mod into_call;
mod matcher;
mod nearest;
mod once;
mod page_writer;
mod pairs;
mod played;
mod random_faults;
mod received;
mod routes;
mod rule;
mod server;
mod state;
mod step;
mod template;
mod text_value;
mod texts;
mod times;
mod to_response;

pub use self::{
    fake_transport::{FakeTransport, Unverified},
    fault::Fault,
    into_call::IntoCall,
    received::Received,
    routes::{Routes, Unmet},
    rule::Rule,
    times::Times,
    to_response::ToResponse,
};
