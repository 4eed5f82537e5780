//! What the examples share: where they call, and how they print.

mod library;
mod place;
mod print;
mod progress;
mod sandbox;
mod spans;
mod wire;

pub use crate::{
    library::{LIBRARY_CARD, open_library},
    place::{Place, Refused},
    print::{error, request, response},
    progress::{ProgressBar, thousands},
    sandbox::{client, emulator},
    spans::Spans,
    wire::sent,
};
