//! Runs the emulator by itself, for programs in any language.
//!
//! `cargo run --example emulator_server` takes a free port, `cargo run --example emulator_server -- 4010` that one.
//! It stops with ctrl-c and, where its input is not a terminal, when the input ends: a script that starts it
//! through a pipe stops it by closing the pipe.

use std::{
    env,
    error::Error,
    io::{self, IsTerminal},
    thread,
};

use prolifi::emulator::{PUBLIC_TEST_KEY, SECRET_TEST_KEY};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let port = env::args().nth(1).map_or(Ok(0), |port| port.parse())?;
    let emulator = prolifi_examples::emulator()?
        .port(port)
        .plan(json!({
            "id": "16fd2706-8baf-433b-82eb-8c7fada847da",
            "name": "Pro",
            "billing_cycles": [{ "name": "monthly" }, { "name": "yearly" }],
            "features": [{ "id": "api_calls", "limit": 1000, "event_name": "api_call" }, { "id": "sso" }],
        }))
        .event_definition("api_call")
        .start_blocking()?;
    let base_url = emulator.base_url();
    println!(
        "The emulator listens at {base_url}

  {SECRET_TEST_KEY}   reads and writes
  {PUBLIC_TEST_KEY}   reads

It holds the customer user_42, a plan and the event api_call; what is written to it lasts until it stops.

From a shell:

  curl -X PATCH {base_url}/customers/user_42 \\
    -H 'Authorization: Bearer {SECRET_TEST_KEY}' \\
    -H 'Content-Type: application/json' \\
    -d '{{\"first_name\": \"Jane\", \"last_name\": \"Doe\"}}'

From a program that calls prolifi::Prolifi::from_env():

  export PROLIFI_BASE_URL={base_url}
  export PROLIFI_API_KEY={SECRET_TEST_KEY}
"
    );

    wait_for_the_end()?;
    println!(
        "The input has ended, and so does the emulator; it was asked {} times.",
        emulator.requests().len()
    );
    Ok(())
}

/// Waits until the input ends. At a terminal, where there is only ctrl-c, it does not read: a program in the
/// background would be stopped for it.
fn wait_for_the_end() -> io::Result<()> {
    let input = io::stdin();
    while input.is_terminal() {
        thread::park();
    }
    io::copy(&mut input.lock(), &mut io::sink())?;
    Ok(())
}
