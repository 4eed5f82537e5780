//! Reports 20,000 usage events in batches, over connections of which every tenth breaks.
//!
//! Each event has a key of its own, here the line of the log that it was read from. The client repeats a batch
//! whose answer is lost; what fails all the same comes back with its events and is handed in again. The emulator counts
//! an event once, by its key; that Prolifi takes the keys of events in a batch is not documented.

use std::{error::Error, io};

use prolifi::{
    customers::Customers,
    emulator::Fault,
    events::{Events, UsageEvent, UsageFilter, UsageReporter},
    http::Method,
};
use prolifi_examples::{ProgressBar, thousands};

const EVENTS: usize = 20_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let broken = [Fault::reset(), Fault::reset().after_applying(), Fault::truncated().after_applying()];
    let emulator = prolifi_examples::emulator()?
        .event_definition("api_call")
        .random_faults(0.1, 42, broken.map(|fault| fault.only(Method::POST)))
        .start()
        .await?;
    let client = prolifi_examples::client(&emulator)?;
    let customer = client.get_customer("user_42").await?;

    let log = (1..=EVENTS).map(|line| {
        UsageEvent::new(&customer.id, "api_call")
            .property("bytes", line % 4096)
            .idempotency_key(format!("access.log:{line}"))
    });

    let mut bar = ProgressBar::new(io::stdout());
    let reporter = UsageReporter::new(&client)
        .max_retries(5)
        .on_progress(move |progress| bar.show(progress.events, progress.total.unwrap_or(EVENTS)));
    let mut batches = reporter.report(log).await;

    let failed: Vec<UsageEvent> =
        batches.extract_if(.., |batch| batch.result.is_err()).flat_map(|batch| batch.events).collect();
    println!("\n{} batches were taken, {} events are left", batches.len(), failed.len());
    if !failed.is_empty() {
        batches.extend(reporter.report(failed).await);
    }
    if let Some(Ok(answer)) = batches.first().map(|batch| &batch.result) {
        println!("the answer to the first: {}", serde_json::to_string(answer)?);
    }

    println!("\nthe emulator was asked {} times,", emulator.requests().len() - 1);
    println!("and has counted {} events", thousands(emulator.events().len()));
    for usage in client.get_customer_usage(&customer.id, &UsageFilter::new()).await? {
        println!("{}", serde_json::to_string(&usage)?);
    }
    Ok(())
}
