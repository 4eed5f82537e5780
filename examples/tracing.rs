//! What a client tells `tracing`: a span for each call, named after its endpoint, and an event for each attempt.
//!
//! The fields are those of OpenTelemetry's HTTP conventions. No key, no filled path, no header and no body is
//! among them, so that they can go to any log. A program needs one line,
//! `tracing_subscriber::fmt().with_max_level(Level::DEBUG).init()`, or the layer of its telemetry; here is a
//! layer that prints a field a line.

use std::error::Error;

use prolifi::{
    customers::{Customers, UpdateCustomer},
    emulator::Fault,
};
use prolifi_examples::Spans;
use tracing::Level;
use tracing_subscriber::{filter::Targets, prelude::*};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let ours = Targets::new().with_target("prolifi_core", Level::DEBUG);
    tracing_subscriber::registry().with(Spans.with_filter(ours)).init();

    let emulator = prolifi_examples::emulator()?.start().await?;
    let client = prolifi_examples::client(&emulator)?;
    let changes = UpdateCustomer::new().first_name("Jane").last_name("Doe");

    println!("A call that is answered\n");
    client.update_customer("user_42", &changes).await?;

    println!("A call whose first answer is lost\n");
    emulator.fail_next(Fault::reset().after_applying());
    client.update_customer("user_42", &changes).await?;

    println!("A call that is refused\n");
    match client.update_customer("user_43", &changes).await {
        Ok(customer) => println!("It was accepted, for {}.", customer.id),
        Err(error) => println!("Its error, for comparison: {error}"),
    }
    Ok(())
}
