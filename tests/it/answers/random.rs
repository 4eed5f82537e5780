//! Random bodies: whatever a service answers, it is the value that it says, or an error that keeps it.

mod errors;
mod pages;
mod values;
