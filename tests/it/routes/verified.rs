//! What the end of a kit says.

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};

use prolifi::testing::{Routes, Times};

use super::service::{NOTES, Notes, client, note};

fn message(run: impl FnOnce()) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(run)).err()?;
    Some(panic.downcast_ref::<String>().cloned().unwrap_or_else(|| "another".to_owned()))
}

#[tokio::test]
async fn a_route_is_to_be_asked_as_often_as_it_expects() {
    for (times, asked, is_met) in [
        (Times::from(2), 2, true),
        (Times::from(2), 1, false),
        (Times::from(2), 3, false),
        (Times::from(1..), 0, false),
        (Times::from(1..), 5, true),
        (Times::from(..=1), 0, true),
        (Times::from(..=1), 2, false),
        (Times::from(1..=2), 2, true),
        (Times::from(0), 1, false),
    ] {
        let routes = Routes::new();
        routes.on(NOTES.get_note).reply(&note("a")).times(times);
        let client = client(&routes);
        for _ in 0..asked {
            client.get_note(7).await.unwrap();
        }
        assert_eq!(routes.verify().is_ok(), is_met, "{times} {asked}");
    }
}

#[test]
fn the_end_of_a_kit_fails_the_test_once() {
    let unmet = |routes: &Routes| drop(routes.on(NOTES.get_note).reply(&note("a")).times(1..));
    let said = message(|| unmet(&Routes::new())).unwrap();
    assert!(said.starts_with("GET /v1/notes/<id> (tests/it/routes/verified.rs:"), "{said}");
    assert!(said.ends_with(") was never asked, and is to be asked at least once"), "{said}");
    // It was said before.
    assert_eq!(
        message(|| {
            let routes = Routes::new();
            unmet(&routes);
            routes.verify().unwrap_err();
        }),
        None
    );
    // The test fails already: a second panic would end the whole process.
    assert_eq!(
        message(|| {
            let routes = Routes::new();
            unmet(&routes);
            panic_any(7);
        })
        .unwrap(),
        "another"
    );
    // A clone, such as that of a client, ends in silence.
    let routes = Routes::new();
    assert_eq!(message(|| unmet(&routes.clone())), None);
    routes.verify().unwrap_err();
}

/// The program under test has swallowed the error.
#[tokio::test]
async fn a_request_that_no_route_takes_fails_the_test_too() {
    let routes = Routes::new();
    let _ = client(&routes).get_note(7).await;
    let said = message(|| drop(routes)).unwrap();
    assert_eq!(said, "GET /base/v1/notes/7: no route is made for `get_note`: there are none");
}
