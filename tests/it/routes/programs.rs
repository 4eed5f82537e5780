//! Programs of several kinds that are tested with the kit: ones that block, ones that call at once, ones that read streams.

use futures_util::{StreamExt, future::join_all};
use prolifi::{
    Client, Service, http,
    prelude::*,
    streaming::{Events, Streaming},
    testing::Routes,
};

use super::service::{NOTES, Notes, client, note};

#[api]
trait Feed {
    #[endpoint(GET, "/feed")]
    fn feed(&self) -> Call<Streaming<Events>>;
}

#[test]
fn code_that_blocks_is_answered_by_transport_and_server() {
    let routes = Routes::new();
    routes.on(NOTES.get_note).reply(&note("a")).times(2);
    assert_eq!(client(&routes).get_note(7).wait().unwrap(), note("a"));
    let served = Client::builder(Service::new(routes.serve().unwrap())).build().unwrap();
    assert_eq!(served.get_note(7).wait().unwrap(), note("a"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_at_once_are_each_answered_and_counted() {
    let routes = Routes::new();
    routes.on(NOTES.get_note).reply(&note("any")).times(25);
    routes.on(NOTES.get_note).with("id", 1).reply(&note("one")).times(25);
    let client = client(&routes);
    let calls = (0..50).map(|at| tokio::spawn(client.get_note(at % 2).into_future()));
    for (at, answer) in join_all(calls).await.into_iter().enumerate() {
        assert_eq!(answer.unwrap().unwrap().text, if at % 2 == 1 { "one" } else { "any" });
    }
    routes.verify().unwrap();
}

#[tokio::test]
async fn a_stream_is_read_item_by_item() {
    let routes = Routes::new();
    let events = http::Response::builder().header("content-type", "text/event-stream");
    routes.on(FEED.feed).respond(events.body("data: one\n\ndata: two\n\n").unwrap());
    let served = Client::builder(Service::new(routes.serve().unwrap())).build().unwrap();
    for client in [client(&routes), served] {
        let events: Vec<_> = client.feed().await.unwrap().map(|event| event.unwrap().data).collect().await;
        assert_eq!(events, ["one", "two"]);
    }
}
