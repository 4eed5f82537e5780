//! How long a body may take, and what it means that it took longer.

use prolifi::{Body, Client, Error, ErrorKind, Raw, prelude::*, streaming::Streaming};
use prolifi_tests::Paced;
use tokio::time::Instant;

use super::{Files, chunks, client, seconds, with};

/// The error, and after how many seconds it came.
async fn late<T>(call: Call<T>) -> (Error, u64) {
    let began = Instant::now();
    let Err(error) = call.await else { panic!("it is late") };
    assert!(error.is_timeout(), "{error:?}");
    (error, began.elapsed().as_secs())
}

/// Bodies of which each is taken in five chunks or more.
fn long_bodies() -> [(&'static str, Body); 3] {
    [
        ("a stream", Body::stream(chunks(5))),
        ("a stream that can be made again", Body::replayable(|| chunks(5))),
        ("bytes", Body::from(vec![b'x'; 512 * 1024])),
    ]
}

#[tokio::test(start_paused = true)]
async fn a_body_that_moves_is_not_cut() {
    let methods: [fn(&Client, Body) -> Call<()>; 2] =
        [|client, body| client.put("a", body), |client, body| client.post(body)];
    for method in methods {
        for (name, body) in long_bodies() {
            let transport = Paced::at_once().takes_every(seconds(55)).head_after(seconds(60));
            method(&client(&transport), body).await.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(transport.attempts(), 1);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_stands_still_is_given_up_after_a_minute() {
    let transport = Paced::at_once().takes_every(seconds(50)).takes_only(3);
    let (error, after) = late(client(&transport).put("a", Body::stream(chunks(5)))).await;
    assert_eq!(after, 50 * 3 + 60);
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(
        error.to_string(),
        "PUT /files/<name> failed: nothing more of the body was taken for 60s, after 30 bytes"
    );
    assert!(error.may_have_been_applied(), "nobody knows what the service did with the beginning");
    assert_eq!((error.attempts(), transport.attempts()), (1, 1), "what was read is gone");

    let (error, _) = late(client(&transport).post(Body::from(vec![0; 300 * 1024]))).await;
    let said = error.to_string();
    assert!(said.ends_with("for 60s, after 196608 of 307200 bytes"), "{said}");

    // Can be sent again, and its time does not count.
    let (error, _) = late(client(&transport).put("a", Body::replayable(|| chunks(5)))).await;
    assert_eq!(
        (error.attempts(), transport.attempts()),
        (2, 4),
        "the call has two minutes for what stands still"
    );
}

#[tokio::test(start_paused = true)]
async fn the_head_has_a_time_of_its_own_after_a_long_body() {
    let transport = Paced::at_once().takes_every(seconds(50)).head_after(seconds(100_000));
    let sending = 50 * 6;
    let client_of = |timeout| with(&transport).timeout(seconds(timeout)).max_retries(0).build().unwrap();
    // What is waited for, how long.
    let rows: [(&str, Call<()>, u64); 7] = [
        ("PUT", client(&transport).put("a", Body::stream(chunks(5))), sending + 120),
        ("POST: what is left of the call", client(&transport).post(Body::stream(chunks(5))), sending + 120),
        ("PUT, the client's", client_of(1000).put("a", Body::stream(chunks(5))), sending + 120),
        ("POST, the client's", client_of(1000).post(Body::stream(chunks(5))), 1000),
        ("its own", client_of(10).put("a", Body::stream(chunks(5))).timeout(seconds(1000)), 1000),
        ("the endpoint's", client(&transport).put_patiently(Body::stream(chunks(5))), 1200),
        (
            "of the attempt",
            client(&transport).put("a", Body::stream(chunks(5))).attempt_timeout(seconds(400)),
            400,
        ),
    ];
    for (name, call, expected) in rows {
        let (error, after) = late(call).await;
        assert_eq!(after, expected, "{name}: {error}");
        assert!(error.may_have_been_applied(), "{name}");
        if name == "PUT" {
            let says = "no answer within 120s after the 50 bytes of the body were sent";
            assert_eq!(error.to_string(), format!("PUT /files/<name> failed: {says}"));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_limit_that_is_set_holds_while_a_body_is_sent() {
    let transport = Paced::at_once().takes_every(seconds(10));
    let body = || Body::stream(chunks(50));
    let rows: [(Call<()>, u64, &str); 4] = [
        (
            client(&transport).put("a", body()).timeout(seconds(95)),
            95,
            "no complete answer within 95s: 90 bytes of the body were sent",
        ),
        (
            with(&transport).timeout(seconds(95)).build().unwrap().post(body()),
            95,
            "no complete answer within 95s: 90 bytes of the body were sent",
        ),
        (
            client(&transport).put("a", body()).attempt_timeout(seconds(25)),
            25,
            "no complete answer within 25s: 20 bytes of the body were sent",
        ),
        (
            client(&transport).put("a", body()).idle_timeout(seconds(9)).max_retries(0),
            9,
            "nothing more of the body was taken for 9s, after 0 bytes",
        ),
    ];
    for (call, expected, says) in rows {
        let (error, after) = late(call).await;
        assert_eq!(after, expected, "{error}");
        assert!(error.to_string().ends_with(&format!(" failed: {says}")), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_long_timeout_of_a_call_is_one_for_its_head_too() {
    let transport = Paced::at_once().head_after(seconds(100_000));
    let slow = with(&transport).timeout(seconds(50)).max_retries(0).build().unwrap();
    let rows: [(Call<Raw>, u64); 5] = [
        (client(&transport).whole("a").max_retries(0), 30),
        (slow.whole("a"), 30),
        (slow.whole("a").timeout(seconds(31)), 31),
        (slow.whole("a").timeout(seconds(600)), 600),
        (slow.whole("a").timeout(seconds(600)).attempt_timeout(seconds(40)), 40),
    ];
    for (call, expected) in rows {
        assert_eq!(late(call).await.1, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_moves_is_not_cut_and_one_that_stands_still_is() {
    let moving = Paced::at_once().gives("x", seconds(29), 4);
    assert_eq!(client(&moving).whole("a").await.unwrap().0, "xxxx");

    let stalled = Paced::at_once().gives("x", seconds(0), 0);
    let (error, after) = late(client(&stalled).whole("a").max_retries(0)).await;
    assert_eq!(after, 30);
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(
        error.to_string(),
        "GET /files/<name> failed: nothing more of the answer came for 30s, after 0 bytes"
    );
    // As any attempt without an answer.
    let (error, _) = late(client(&stalled).whole("a")).await;
    assert_eq!(error.attempts(), 3);

    // What is read whole is there in the time of the call.
    let dripping = Paced::at_once().gives("x", seconds(20), 100);
    let (error, after) = late(client(&dripping).whole("a")).await;
    assert_eq!((after, error.attempts()), (120, 1));
    let (error, after) = late(client(&dripping).whole("a").attempt_timeout(seconds(50)).max_retries(0)).await;
    assert_eq!(after, 50, "{error}");
    assert!(
        error.to_string().ends_with("no complete answer within 50s: 2 bytes of its body came"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_file_may_take_as_long_as_it_moves() {
    let moving = Paced::at_once().gives("x", seconds(29), 50);
    let mut chunks = client(&moving).download("a").await.unwrap();
    let mut length = 0;
    while let Some(chunk) = chunks.next().await {
        length += chunk.unwrap().len();
    }
    assert_eq!(length, 50);
}

/// What a stream ends with, and after how many seconds.
async fn end<D: prolifi::streaming::Decoder>(call: Call<Streaming<D>>) -> (Error, u64) {
    let mut items = call.await.unwrap();
    let began = Instant::now();
    loop {
        match items.next().await {
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                assert!(error.is_timeout() && error.endpoint().is_some(), "{error:?}");
                assert!(items.next().await.is_none(), "an error is the end");
                return (error, began.elapsed().as_secs());
            }
            None => panic!("the stream came to its end"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_that_stands_still_is_an_error_and_a_quiet_feed_is_none() {
    let slow = Paced::at_once().gives("data: 7\n\n", seconds(10_000), 2);
    let (error, after) = end(client(&slow).download("a")).await;
    assert_eq!(after, 30);
    let said = error.to_string();
    assert!(said.ends_with("nothing more of the answer came for 30s, after 0 bytes"), "{said}");
    assert_eq!(end(client(&slow).download_patiently()).await.1, 300);
    assert_eq!(end(client(&slow).download_patiently().idle_timeout(seconds(7))).await.1, 7);
    let patient = with(&slow).idle_timeout(seconds(40)).build().unwrap();
    assert_eq!(end(patient.download("a")).await.1, 40);

    let mut events = client(&slow).events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, "7");
    assert_eq!(end(client(&slow).events().idle_timeout(seconds(40))).await.1, 40);
    let lines = Paced::at_once().gives("7\n", seconds(10_000), 2);
    let mut numbers = client(&lines).lines().await.unwrap();
    assert_eq!(numbers.next().await.unwrap().unwrap(), 7);
}

#[tokio::test(start_paused = true)]
async fn a_timeout_that_is_set_holds_to_the_end_of_a_stream() {
    let moving = Paced::at_once().head_after(seconds(5)).gives("data: 7\n\n", seconds(20), 100);
    let (error, after) = end(client(&moving).events().timeout(seconds(90))).await;
    assert_eq!(after, 85);
    let said = error.to_string();
    assert!(said.ends_with("no complete answer within 90s: 36 bytes of its body came"), "{said}");
    let client = with(&moving).timeout(seconds(90)).build().unwrap();
    assert_eq!(end(client.download("a")).await.1, 85);
}

#[tokio::test(start_paused = true)]
async fn a_service_that_answers_early_may_be_silent_until_it_has_the_body() {
    // The whole of the body is taken before there is a head, and its time does not count.
    let transport = Paced::at_once().takes_every(seconds(50)).gives("x", seconds(29), 4);
    let call = client(&transport).post(Body::stream(chunks(9))).decode::<Raw>();
    assert_eq!(call.await.unwrap().0, "xxxx");
}

#[api(max_body = "4B", idle_timeout = "7s")]
trait Small {
    #[endpoint(GET, "/small")]
    fn of_trait(&self) -> Call<Raw>;

    #[endpoint(GET, "/own", max_body = 6, idle_timeout = "500ms")]
    fn of_endpoint(&self) -> Call<Raw>;

    #[endpoint(GET, "/larger", max_body = "1KiB")]
    fn larger(&self) -> Call<Raw>;
}

#[tokio::test(start_paused = true)]
async fn call_beats_endpoint_beats_trait_beats_client() {
    let transport = Paced::at_once().gives("12345", seconds(0), 1);
    let client = with(&transport).max_body(2).build().unwrap();
    let rows: [(Call<Raw>, Option<u64>); 4] = [
        (client.of_trait(), Some(4)),
        (client.of_endpoint(), None),
        (client.larger(), None),
        (client.larger().max_body(3), Some(3)),
    ];
    for (call, most) in rows {
        match (call.await, most) {
            (Ok(Raw(bytes)), None) => assert_eq!(bytes, "12345"),
            (Err(error), Some(most)) => {
                assert_eq!(error.kind(), ErrorKind::TooLarge);
                assert!(error.to_string().ends_with(&format!("longer than {most} bytes")), "{error}");
            }
            (outcome, most) => panic!("{outcome:?} of {most:?}"),
        }
    }
    let stalled = Paced::at_once().gives("x", seconds(0), 0);
    let client = with(&stalled).idle_timeout(seconds(3)).max_retries(0).build().unwrap();
    assert_eq!(late(client.of_trait()).await.1, 7);
    assert_eq!(late(client.of_endpoint()).await.1, 0);
    assert_eq!(late(client.whole("a")).await.1, 3);
    assert_eq!(late(client.of_endpoint().idle_timeout(seconds(5))).await.1, 5);
}
