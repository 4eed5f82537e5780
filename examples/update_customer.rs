//! Updates a customer: the names, the e-mail address, the phone; saves a change whose answer is lost; then shows what a
//! refusal looks like.
//!
//! `cargo run --example update_customer` needs no account: it talks over a socket to the emulator, which it
//! starts itself. With `PROLIFI_API_KEY`, `PROLIFI_BASE_URL` and `PROLIFI_EXAMPLE_CUSTOMER` all set it talks
//! to that server and changes that customer.

use std::error::Error;

use prolifi::{
    Environment, Prolifi,
    customers::{Customers, UpdateCustomer},
    emulator::{Emulator, Fault, PUBLIC_TEST_KEY},
    prelude::*,
};
use prolifi_examples::{Place, error, request, response};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let place = Place::choose().await?;
    let client = client(&place, &place.key)?;
    let id = &place.customer;
    match &place.emulator {
        Some(_) => println!(
            "Customer {id} at the emulator, whose clock stands still, so that each run prints the same\n"
        ),
        None => println!("Customer {id} at {}\n", client.base_url()),
    }

    let changes = UpdateCustomer::new().first_name("Jane").last_name("Doe");
    update(&client, "Set a name", id, &changes).await?;

    let changes = UpdateCustomer::new().email("newemail@example.com");
    update(&client, "Change an e-mail address", id, &changes).await?;

    let changes = UpdateCustomer::new().phone(Patch::Clear);
    update(&client, "Send null for the phone number, which clears it in the emulator", id, &changes).await?;

    if let Some(emulator) = &place.emulator {
        saved(&client, emulator, id).await?;
    }

    let stranger = self::client(&place, "sk_test_not_a_key_of_this_server")?;
    refused(&stranger, "An unknown key", id, &changes).await;

    if place.emulator.is_some() {
        let reader = self::client(&place, PUBLIC_TEST_KEY)?;
        refused(&reader, "A public key, which only reads", id, &changes).await;
    }

    if place.emulator.is_some() {
        refused(&client, "A customer that does not exist", "user_43", &changes).await;
    }

    let changes = UpdateCustomer::new().email("not an address");
    refused(&client, "A value that the service refuses", id, &changes).await;

    refused(&client, "An id that would call another endpoint: nothing is sent", "..", &changes).await;
    Ok(())
}

fn client(place: &Place, key: &str) -> Result<Prolifi, prolifi::Error> {
    Prolifi::builder(Environment::Sandbox).base_url(&place.base_url).api_key(key).build()
}

/// Makes one change and prints the call and its answer.
async fn update(
    client: &Prolifi,
    title: &str,
    id: &str,
    changes: &UpdateCustomer,
) -> Result<(), prolifi::Error> {
    let call = client.update_customer(id, changes);
    request(title, &call, id, changes);
    response(&call.response().await?);
    Ok(())
}

/// Loses the answer to a change that was made. The client asks again under the same key, and gets that answer.
async fn saved(client: &Prolifi, emulator: &Emulator, id: &str) -> Result<(), prolifi::Error> {
    emulator.fail_next(Fault::reset().after_applying());
    let changes = UpdateCustomer::new().last_name("Okafor");
    let call = client.update_customer(id, &changes);
    request("The connection breaks after the service made the change", &call, id, &changes);
    let key = call.key().unwrap_or_default().to_owned();
    let answer = call.response().await?;
    let again = if answer.replayed { "the answer to the first, given once more" } else { "a new answer" };
    println!("  ← {} at attempt {}: {again}", answer.status, answer.attempts);
    println!("    the change was made once, since both had the key {key}\n");
    Ok(())
}

/// Makes a call that the service is expected to refuse, and prints the error.
async fn refused(client: &Prolifi, title: &str, id: &str, changes: &UpdateCustomer) {
    let call = client.update_customer(id, changes);
    request(title, &call, id, changes);
    match call.await {
        Ok(customer) => println!("  ← the service accepted it: {}\n", customer.id),
        Err(refusal) => error(&refusal),
    }
}
