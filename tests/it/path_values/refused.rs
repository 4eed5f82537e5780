//! Values that no encoding makes safe: refused, by name, before anything is sent.

use std::fmt;

use prolifi::{Call, Environment, Prolifi, customers::Customers, testing::FakeTransport};
use prolifi_tests::{build, prolifi_offline};

use super::Paths;

/// Asserts that the call is not sent because of this parameter.
async fn assert_refused(call: Call<()>, parameter: &str, what: &str) {
    let described = format!("{call:?}");
    let error = call.await.expect_err(&described);
    assert!(error.is_build(), "{described}: {error}");
    let text = error.to_string();
    assert!(text.contains(&format!("`{parameter}` {what}")), "{described}: {text}");
    assert_eq!((error.attempts(), error.may_have_been_applied()), (0, false));
}

#[tokio::test]
async fn empty_values_are_refused_beside_text_too() {
    let fake = FakeTransport::new();
    let client = prolifi_offline(&fake);
    assert_refused(client.whole(""), "value", "is empty").await;
    assert_refused(client.inside(""), "value", "is empty").await;
    assert_refused(client.inside(format_args!("{}", "")), "value", "is empty").await;
    assert_refused(client.before_text(""), "name", "is empty").await;
    assert_refused(client.verb(""), "id", "is empty").await;
    assert_refused(client.two("", "b"), "a", "is empty").await;
    assert_refused(client.two("a", ""), "b", "is empty").await;
    assert_refused(client.rest(&[]), "rest", "has no segments").await;
    assert_refused(client.rest(&[""]), "rest", "is empty").await;
    assert_refused(client.rest(&["a", "", "b"]), "rest", "is empty").await;
    for rest in ["", "/", "a/", "/a", "a//b"] {
        assert_refused(client.rest_text(rest), "rest", "is empty").await;
    }
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn dot_segments_are_refused_however_they_come_together() {
    let fake = FakeTransport::new();
    let client = prolifi_offline(&fake);
    for dots in [".", ".."] {
        let what = format!("makes the segment `{dots}`");
        assert_refused(client.whole(dots), "value", &what).await;
        assert_refused(client.inside(dots), "value", &what).await;
        for rest in [&[dots][..], &["a", dots], &[dots, "a"], &["a", dots, "b"]] {
            assert_refused(client.rest(rest), "rest", &what).await;
        }
        for rest in [format!("a/{dots}"), format!("{dots}/a"), format!("a/{dots}/b"), format!("../{dots}")] {
            assert_refused(client.rest_text(&rest), "rest", "makes the segment").await;
        }
    }
    assert_refused(client.whole('.'), "value", "makes the segment `.`").await;
    assert_refused(client.inside(format_args!("{0}{0}", '.')), "value", "makes the segment `..`").await;
    assert_refused(client.before_dot("."), "a", "makes the segment `..`").await;
    assert_refused(client.after_dot("."), "a", "makes the segment `..`").await;
    assert!(fake.requests().is_empty());
}

/// A value that cannot be written.
struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Err(fmt::Error)
    }
}

#[tokio::test]
async fn a_value_that_cannot_be_written_is_an_error() {
    let client = prolifi_offline(&FakeTransport::new());
    assert_refused(client.whole(Broken), "value", "could not be written").await;
}

#[tokio::test]
async fn a_refused_write_does_not_reach_another_endpoint() {
    let (_, server) = super::listening();
    let client = build(Prolifi::builder(Environment::Sandbox).base_url(server.url()));
    for id in ["", ".", ".."] {
        client.update_customer(id, &prolifi::customers::UpdateCustomer::new()).await.unwrap_err();
    }
    assert_eq!((server.requests().len(), server.connections()), (0, 0));
}
