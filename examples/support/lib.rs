//! What the examples share: where they call, and how they print.

mod place;
mod print;

pub use crate::{
    place::{Place, Refused},
    print::{error, request, response},
};
