//! What the examples share: where they call, and how they print.

mod library;
mod place;
mod print;
mod sandbox;
mod spans;
mod wire;

pub use crate::{
    library::{LIBRARY_CARD, open_library},
    place::{Place, Refused},
    print::{error, request, response},
    sandbox::{client, sandbox},
    spans::Spans,
    wire::sent,
};
