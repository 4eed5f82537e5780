//! A histogram for each template, with the crate `metrics`: an observer of ten lines.
//!
//! The names are OpenTelemetry's, and nothing that was filled in is among the labels. A program would install the
//! exporter of its telemetry; here is a recorder that counts.

use std::error::Error;

use metrics::histogram;
use prolifi::{
    AttemptEnd, Environment, Observer, Prolifi,
    customers::{Customers, UpdateCustomer},
    emulator::{Fault, SECRET_TEST_KEY},
};
use prolifi_examples::Histograms;

struct Metrics;

impl Observer for Metrics {
    fn attempt_ended(&self, end: &AttemptEnd<'_>) {
        let labels = [
            ("http.request.method", end.endpoint.method().to_string()),
            ("url.template", end.endpoint.path_template().to_owned()),
            ("http.response.status_code", end.status.map_or_else(String::new, |s| s.as_str().to_owned())),
            ("error.type", end.error_type().unwrap_or_default().to_owned()),
        ];
        histogram!("http.client.request.duration", &labels).record(end.duration.as_secs_f64());
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let histograms = Histograms::install()?;
    let emulator = prolifi_examples::emulator()?.start().await?;
    let builder =
        Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY);
    let client = builder.observe(Metrics).build()?;

    let changes = UpdateCustomer::new().first_name("Jane");
    client.update_customer("user_42", &changes).await?;
    emulator.fail_next(Fault::reset().after_applying());
    client.update_customer("user_42", &changes).await?;
    if let Err(error) = client.update_customer("user_43", &changes).await {
        println!("{error}\n");
    }
    for (histogram, values) in histograms.counts() {
        println!("{histogram}    values                     {values}\n");
    }
    Ok(())
}
