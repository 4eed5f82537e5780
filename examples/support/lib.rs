//! What the examples share: where they call, and how they print.

mod emulator;
mod file_server;
mod histograms;
mod library;
mod place;
mod print;
mod progress;
pub mod services;
mod spans;
mod wire;

pub use crate::{
    emulator::{client, emulator},
    file_server::{FILE_LENGTH, serve_file},
    histograms::Histograms,
    library::{LIBRARY_CARD, open_library},
    place::{Place, Refused},
    print::{error, request, response},
    progress::{ProgressBar, thousands},
    spans::Spans,
    wire::sent,
};
