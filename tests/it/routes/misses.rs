//! What no route takes, and what is wrong with a route.

use std::panic::{AssertUnwindSafe, catch_unwind};

use prolifi::{
    Error, ErrorKind,
    testing::{FakeTransport, Routes},
};
use prolifi_tests::offline;

use super::service::{NOTES, Note, Notes, client, note, nothing};

/// The sentence behind the endpoint.
async fn missed(call: prolifi::Call<Note>) -> String {
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Build, 1), "{error}");
    assert!(!error.may_have_been_applied(), "{error}");
    let text = error.to_string();
    assert!(
        !text.contains("connection") && text.contains("the test did not expect this request: "),
        "{text}"
    );
    text.split_once("), but ").unwrap_or((&text, &text)).1.to_owned()
}

#[tokio::test]
async fn a_miss_names_what_differs_in_each_part() {
    let routes = Routes::new();
    let rule = routes
        .on(NOTES.add_note)
        .with("id", "c1")
        .with("notify", true)
        .with("source", "import")
        .with("note", note("a"));
    rule.header("authorization", "Bearer other").reply(&note("a"));
    let client = client(&routes);
    let right = || client.add_note("c1", Some(true), Some("import"), None, &note("a")).api_key("other");
    let add =
        |id, notify, source, text| client.add_note(id, notify, source, None, &note(text)).api_key("other");
    right().await.unwrap();
    for (call, says) in [
        (add("c2", Some(true), Some("import"), "a"), "the path argument `id` is `c2`, and should be `c1`"),
        (
            add("c1", None, Some("import"), "a"),
            "the query argument `notify` is missing, and should be `notify=true`",
        ),
        (
            add("c1", Some(false), Some("import"), "a"),
            "the query argument `notify` is `notify=false`, and should be `notify=true`",
        ),
        (add("c1", Some(true), None, "a"), "the header `x-source` is missing, and should be `import`"),
        (add("c1", Some(true), Some("x"), "a"), "the header `x-source` is `x`, and should be `import`"),
        (add("c1", Some(true), Some("import"), "b"), "`text` of the body is `\"b\"`, and should be `\"a\"`"),
        (right().api_key("third"), "the header `authorization` is another one, which is not shown"),
        (
            add("c2", Some(true), Some("import"), "b"),
            "the path argument `id` is `c2`, and should be `c1`, and `text` of the body is `\"b\"`, and should be `\"a\"`",
        ),
    ] {
        assert_eq!(missed(call).await, says);
    }
    let unmet = routes.verify().unwrap_err().to_string();
    assert_eq!(unmet.lines().count(), 8, "{unmet}");
    assert!(unmet.starts_with("POST /base/v1/customers/c2/notes: no route takes it; nearest is "), "{unmet}");
}

#[tokio::test]
async fn the_nearest_of_several_routes_is_named() {
    let routes = Routes::new();
    let line = line!() + 1;
    routes.on(NOTES.add_note).with("id", "c1").with("note", note("a")).reply(&note("a"));
    routes.on(NOTES.add_note).with("id", "c2").with("note", note("b")).reply(&note("b"));
    let error = client(&routes).add_note("c1", None, None, None, &note("c")).await.unwrap_err().to_string();
    let nearest = format!(
        "nearest is POST /v1/customers/<id>/notes?<notify> (tests/it/routes/misses.rs:{line}), but `text`"
    );
    assert!(error.contains(&nearest), "{error}");
    routes.verify().unwrap_err();
}

#[tokio::test]
async fn a_kit_without_a_route_to_the_endpoint_says_which_it_has() {
    let routes = Routes::new();
    let client = client(&routes);
    let says = missed(client.get_note(7)).await;
    assert!(says.ends_with("no route is made for `get_note`: there are none"), "{says}");
    let line = line!() + 1;
    routes.on(NOTES.delete_note).reply(&());
    let place = format!("(tests/it/routes/misses.rs:{line})");
    let error = client.get_note(7).await.unwrap_err().to_string();
    let says = format!(
        "no route is made for `get_note`; nearest is DELETE /v1/notes/<id> {place}, but the method is `GET`, and should be \
         `DELETE`"
    );
    assert!(error.ends_with(&says), "{error}");
    let error = client.text(7).await.unwrap_err().to_string();
    let says = "but the method is `GET`, and should be `DELETE`, and the path is `/base/v1/notes/7/text`, and should be \
                `/v1/notes/<id>`";
    assert!(error.contains(&place) && error.ends_with(says), "{error}");
    routes.on(NOTES.get_note);
    let says = missed(client.get_note(7)).await;
    assert_eq!(says, "it has no answer");
    routes.verify().unwrap_err();
}

/// What a test is told at once, where it makes the route.
fn refused(make: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(make)).unwrap_err();
    panic.downcast_ref::<String>().unwrap().clone()
}

#[test]
fn a_route_that_cannot_be_is_refused_where_it_is_made() {
    let routes = Routes::new();
    for (says, make) in [
        (
            refused(|| drop(routes.on(NOTES.add_note).with("notfy", true))),
            "`add_note` (POST /v1/customers/<id>/notes?<notify>) has no argument `notfy`: it has `id` (path), `notify` \
             (query), `source` (header), `session` (cookie), `note` (body)",
        ),
        (
            refused(|| drop(routes.on(NOTES.latest).with("id", 7))),
            "`latest` (GET /v1/notes/latest) has no argument `id`: it has none",
        ),
        (
            refused(|| drop(routes.on(NOTES.get_note).with("id", nothing()))),
            "the argument `id` of GET /v1/notes/<id> cannot be this: it is neither text nor a number",
        ),
        (
            refused(|| drop(routes.on(NOTES.search).with("text", nothing()))),
            "the argument `text` of GET /v1/notes?<text>&tag=<tags>&<filter..:brackets> cannot be this: ",
        ),
        (refused(|| drop(routes.on(NOTES.get_note).reply_status(1000, ()))), "1000 is no status of HTTP"),
        (
            refused(|| drop(routes.on(NOTES.get_note).header("a b", ""))),
            "`a b` cannot be a header with this value",
        ),
        (refused(|| drop(routes.on(NOTES.get_note).reply_json(f64::NAN))), "the answer cannot be JSON: "),
    ] {
        assert!(says.starts_with(make), "{says}");
    }
}

#[tokio::test]
async fn a_script_that_is_used_up_is_said_in_the_error_of_the_call() {
    let fake = FakeTransport::new();
    let error: Error = offline(&fake).delete_note(7).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Build, 1));
    let says = "DELETE /v1/notes/<id> was not sent: the test did not expect this request: the script has no answer left for DELETE \
                /api/v1/public/v1/notes/7";
    assert!(error.to_string().starts_with(says), "{error}");
    fake.verify().unwrap_err();
}
