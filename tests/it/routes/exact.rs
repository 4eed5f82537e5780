//! Routes for one call.

use std::panic::{AssertUnwindSafe, catch_unwind};

use prolifi::{Auth, Body, Call, Client, Service, testing::Routes};

use super::service::{Filter, NOTES, Note, Notes, client, note, nothing};

#[tokio::test]
async fn it_takes_the_same_call_and_no_other() {
    let routes = Routes::new();
    let client = client(&routes);
    let add = |id, notify, source, session, text| client.add_note(id, notify, source, session, &note(text));
    let right = || add("c/1", Some(true), Some("import"), Some("s1"), "a");
    routes.when(right()).reply(&note("b"));
    // Under another idempotency key, which is made for each call.
    assert_eq!(right().await.unwrap(), note("b"));
    for (call, says) in [
        (
            add("c/2", Some(true), Some("import"), Some("s1"), "a"),
            "the path argument `id` is `c/2`, and should be `c/1`",
        ),
        (
            add("c/1", None, Some("import"), Some("s1"), "a"),
            "the query argument `notify` is missing, and should be `notify=true`",
        ),
        (
            add("c/1", Some(true), None, Some("s1"), "a"),
            "the header `x-source` is missing, and should be `import`",
        ),
        (add("c/1", Some(true), Some("import"), None, "a"), "the header `cookie` is missing"),
        (
            add("c/1", Some(true), Some("import"), Some("s2"), "a"),
            "the header `cookie` is another one, which is not shown",
        ),
        (
            add("c/1", Some(true), Some("import"), Some("s1"), "b"),
            "`text` of the body is `\"b\"`, and should be `\"a\"`",
        ),
        (right().query("debug", 1), "the rest of the query is `debug=1`, and should be absent"),
    ] {
        let error = call.await.unwrap_err().to_string();
        assert!(error.ends_with(&format!(", but {says}")), "{error}");
    }
    routes.verify().unwrap_err();
}

#[tokio::test]
async fn what_it_leaves_out_has_to_be_absent() {
    let routes = Routes::new();
    let client = client(&routes);
    routes.when(client.add_note("c1", None, None, None, &note("a"))).reply(&note("b"));
    routes.when(client.search(None, &[], &nothing())).reply(&vec![]);
    let error = client.add_note("c1", None, Some("x"), None, &note("a")).await.unwrap_err().to_string();
    assert!(error.ends_with("the header `x-source` is `x`, and should be absent"), "{error}");
    let filter = Filter { year: Some(2026), ..nothing() };
    let error = client.search(None, &["a"], &filter).await.unwrap_err().to_string();
    let says = "the query argument `tags` is `tag=a`, and should be absent, and the query argument `filter` is `year=2026`, \
                and should be absent";
    assert!(error.ends_with(says), "{error}");
    client.search(None, &[], &nothing()).await.unwrap();
    routes.verify().unwrap_err();
}

/// It is added to each attempt, behind the call.
#[tokio::test]
async fn a_secret_in_the_query_is_no_part_of_it_and_is_not_shown() {
    let service = Service::new("https://api.example.com").auth(Auth::Query("key"));
    let routes = Routes::of(service.clone());
    let client =
        Client::builder(service).api_key("test_4f9a1c7be2d80356").transport(routes.clone()).build().unwrap();
    routes.when(client.get_note(7)).reply(&note("a"));
    routes.when(client.search(None, &[], &nothing())).reply(&vec![]);
    client.get_note(7).await.unwrap();
    client.search(None, &[], &nothing()).await.unwrap();
    let more = client.get_note(7).query("debug", 1).await.unwrap_err().to_string();
    let other = client.search(Some("x"), &[], &nothing()).await.unwrap_err().to_string();
    for error in [more, other, routes.verify().unwrap_err().to_string()] {
        assert!(!error.contains("4f9a1c7be2d80356"), "{error}");
    }
}

#[tokio::test]
async fn a_call_that_has_no_request_is_refused() {
    let refused = |call: Call<Note>| {
        let panic = catch_unwind(AssertUnwindSafe(|| drop(Routes::new().when(call)))).unwrap_err();
        panic.downcast_ref::<String>().unwrap().clone()
    };
    let kit = Routes::new();
    let client = client(&kit);
    let says = "the call has no request: it was sent already, or is a mock";
    assert_eq!(refused(Call::ready(Ok(note("a")))), says);
    let says =
        "the call cannot be built: the path parameter `id` is empty, which would call another endpoint";
    assert_eq!(refused(client.add_note("", None, None, None, &note("a"))), says);
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(prolifi::bytes::Bytes::new())]);
    let call = client.put_csv(7, Body::stream(stream));
    let panic = catch_unwind(AssertUnwindSafe(|| drop(kit.when(call)))).unwrap_err();
    let says = "the body of the call is a stream: make the route with `.on(..)`";
    assert_eq!(panic.downcast_ref::<String>().unwrap(), says);
    // Every route of the kit was made in full or not at all.
    kit.on(NOTES.put_csv).reply(&prolifi::Raw::default());
    client.put_csv(7, Body::empty()).await.unwrap();
}
