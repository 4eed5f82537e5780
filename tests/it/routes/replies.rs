//! What a route answers.

use std::time::Duration;

use prolifi::{Body, Raw, Text, http, testing::Routes};
use tokio::time::Instant;

use super::service::{NOTES, Notes, client, note};

#[tokio::test]
async fn an_answer_is_written_as_the_endpoint_reads_it() {
    let routes = Routes::new();
    routes.on(NOTES.get_note).reply(&note("in an envelope"));
    routes.on(NOTES.all_notes).reply(&vec![note("in none")]);
    routes.on(NOTES.delete_note).reply(&());
    routes.on(NOTES.text).reply(&Text("plain".to_owned()));
    routes.on(NOTES.put_csv).reply(&Raw("id\n".into()));
    routes.on(NOTES.latest).reply_json(serde_json::json!({"text": "by hand", "pinned": true, "new": 1}));
    let client = client(&routes);
    assert_eq!(client.get_note(7).await.unwrap(), note("in an envelope"));
    assert_eq!(client.all_notes().await.unwrap(), [note("in none")]);
    assert_eq!(client.delete_note(7).response().await.unwrap().status, 204);
    let text = client.text(7).response().await.unwrap();
    assert_eq!(
        (&*text.value.0, text.headers["content-type"].to_str().unwrap()),
        ("plain", "text/plain; charset=utf-8")
    );
    assert_eq!(client.put_csv(7, Body::empty()).await.unwrap().0, "id\n");
    assert_eq!(client.latest().await.unwrap().text, "by hand");
}

#[tokio::test]
async fn a_status_has_its_body_in_the_envelope_where_it_is_a_success() {
    let routes = Routes::new();
    routes
        .on(NOTES.get_note)
        .reply_status(201, note("made"))
        .reply_status(404, serde_json::json!({"error": {"type": "gone"}}));
    let client = client(&routes);
    let made = client.get_note(7).response().await.unwrap();
    assert_eq!((made.value, made.status.as_u16()), (note("made"), 201));
    let gone = client.get_note(7).await.unwrap_err();
    assert_eq!(gone.api().unwrap().error_type, "gone");
}

#[tokio::test(start_paused = true)]
async fn answers_are_given_in_turn_and_the_last_again_and_again() {
    let routes = Routes::new();
    let rule = routes
        .on(NOTES.get_note)
        .reply_status(503, ())
        .reply(&note("first"))
        .after(Duration::from_secs(3))
        .reply(&note("last"));
    let client = client(&routes);
    let started = Instant::now();
    assert_eq!(client.get_note(7).await.unwrap(), note("first"));
    assert!(started.elapsed() >= Duration::from_secs(3));
    for _ in 0..3 {
        assert_eq!(client.get_note(7).await.unwrap(), note("last"));
    }
    assert_eq!(rule.requests().len(), 5);
}

#[tokio::test]
async fn a_response_is_given_as_it_is() {
    let routes = Routes::new();
    let response =
        http::Response::builder().header("etag", "\"v7\"").header("content-type", "text/csv").body("id,7");
    routes.on(NOTES.text).respond(response.unwrap());
    let client = client(&routes);
    for _ in 0..2 {
        let text = client.text(7).response().await.unwrap();
        assert_eq!((&*text.value.0, text.headers["etag"].to_str().unwrap()), ("id,7", "\"v7\""));
        assert_eq!(text.headers.get_all("content-type").iter().collect::<Vec<_>>(), ["text/csv"]);
    }
}
