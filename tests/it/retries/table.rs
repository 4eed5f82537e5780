//! The table: outcome x request x body, and the attempts that follow from them.

use bytes::Bytes;
use prolifi::{Body, Call, Client, ErrorKind};
use prolifi_tests::{Outcome, Timed};

use super::{Methods, always, plain, prolifi};

/// What an outcome allows.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Class {
    /// Nothing was sent: every request may be sent again.
    Unsent,
    /// The next attempt may go better.
    Transient,
    /// The next attempt would go the same way.
    Final,
}

use Class::{Final, Transient, Unsent};
use Outcome::{Cut, Hang, Lost, Refused, Stalled, Status, TransportTimeout};

const OUTCOMES: &[(Outcome, Class)] = &[
    (Refused, Unsent),
    (Lost, Transient),
    (TransportTimeout, Transient),
    (Hang, Transient),
    (Cut(200), Transient),
    (Cut(404), Transient),
    (Stalled(200), Transient),
    (Status(408), Transient),
    (Status(429), Transient),
    (Status(500), Transient),
    (Status(502), Transient),
    (Status(503), Transient),
    (Status(504), Transient),
    (Status(200), Final),
    (Status(204), Final),
    (Status(301), Final),
    (Status(307), Final),
    (Status(400), Final),
    (Status(401), Final),
    (Status(403), Final),
    (Status(404), Final),
    (Status(409), Final),
    (Status(413), Final),
    (Status(422), Final),
    (Status(425), Final),
    (Status(501), Final),
    (Status(505), Final),
    (Status(599), Final),
];

/// A request, and whether sending it twice does no harm.
type Row = (&'static str, fn(&Client) -> Call<()>, bool);

const OF_ANY_SERVICE: &[Row] = &[
    ("GET", |client| client.get(), true),
    ("HEAD", |client| client.head(), true),
    ("OPTIONS", |client| client.options(), true),
    ("PUT", |client| client.put(), true),
    ("DELETE", |client| client.delete(), true),
    ("POST", |client| client.post(), false),
    ("PATCH", |client| client.patch(), false),
    ("PURGE", |client| client.purge(), false),
    ("POST, idempotent", |client| client.harmless_post(), true),
    ("GET, not idempotent", |client| client.harmful_get(), false),
    ("POST, not idempotent", |client| client.harmful_post(), false),
    ("POST with a key", |client| client.post().idempotency_key("k"), true),
    ("PATCH with a key", |client| client.patch().idempotency_key("k"), true),
    ("POST with a key header", |client| client.post().header("Idempotency-Key", "k"), true),
    ("POST, not idempotent, with a key", |client| client.harmful_post().idempotency_key("k"), false),
    ("POST with bytes and a key", |client| client.post_body(bytes()).idempotency_key("k"), true),
    ("PUT with bytes", |client| client.put_body(bytes()), true),
    ("PUT with a stream that is made anew", |client| client.put_body(replayable()), true),
    ("PUT with a stream", |client| client.put_body(once()), false),
    ("POST with a stream and a key", |client| client.post_body(once()).idempotency_key("k"), false),
];

const OF_PROLIFI: &[Row] = &[
    ("GET", |client| client.get(), true),
    ("POST", |client| client.post(), true),
    ("PATCH", |client| client.patch(), true),
    ("PUT", |client| client.put(), true),
    ("DELETE", |client| client.delete(), true),
    ("PURGE", |client| client.purge(), false),
    ("POST, not idempotent", |client| client.harmful_post(), false),
    ("POST with bytes", |client| client.post_body(bytes()), true),
    ("POST with a stream that is made anew", |client| client.post_body(replayable()), true),
    ("POST with a stream", |client| client.post_body(once()), false),
];

fn bytes() -> Body {
    "body".into()
}

fn chunks() -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> {
    futures_util::stream::iter(["bo", "dy"]).map_ok_bytes()
}

trait MapOkBytes: futures_util::Stream<Item = &'static str> + Sized {
    fn map_ok_bytes(self) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> {
        futures_util::StreamExt::map(self, |text| Ok(Bytes::from(text)))
    }
}
impl<S: futures_util::Stream<Item = &'static str>> MapOkBytes for S {}

fn once() -> Body {
    Body::stream(chunks())
}

fn replayable() -> Body {
    Body::replayable(chunks)
}

#[tokio::test(start_paused = true)]
async fn attempts_follow_from_the_outcome_and_the_request() {
    let clients: [(fn(&Timed) -> Client, &[Row]); 2] = [(plain, OF_ANY_SERVICE), (prolifi, OF_PROLIFI)];
    for (client, requests) in clients {
        for (outcome, class) in OUTCOMES {
            for (request, call, harmless) in requests {
                let row = format!("{request}: {outcome:?}");
                let transport = always(*outcome);
                let call = call(&client(&transport)).attempt_timeout(std::time::Duration::from_secs(20));
                let only_reads =
                    call.endpoint().unwrap().method().is_safe() && *request != "GET, not idempotent";
                // A type that has to be read to its end.
                let result = call.decode::<serde_json::Value>().response().await;

                let expected = match class {
                    Unsent => 3,
                    Transient if *harmless => 3,
                    Transient | Final => 1,
                };
                assert_eq!(transport.attempts(), expected, "{row}");
                match result {
                    Ok(response) => {
                        assert!(matches!(outcome, Status(200 | 204)), "{row}");
                        assert_eq!(response.attempts, 1);
                    }
                    Err(error) => {
                        assert_eq!(error.attempts() as usize, expected, "{row}");
                        assert_eq!(error.kind(), kind(*outcome), "{row}");
                        let in_doubt = doubtful(*outcome) && !only_reads;
                        assert_eq!(error.may_have_been_applied(), in_doubt, "{row}");
                    }
                }
                let ranges = [(250, 500), (500, 1000)];
                for (delay, (least, most)) in transport.delays().iter().zip(ranges) {
                    let attempt = if matches!(outcome, Hang | Stalled(_)) { 20_000 } else { 0 };
                    let delay = delay.as_millis() - attempt;
                    // The clock counts whole milliseconds, and rounds up.
                    assert!((least..=most + 1).contains(&delay), "{row}: {delay} ms");
                }
            }
        }
    }
}

fn kind(outcome: Outcome) -> ErrorKind {
    match outcome {
        Refused => ErrorKind::Connect,
        Lost | Cut(_) => ErrorKind::Transport,
        Hang | Stalled(_) | TransportTimeout => ErrorKind::Timeout,
        Status(429) => ErrorKind::RateLimited,
        Status(300..400) => ErrorKind::Redirect,
        _ => ErrorKind::Api,
    }
}

/// Whether the write may have been carried out when every attempt ended like this.
fn doubtful(outcome: Outcome) -> bool {
    match outcome {
        Refused => false,
        Status(408 | 409) => true,
        Status(status) | Cut(status) => !(400..500).contains(&status),
        _ => true,
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_succeeds_is_a_success() {
    for outcome in [Refused, Lost, Cut(200), Status(503)] {
        let transport = Timed::new([outcome, outcome, Outcome::Ok("7")]);
        let response = plain(&transport).number().response().await.unwrap();
        assert_eq!((response.value, response.attempts), (7, 3));
    }
}

#[tokio::test(start_paused = true)]
async fn a_value_that_cannot_be_read_is_not_asked_for_again() {
    let transport = Timed::new([Outcome::Ok("\"seven\"")]);
    let error = plain(&transport).number().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!((error.attempts(), transport.attempts()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn how_often_is_the_callers_the_endpoints_or_the_clients_to_say() {
    use prolifi::{Service, prelude::*};
    trait Limits: Api {
        #[endpoint(GET, "/l")]
        fn silent(&self) -> Call<()>;
        #[endpoint(GET, "/l", max_retries = 4)]
        fn four(&self) -> Call<()>;
        #[endpoint(GET, "/l", max_retries = 0)]
        fn none(&self) -> Call<()>;
    }
    impl Limits for Client {}
    let of = |transport: &Timed, retries: Option<u32>| {
        let builder = Client::builder(Service::new("https://x.test")).transport(transport.clone());
        match retries {
            Some(retries) => builder.max_retries(retries),
            None => builder,
        }
        .build()
        .unwrap()
    };
    let rows: [(fn(&Client) -> Call<()>, Option<u32>, usize); 8] = [
        (|client| client.silent(), None, 3),
        (|client| client.silent(), Some(0), 1),
        (|client| client.silent(), Some(5), 6),
        (|client| client.four(), Some(0), 5),
        (|client| client.none(), Some(5), 1),
        (|client| client.none().max_retries(1), Some(5), 2),
        (|client| client.four().max_retries(0), None, 1),
        (|client| client.silent().max_retries(u32::MAX).timeout(std::time::Duration::from_secs(15)), None, 5),
    ];
    for (index, (call, client, attempts)) in rows.into_iter().enumerate() {
        let transport = always(Status(503));
        call(&of(&transport, client)).await.unwrap_err();
        match index {
            // Four waits of 7.5 s at most, so five attempts; six waits of 11.75 s at least, so no more than seven.
            7 => assert!((5..=7).contains(&transport.attempts()), "{}", transport.attempts()),
            _ => assert_eq!(transport.attempts(), attempts, "row {index}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn backoff_doubles_to_eight_seconds_and_is_spread() {
    let mut firsts = Vec::new();
    for _ in 0..20 {
        let transport = always(Status(503));
        let client = plain(&transport);
        client.get().max_retries(7).await.unwrap_err();
        let delays = transport.delays();
        for (delay, full) in delays.iter().zip([500, 1000, 2000, 4000, 8000, 8000, 8000]) {
            assert!((full / 2..=full + 1).contains(&delay.as_millis()), "{delays:?}");
        }
        assert_eq!(delays.len(), 7);
        firsts.push(delays[0]);
    }
    firsts.sort_unstable();
    firsts.dedup();
    assert!(firsts.len() > 3, "chance decides: {firsts:?}");
}
