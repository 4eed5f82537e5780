//! PINGs: sent when a request waits, and to nobody who dislikes them. They come after ten seconds, so all of this is one
//! test in real time, its parts at once.

use std::time::Duration;

use futures_util::future::join_all;
use prolifi_tests::{Act, Certificate, Event, Http2Server, With, transports, trusts_test_authority};

use super::{Operations, client, server};

#[tokio::test]
async fn a_connection_that_a_request_waits_on_is_asked_whether_it_is_there() {
    if !trusts_test_authority() {
        return;
    }
    tokio::join!(
        each(async |with| a_dead_one_is_given_up(with).await),
        each(async |with| an_idle_one_is_left_alone(with).await),
        each(async |with| who_dislikes_it_is_served(with, true).await),
        each(async |with| who_dislikes_it_is_served(with, false).await),
    );
}

/// With transports that no other part has: one that met dislike asks nobody any more.
async fn each(part: impl AsyncFn(&With)) {
    let transports = transports();
    join_all(transports.iter().map(|(_, with)| part(with))).await;
}

/// With the limits as they are by default.
async fn a_dead_one_is_given_up(with: &With) {
    let server = Http2Server::start(Certificate::Good, |event| match event {
        Event::Request { connection: 1, number: 2.., .. } | Event::Ping { .. } => Vec::new(),
        Event::Request { stream, .. } => vec![Act::Answer(stream)],
    });
    let client = client(&server.url(), with);
    client.read().await.unwrap();
    let answer = client.read().response().await.unwrap();
    assert_eq!((answer.attempts, server.connections(), server.pings()), (2, 2, 1));
}

async fn an_idle_one_is_left_alone(with: &With) {
    let server = server(|_, number, stream| {
        (number == 2).then(|| vec![Act::After(Duration::from_secs(11), Box::new(Act::Answer(stream)))])
    });
    let client = client(&server.url(), with);
    client.read().await.unwrap();
    tokio::time::sleep(Duration::from_secs(11)).await;
    assert_eq!(server.pings(), 0);
    // One that a request waits on is asked, and its slow server keeps the connection.
    assert_eq!(client.write("x").response().await.unwrap().attempts, 1);
    assert!((1..=2).contains(&server.pings()), "{}", server.pings());
    assert_eq!(server.connections(), 1);
}

async fn who_dislikes_it_is_served(with: &With, and_says_so: bool) {
    let server = Http2Server::start(Certificate::Good, move |event| match event {
        Event::Request { stream, .. } => {
            vec![Act::After(Duration::from_secs(11), Box::new(Act::Answer(stream)))]
        }
        Event::Ping { .. } if and_says_so => vec![Act::GoAway(1, Act::ENHANCE_YOUR_CALM), Act::Close],
        Event::Ping { .. } => vec![Act::Close],
    });
    let answer = client(&server.url(), with).read().response().await.unwrap();
    assert_eq!((answer.attempts, server.connections(), server.pings()), (2, 2, 1), "{and_says_so}");
}
