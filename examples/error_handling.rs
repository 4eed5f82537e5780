//! What a caller does with an error: each [`ErrorKind`], and the question after a write that failed.
//!
//! The emulator breaks connections and answers on request, so everything here happens over a socket.

use std::{error::Error, time::Duration};

use prolifi::{
    Environment, ErrorExt, ErrorKind, ErrorType, Prolifi,
    customers::{Customer, Customers, UpdateCustomer},
    emulator::{Emulator, Fault, SECRET_TEST_KEY},
    http::StatusCode,
};
use tokio::net::TcpSocket;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let emulator = prolifi_examples::emulator()?.start().await?;
    let client = prolifi_examples::client(&emulator)?;
    every_kind(&emulator, &client).await?;
    lost_answers(&emulator, &client).await
}

/// What to do about an error of each kind.
fn advice(error: &prolifi::Error) -> &'static str {
    match error.kind() {
        // The service took it: a repeat is not what helps.
        ErrorKind::TooLarge => "most likely it was done; read the resource, in parts or with max_body(..)",
        ErrorKind::Decode => "most likely it was done; read body(), and tell the author of the types",
        ErrorKind::Redirect => "correct the base URL: redirects are not followed",
        // Before all others: an attempt before the last may have been carried out.
        _ if error.may_have_been_applied() => "find out whether it was done, or repeat it with its key",
        ErrorKind::Build => "correct the input: nothing was sent",
        ErrorKind::Connect => "try later: nothing was sent",
        ErrorKind::RateLimited => "wait as long as retry_after() says",
        ErrorKind::Api => match error.error_type() {
            Some(ErrorType::NotFound) => "correct the id, or create the customer",
            Some(ErrorType::ValidationError) => "correct the fields that api() names",
            Some(ErrorType::PermissionError) => "use a key that may do this",
            _ => "correct the request",
        },
        _ => "report it",
    }
}

/// Provokes each kind in turn, with retries off.
async fn every_kind(emulator: &Emulator, client: &Prolifi) -> Result<(), Box<dyn Error>> {
    println!("Every kind of error\n");
    let changes = UpdateCustomer::new().first_name("Jane");
    let update = |id| client.update_customer(id, &changes).max_retries(0);

    explain(update("").await);

    // A port that is taken, so that nobody else gets it, and not listened on.
    let nobody = TcpSocket::new_v4()?;
    nobody.bind("127.0.0.1:0".parse()?)?;
    let unreachable = Prolifi::builder(Environment::Sandbox)
        .base_url(format!("http://{}", nobody.local_addr()?))
        .api_key(SECRET_TEST_KEY)
        .build()?;
    explain(unreachable.update_customer("user_42", &changes).max_retries(0).await);

    emulator.fail_next(Fault::stall());
    explain(update("user_42").timeout(Duration::from_millis(200)).await);

    emulator.fail_next(Fault::reset());
    explain(update("user_42").await);

    emulator.fail_next(Fault::body(StatusCode::FOUND, "text/html", ""));
    explain(update("user_42").await);

    emulator.fail_next(Fault::rate_limited(Duration::from_secs(90)));
    explain(update("user_42").await);

    explain(update("user_42").max_body(16).await);

    emulator.fail_next(Fault::malformed());
    explain(update("user_42").await);

    explain(update("user_43").await);

    emulator.fail_next(Fault::html(StatusCode::BAD_GATEWAY));
    explain(update("user_42").await);
    Ok(())
}

fn explain(result: Result<Customer, prolifi::Error>) {
    let Err(error) = result else {
        return println!("It went well.\n");
    };
    println!("{:?}", error.kind());
    println!("  {error}");
    if let Some(wait) = error.retry_after() {
        println!("  retry_after()            {wait:?}");
    }
    println!("  may_have_been_applied()  {}", error.may_have_been_applied());
    println!("  → {}\n", advice(&error));
}

/// The answer to a write is lost on its way: the caller cannot know whether the customer was changed.
async fn lost_answers(emulator: &Emulator, client: &Prolifi) -> Result<(), Box<dyn Error>> {
    println!("A write whose answer is lost, settled by hand\n");
    emulator.clear_requests();
    emulator.fail_next(Fault::reset().after_applying());
    let changes = UpdateCustomer::new().email("jane.doe@example.com");
    let customer = update_surely(client, "user_42", &changes, "email-of-user_42-1").await?;
    println!("  the address is {}", customer.email);
    report(emulator);

    println!("The same with retries, which do it alone\n");
    emulator.clear_requests();
    emulator.fail_next(Fault::reset().after_applying());
    let changes = UpdateCustomer::new().email("jane@doe.example");
    let answer = client.update_customer("user_42", &changes).response().await?;
    println!("  the address is {}", answer.value.email);
    println!("  attempts {}, replayed {}", answer.attempts, answer.replayed);
    report(emulator);

    println!("A write that was refused has changed nothing\n");
    emulator.clear_requests();
    let changes = UpdateCustomer::new().email("no address");
    if let Err(error) = update_surely(client, "user_42", &changes, "email-of-user_42-2").await {
        println!("  given up: {error}");
    }
    report(emulator);
    Ok(())
}

/// Changes a customer once, also where an answer is lost.
///
/// `key` names the change and is stored with it before anything is sent: a program that was stopped in between
/// goes on with the same key, and the service, which keeps a key for 24 hours, does not do the change twice.
async fn update_surely(
    client: &Prolifi,
    id: &str,
    changes: &UpdateCustomer,
    key: &str,
) -> Result<Customer, prolifi::Error> {
    let update = || client.update_customer(id, changes).idempotency_key(key).max_retries(0);
    match update().await {
        Err(error) if error.may_have_been_applied() => {
            println!("  in doubt: {error}");
            println!("  sent again with the key {}", error.idempotency_key().unwrap_or_default());
            update().await
        }
        settled => settled,
    }
}

/// What the emulator saw.
fn report(emulator: &Emulator) {
    for request in emulator.requests() {
        let status = request.status.map_or("no answer".to_owned(), |status| status.to_string());
        let meaning = match (request.applied, request.replayed) {
            (true, _) => "applied",
            (_, true) => "answered as before",
            _ => "not applied",
        };
        println!("  the emulator saw {}: {meaning}, {status}", request.method);
    }
    println!();
}
