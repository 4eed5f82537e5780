//! An emulator that is the same in every run, and a client for it.

use std::error::Error;

use prolifi::{
    Environment, Prolifi,
    emulator::{Emulator, EmulatorBuilder, SECRET_TEST_KEY},
};
use serde_json::json;

/// An emulator with one customer whom we call `user_42`, fixed ids and a clock that stands still.
///
/// # Errors
///
/// If the time were not a time.
pub fn emulator() -> Result<EmulatorBuilder, Box<dyn Error>> {
    let emulator =
        Emulator::builder().fixed_ids(42).fixed_clock("2026-03-13T09:00:00Z".parse()?).customer(json!({
            "external_id": "user_42",
            "email": "jane@example.com",
            "first_name": "Jane",
            "last_name": "Smith",
            "phone": "+234 800 000 0000",
        }));
    Ok(emulator)
}

/// A client for an emulator, with the key that reads and writes.
///
/// # Errors
///
/// What building the client says.
pub fn client(emulator: &Emulator) -> Result<Prolifi, prolifi::Error> {
    Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()
}
