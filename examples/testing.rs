//! Three ways to test a program that calls a service, as assertions that run.
//!
//! - **The emulator**: a real server with state. For the program as a whole, and for what goes wrong on the way.
//! - **A mock**: the trait, implemented by another type. For logic that only needs an answer.
//! - **Routes**: answers to declared endpoints under the real client. For the requests themselves, and for retries.

use std::error::Error;

use prolifi::{
    Environment, ErrorExt, ErrorType, Prolifi,
    customers::{Customer, UpdateCustomer},
    emulator::{Fault, Problem},
    http::{Response, StatusCode},
    prelude::*,
    testing::Routes,
};
use serde_json::json;

/// What the program needs of the service, and so all that a mock has to have. An endpoint of the crate may be
/// declared again: `Prolifi` implements both.
#[api(for = Prolifi, envelope = "data")]
trait Names {
    #[endpoint(PATCH, "/customers/<id>")]
    fn rename(&self, id: &str, changes: &UpdateCustomer) -> Call<Customer>;
}

/// The program under test.
async fn marry(names: &impl Names, id: &str, last_name: &str) -> Result<String, prolifi::Error> {
    let changes = UpdateCustomer::new().last_name(last_name);
    match names.rename(id, &changes).await {
        Ok(customer) => Ok(format!("Congratulations, {}!", customer.name.unwrap_or(customer.email))),
        Err(error) if error.error_type() == Some(ErrorType::NotFound) => {
            Ok("Congratulations, whoever you are!".to_owned())
        }
        Err(error) => Err(error),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    with_the_emulator().await?;
    println!("the emulator       the customer is renamed once, though the first answer was lost");
    with_a_mock().await?;
    println!("a mock             both answers are put into words");
    with_routes().await?;
    println!("routes             the request is what it should be, and is made once though it is sent again");
    Ok(())
}

async fn with_the_emulator() -> Result<(), Box<dyn Error>> {
    let emulator = prolifi_examples::emulator()?.start().await?;
    let client = prolifi_examples::client(&emulator)?;
    emulator.fail_next(Fault::reset().after_applying());

    assert_eq!(marry(&client, "user_42", "Doe").await?, "Congratulations, Jane Doe!");

    let requests = emulator.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests.iter().filter(|request| request.applied).count(), 1);
    assert_eq!(requests[0].headers["idempotency-key"], requests[1].headers["idempotency-key"]);

    emulator.fail_next(Fault::problem(Problem::IpRestricted));
    let refused = marry(&client, "user_42", "Doe").await.err();
    assert_eq!(refused.and_then(|error| error.error_type()), Some(ErrorType::IpRestricted));
    Ok(())
}

async fn with_a_mock() -> Result<(), Box<dyn Error>> {
    struct OnlyJane(Customer);

    impl Names for OnlyJane {
        fn rename(&self, id: &str, _: &UpdateCustomer) -> Call<Customer> {
            match id {
                "jane" => Call::ready(Ok(self.0.clone())),
                _ => {
                    let mut missing = Response::new(r#"{"error": {"type": "not_found"}}"#);
                    *missing.status_mut() = StatusCode::NOT_FOUND;
                    Call::answer(missing)
                }
            }
        }
    }

    let names = OnlyJane(jane());
    assert_eq!(marry(&names, "jane", "Doe").await?, "Congratulations, Jane Doe!");
    assert_eq!(marry(&names, "joe", "Doe").await?, "Congratulations, whoever you are!");
    Ok(())
}

async fn with_routes() -> Result<(), Box<dyn Error>> {
    let routes = Routes::new();
    let renamed = routes.on(NAMES.rename).with("id", "user 42").with("changes", json!({"last_name": "Doe"}));
    renamed.reply_status(503, ()).reply(&jane()).times(2);
    let client = Prolifi::builder(Environment::Sandbox)
        .api_key("sk_test_made_up")
        .transport(routes.clone())
        .build()?;

    assert_eq!(marry(&client, "user 42", "Doe").await?, "Congratulations, Jane Doe!");
    routes.assert_exactly_once();
    routes.verify()?;
    Ok(())
}

fn jane() -> Customer {
    Customer::new("7c9e6679-7425-40de-944b-e07fc1f90ae7", "jane@example.com").name("Jane Doe")
}
