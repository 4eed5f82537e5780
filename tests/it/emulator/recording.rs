//! Recorded requests, fixed ids and clock, starting and stopping.

use http::Method;
use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
use serde_json::json;

use super::{Visit, see};

#[tokio::test]
async fn a_request_is_recorded_as_it_was_sent() {
    let visit = Visit::new().await;
    let request = visit.request(Method::PATCH, "/customers/a%2Fb%20c?x=%7e&y").header("X-Note", "n");
    see(request.header("content-type", "application/json").body("{ \"phone\" :null}")).await;
    visit.patch("/customers/user_42", json!({})).await;

    let requests = visit.emulator.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].method, Method::PATCH);
    assert_eq!(requests[0].path, "/api/v1/public/customers/a%2Fb%20c?x=%7e&y");
    assert_eq!(requests[0].headers["x-note"], "n");
    assert_eq!(requests[0].headers["authorization"], format!("Bearer {SECRET_TEST_KEY}"));
    assert_eq!(requests[0].body, "{ \"phone\" :null}");
    assert_eq!(requests[0].status.unwrap(), 404);
    assert!(!requests[0].applied);
    assert_eq!(requests[1].status.unwrap(), 200);
    assert!(requests[1].applied);
    assert!(!format!("{requests:?}").contains(SECRET_TEST_KEY));

    visit.emulator.clear_requests();
    assert!(visit.emulator.requests().is_empty());
}

#[tokio::test]
async fn the_same_seed_gives_the_same_world() {
    let mut worlds = Vec::new();
    for _ in 0..2 {
        let clock = "2026-03-13T09:00:00Z".parse().unwrap();
        let visit = Visit::with(Emulator::builder().fixed_ids(7).fixed_clock(clock)).await;
        visit.post("/customers", json!({ "email": "a@example.com" })).await;
        visit.post("/customers", json!({ "email": "b@example.com" })).await;
        worlds.push(visit.get("/customers").await.body);
    }
    assert_eq!(worlds[0], worlds[1]);
    let ids: Vec<_> = worlds[0]["data"].as_array().unwrap().iter().map(|customer| &customer["id"]).collect();
    assert!(ids[1] != ids[2]);
}

#[tokio::test]
async fn a_stopped_emulator_answers_nothing_and_frees_its_port() {
    for by_drop in [true, false] {
        let visit = Visit::new().await;
        let url = format!("{}/customers", visit.emulator.base_url());
        let port = url.split(':').nth(2).unwrap().split('/').next().unwrap().parse().unwrap();
        visit.get("/customers").await;
        let Visit { emulator, http } = visit;
        if by_drop {
            drop(emulator);
        } else {
            emulator.shutdown().await;
        }
        assert!(http.get(&url).send().await.is_err());
        assert!(reqwest::get(&url).await.unwrap_err().is_connect());
        Emulator::builder().port(port).start().await.expect("the port is free again");
    }
}

#[tokio::test]
async fn a_wrong_seed_is_told_at_the_start() {
    let error = Emulator::builder().customer(json!({ "email": "x" })).start().await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    assert!(error.to_string().contains("The email field must be a valid email address."), "{error}");
    assert!(Emulator::builder().customer(json!([])).start().await.is_err());
    let twice = json!({ "id": super::JANE, "email": "a@example.com" });
    let error = Emulator::builder().customer(twice.clone()).customer(twice).start().await.unwrap_err();
    assert!(error.to_string().contains("The id has already been taken."), "{error}");
}

#[test]
fn an_emulator_in_a_static_serves_many_runtimes() {
    static SHARED: std::sync::LazyLock<Emulator> =
        std::sync::LazyLock::new(|| Emulator::builder().start_blocking().expect("a free port"));
    for _ in 0..2 {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let status = runtime.block_on(async {
            let url = format!("{}/customers", SHARED.base_url());
            reqwest::Client::new().get(url).bearer_auth(SECRET_TEST_KEY).send().await.unwrap().status()
        });
        assert_eq!(status, 200);
    }
}
