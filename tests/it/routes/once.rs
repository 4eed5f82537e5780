//! Whether each write was made once.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use prolifi::{
    Client, Service,
    testing::{Fault, Routes},
};

use super::service::{NOTES, Notes, client, note};

fn doubled(routes: &Routes) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(|| routes.assert_exactly_once())).err()?;
    Some(panic.downcast_ref::<String>().unwrap().clone())
}

#[tokio::test(start_paused = true)]
async fn what_the_client_repeats_by_itself_is_made_once() {
    for fault in
        [Fault::unreachable(), Fault::reset(), Fault::cut_body(1), Fault::rate_limited(Duration::ZERO)]
    {
        let routes = Routes::new();
        routes.on(NOTES.add_note).fault(fault.clone()).fault(fault).reply(&note("a"));
        routes.on(NOTES.delete_note).fault(Fault::reset()).reply(&());
        let client = client(&routes);
        client.add_note("c1", None, None, None, &note("a")).await.unwrap();
        client.delete_note(7).await.unwrap();
        assert_eq!(doubled(&routes), None);
    }
}

/// A program that calls once more, where it should have sent the same key.
#[tokio::test(start_paused = true)]
async fn what_a_program_repeats_under_another_key_may_be_made_twice() {
    let add = |client: &Client| client.add_note("c1", None, None, None, &note("a")).max_retries(0);
    let again = " was sent again under another idempotency key, and the first ";
    for (fault, says) in [
        (Fault::reset(), Some("may have been carried out")),
        (Fault::hang(), Some("may have been carried out")),
        (Fault::cut_body(1), Some("was carried out")),
        (Fault::unreachable(), None),
        (Fault::rate_limited(Duration::ZERO), None),
    ] {
        let routes = Routes::new();
        routes.on(NOTES.add_note).fault(fault.clone()).reply(&note("a"));
        let client = client(&routes);
        add(&client).timeout(Duration::from_secs(5)).await.unwrap_err();
        add(&client).await.unwrap();
        let says = says.map(|says| format!("POST /v1/customers/<id>/notes?<notify>{again}{says}"));
        assert_eq!(doubled(&routes), says, "{fault:?}");
    }
    // With the same key it is one write.
    let routes = Routes::new();
    routes.on(NOTES.add_note).fault(Fault::reset()).reply(&note("a"));
    let client = client(&routes);
    let first = add(&client);
    let key = first.key().unwrap().to_owned();
    first.await.unwrap_err();
    add(&client).idempotency_key(&*key).await.unwrap();
    assert_eq!(doubled(&routes), None);
}

#[tokio::test(start_paused = true)]
async fn a_key_is_for_one_write() {
    let routes = Routes::new();
    routes.on(NOTES.add_note).reply(&note("a"));
    let client = client(&routes);
    for text in ["a", "b"] {
        client.add_note("c1", None, None, None, &note(text)).idempotency_key("k1").await.unwrap();
    }
    let says =
        "POST /v1/customers/<id>/notes?<notify>: two requests that differ have the same idempotency key";
    assert_eq!(doubled(&routes).as_deref(), Some(says));
}

#[tokio::test(start_paused = true)]
async fn without_keys_a_write_is_made_once_unless_it_may_be_repeated() {
    let routes = Routes::of(Service::new("https://api.example.com"));
    routes.on(NOTES.add_note).reply(&note("a"));
    routes.on(NOTES.delete_note).reply(&());
    routes.on(NOTES.get_note).reply(&note("a"));
    let client =
        Client::builder(Service::new("https://api.example.com")).transport(routes.clone()).build().unwrap();
    for _ in 0..2 {
        client.delete_note(7).await.unwrap();
        client.get_note(7).await.unwrap();
    }
    client.add_note("c1", None, None, None, &note("a")).await.unwrap();
    client.add_note("c2", None, None, None, &note("a")).await.unwrap();
    assert_eq!(doubled(&routes), None);
    client.add_note("c1", None, None, None, &note("a")).await.unwrap();
    let says = "POST /v1/customers/<id>/notes?<notify> was sent again without an idempotency key, and the first was \
                carried out";
    assert_eq!(doubled(&routes).as_deref(), Some(says));
}
