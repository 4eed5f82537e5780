//! `update_customer` over a socket to the emulator: what a caller gets for every documented answer.

mod answers;
mod refusals;

use http::Method;
use prolifi::{
    Environment, ErrorExt, ErrorType, Patch, Prolifi,
    customers::{CustomerStatus, Customers, UpdateCustomer},
    emulator::{Emulator, EmulatorBuilder, RecordedRequest, SECRET_TEST_KEY},
};
use serde_json::{Map, json};

const JANE: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const NIGERIA: &str = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";

/// An emulator with one customer.
async fn emulator() -> Emulator {
    start(Emulator::builder()).await
}

async fn start(builder: EmulatorBuilder) -> Emulator {
    let jane = json!({
        "id": JANE,
        "external_id": "user_42",
        "email": "jane@example.com",
        "first_name": "Jane",
        "last_name": "Doe",
        "phone": "+1 555 0100",
    });
    builder
        .customer(jane)
        .country(NIGERIA.parse().expect("a UUID"), "Nigeria")
        .start()
        .await
        .expect("a free port")
}

fn client(emulator: &Emulator, key: &str) -> Prolifi {
    let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    builder.api_key(key).build().expect("a client")
}

/// The one request so far.
fn only(emulator: &Emulator) -> RecordedRequest {
    let mut requests = emulator.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

#[tokio::test]
async fn the_main_job() {
    let emulator = emulator().await;
    let client = client(&emulator, SECRET_TEST_KEY);
    let changes = UpdateCustomer::new().first_name("Janet").phone(Patch::Clear);
    let customer = client.update_customer("user_42", &changes).await.unwrap();

    assert_eq!(customer.id, JANE);
    assert_eq!(customer.name.as_deref(), Some("Janet Doe"));
    assert_eq!(customer.first_name.as_deref(), Some("Janet"));
    assert_eq!(customer.last_name.as_deref(), Some("Doe"));
    assert_eq!(customer.email, "jane@example.com");
    assert_eq!(customer.external_id.as_deref(), Some("user_42"));
    assert_eq!(customer.phone, None);
    assert_eq!(customer.status, CustomerStatus::Active);
    assert!(customer.created_at <= customer.updated_at);

    let request = only(&emulator);
    assert_eq!((request.method, &*request.path), (Method::PATCH, "/api/v1/public/customers/user_42"));
    assert_eq!(request.body, r#"{"first_name":"Janet","phone":null}"#);
    assert_eq!(request.headers["content-type"], "application/json");
    assert_eq!(request.headers["content-length"], "35");
    assert!(request.applied);
}

#[tokio::test]
async fn a_uuid_and_an_external_id_name_the_same_customer() {
    let emulator = emulator().await;
    let client = client(&emulator, SECRET_TEST_KEY);
    let nothing = UpdateCustomer::new();
    for call in [
        client.update_customer(JANE, &nothing),
        client.update_customer(&JANE.to_uppercase(), &nothing),
        client.update_customer("user_42", &nothing),
    ] {
        assert_eq!(call.await.unwrap().id, JANE);
    }
    for id in ["a/b", "50% off?", "ü ö", "a+b", "..x", "#1", "../user_42", "%2e%2e"] {
        let customer = client.update_customer(JANE, &UpdateCustomer::new().external_id(id)).await.unwrap();
        assert_eq!(customer.external_id.as_deref(), Some(id));
        assert_eq!(client.update_customer(id, &nothing).await.unwrap().id, JANE, "{id}");
    }
}

#[tokio::test]
async fn each_field_is_set_kept_and_cleared_by_itself() {
    let emulator = emulator().await;
    let client = client(&emulator, SECRET_TEST_KEY);
    let metadata = Map::from_iter([("tier".to_owned(), json!({ "level": [1, null] }))]);
    let all = UpdateCustomer::new()
        .email("ada@example.com")
        .first_name("Ada")
        .last_name("Lovelace")
        .company_name("Engines")
        .external_id("user_1")
        .phone("1")
        .country_id(NIGERIA)
        .metadata(metadata.clone());
    let full = client.update_customer(JANE, &all).await.unwrap();
    assert_eq!(full.email, "ada@example.com");
    assert_eq!(full.name.as_deref(), Some("Ada Lovelace"));
    assert_eq!(full.company_name.as_deref(), Some("Engines"));
    assert_eq!(full.external_id.as_deref(), Some("user_1"));
    assert_eq!(full.phone.as_deref(), Some("1"));
    assert_eq!((full.country_id.as_deref(), full.country.as_deref()), (Some(NIGERIA), Some("Nigeria")));
    assert_eq!(full.metadata, Some(metadata));

    let mut expected = full;
    let clear = UpdateCustomer::new;
    macro_rules! cleared {
        ($change:expr, $($field:ident),+) => {
            let found = client.update_customer(JANE, &$change).await.unwrap();
            $(expected.$field = None;)+
            expected.updated_at = found.updated_at;
            assert_eq!(found, expected, "only {} changes", stringify!($($field),+));
        };
    }
    cleared!(clear().phone(Patch::Clear), phone);
    cleared!(clear().company_name(Patch::Clear), company_name);
    cleared!(clear().external_id(Patch::Clear), external_id);
    cleared!(clear().metadata(Patch::Clear), metadata);
    cleared!(clear().country_id(Patch::Clear), country_id, country);
    cleared!(clear().name(Patch::Clear), name, first_name, last_name);
    expected.name = Some("Augusta King".to_owned());
    expected.first_name = Some("Augusta".to_owned());
    expected.last_name = Some("King".to_owned());
    let found = client.update_customer(JANE, &UpdateCustomer::new().name("Augusta King")).await.unwrap();
    expected.updated_at = found.updated_at;
    assert_eq!(found, expected);
    expected.name = Some("King".to_owned());
    cleared!(clear().first_name(Patch::Clear), first_name);
    cleared!(clear().last_name(Patch::Clear), last_name, name);
    // An update without a change moves nothing, not even the time.
    assert_eq!(client.update_customer(JANE, &UpdateCustomer::new()).await.unwrap(), expected);
}

#[tokio::test]
async fn the_answer_tells_its_rate_limit_and_whether_it_is_a_replay() {
    let emulator = start(Emulator::builder().rate_limit(10, std::time::Duration::from_secs(3600))).await;
    let client = client(&emulator, SECRET_TEST_KEY);
    let changes = UpdateCustomer::new().phone("1");
    let call = || client.update_customer("user_42", &changes).idempotency_key("rename-user_42").response();
    let first = call().await.unwrap();
    let second = call().await.unwrap();

    assert_eq!((first.status.as_u16(), first.replayed, first.attempts), (200, false, 1));
    assert_eq!(first.rate_limit.limit, Some(10));
    assert_eq!(first.rate_limit.remaining, Some(9));
    assert_eq!(first.rate_limit.retry_after, None);
    assert_eq!(first.headers["content-type"], "application/json");
    assert!(second.replayed);
    assert_eq!(second.value, first.value);
    let applied: Vec<_> = emulator.requests().iter().map(|request| request.applied).collect();
    assert_eq!(applied, [true, false]);
}

#[tokio::test]
async fn one_call_can_be_stored_spawned_and_joined() {
    let emulator = emulator().await;
    let client = client(&emulator, SECRET_TEST_KEY);
    let calls: Vec<_> = (0..5)
        .map(|number| client.update_customer("user_42", &UpdateCustomer::new().phone(number.to_string())))
        .collect();
    let tasks: Vec<_> = calls.into_iter().map(tokio::spawn).collect();
    for (number, task) in tasks.into_iter().enumerate() {
        assert_eq!(task.await.unwrap().unwrap().phone, Some(number.to_string()));
    }
    assert_eq!(emulator.requests().len(), 5);
}

#[tokio::test]
async fn an_error_type_is_matched_and_not_a_status() {
    let emulator = start(Emulator::builder().ip_restricted(true)).await;
    let error = client(&emulator, SECRET_TEST_KEY).update_customer("user_42", &UpdateCustomer::new()).await;
    assert_eq!(error.unwrap_err().error_type(), Some(ErrorType::IpRestricted));
}
