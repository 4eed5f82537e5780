//! Time limits: of the whole call, of one attempt, and which of them ended it.

use std::time::Duration;

use prolifi::{Call, Client, ErrorKind, Service, prelude::*};
use prolifi_tests::{Outcome, Timed};

use super::{Methods, always, plain, prolifi};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test(start_paused = true)]
async fn a_read_gives_up_an_attempt_after_thirty_seconds() {
    let transport = always(Outcome::Hang);
    let error = plain(&transport).get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_timeout() && !error.may_have_been_applied());
    assert_eq!(error.attempts(), 3);
    assert_eq!(error.to_string(), "GET /m failed: no complete answer within 30s");
    let elapsed = transport.elapsed();
    assert!(
        (Duration::from_millis(90_750)..=Duration::from_millis(91_510)).contains(&elapsed),
        "{elapsed:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_write_that_could_meet_its_own_first_attempt_waits_until_the_deadline() {
    let writes: [fn(&Client) -> Call<()>; 2] = [|client| client.post(), |client| client.patch()];
    for write in writes {
        let transport = always(Outcome::Hang);
        let error = write(&prolifi(&transport)).await.unwrap_err();
        assert!(error.is_timeout() && error.may_have_been_applied());
        assert_eq!((error.attempts(), transport.attempts()), (1, 1));
        assert_eq!(transport.elapsed().as_secs(), 120);

        // Unless an attempt timeout says otherwise.
        let transport = always(Outcome::Hang);
        let error = write(&prolifi(&transport)).attempt_timeout(seconds(5)).await.unwrap_err();
        assert_eq!(error.attempts(), 3);
        assert!(transport.elapsed() < seconds(17));
    }
}

#[tokio::test(start_paused = true)]
async fn the_deadline_is_kept_to_the_millisecond() {
    for outcome in
        [Outcome::Hang, Outcome::Stalled(200), Outcome::Lost, Outcome::Status(503), Outcome::Refused]
    {
        for limit in [1, 100, 400, 1_000, 31_000, 40_000, 61_000] {
            let limit = Duration::from_millis(limit);
            let transport = always(outcome);
            let call = plain(&transport).number().timeout(limit);
            let error = call.await.unwrap_err();
            assert!(transport.elapsed() <= limit, "{outcome:?}: {:?} of {limit:?}", transport.elapsed());
            if matches!(outcome, Outcome::Hang | Outcome::Stalled(_)) {
                assert!(error.is_timeout());
                assert!(error.attempts() as usize == transport.attempts());
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_last_attempt_gets_what_is_left() {
    let transport = always(Outcome::Hang);
    let builder = Client::builder(Service::new("https://x.test")).transport(transport.clone());
    let error = builder.timeout(seconds(40)).build().unwrap().get().await.unwrap_err();
    assert_eq!(error.attempts(), 2);
    assert_eq!(transport.elapsed(), seconds(40));
    assert_eq!(error.to_string(), "GET /m failed: no complete answer within 40s");
    let delay = transport.delays()[0];
    assert!(delay >= Duration::from_millis(30_250) && delay <= Duration::from_millis(30_501), "{delay:?}");
}

#[tokio::test(start_paused = true)]
async fn a_stalled_body_is_an_attempt_that_ran_out_of_time() {
    let transport = Timed::new([Outcome::Stalled(200), Outcome::Ok("7")]);
    plain(&transport).number().await.unwrap();
    assert_eq!(transport.attempts(), 2);
    let transport = Timed::new([Outcome::Stalled(200)]);
    let call = plain(&transport).post().decode::<u32>();
    let error = call.timeout(seconds(3)).await.unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_applied(), "{error:?}");
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(transport.elapsed(), seconds(3));
}

#[tokio::test(start_paused = true)]
async fn time_before_the_first_poll_does_not_count() {
    let transport = Timed::new([Outcome::Status(204)]);
    let call = plain(&transport).get().timeout(seconds(1));
    tokio::time::sleep(seconds(60)).await;
    call.await.unwrap();
}

trait Limits: Api {
    #[endpoint(GET, "/l")]
    fn silent(&self) -> Call<()>;
    #[endpoint(GET, "/l", timeout = "20s", max_retries = 0)]
    fn twenty(&self) -> Call<()>;
    #[endpoint(GET, "/l", attempt_timeout = "500ms", max_retries = 0)]
    fn quick(&self) -> Call<()>;
}
impl Limits for Client {}

#[tokio::test(start_paused = true)]
async fn call_beats_endpoint_beats_client() {
    let of = |transport: &Timed, limit: Option<Duration>, attempt: Option<Duration>| {
        let mut builder = Client::builder(Service::new("https://x.test")).transport(transport.clone());
        if let Some(limit) = limit {
            builder = builder.timeout(limit);
        }
        if let Some(attempt) = attempt {
            builder = builder.attempt_timeout(attempt);
        }
        builder.build().unwrap()
    };
    let rows: [(fn(&Client) -> Call<()>, Option<u64>, Option<u64>, u64); 10] = [
        (|client| client.silent().max_retries(0), None, None, 30_000),
        (|client| client.silent().max_retries(0), Some(7), None, 7_000),
        (|client| client.silent().max_retries(0), Some(7), Some(3), 3_000),
        (|client| client.silent().max_retries(0), Some(7), Some(9), 7_000),
        (|client| client.twenty(), Some(7), None, 20_000),
        (|client| client.twenty().timeout(seconds(2)), Some(7), None, 2_000),
        (|client| client.twenty(), Some(7), Some(3), 3_000),
        (|client| client.quick(), None, Some(3), 500),
        (|client| client.quick().attempt_timeout(seconds(4)), None, Some(3), 4_000),
        (|client| client.quick().attempt_timeout(Duration::MAX).timeout(Duration::MAX), None, None, u64::MAX),
    ];
    for (index, (call, limit, attempt, expected)) in rows.into_iter().enumerate() {
        let transport = always(Outcome::Hang);
        let call = call(&of(&transport, limit.map(seconds), attempt.map(seconds)));
        if expected == u64::MAX {
            // A century is not waited for; nor does it overflow.
            assert!(tokio::time::timeout(seconds(100_000), call).await.is_err());
            continue;
        }
        assert!(call.await.unwrap_err().is_timeout());
        assert_eq!(transport.elapsed(), Duration::from_millis(expected), "row {index}");
    }
}

#[tokio::test(start_paused = true)]
async fn without_any_time_nothing_is_sent() {
    let none = Duration::ZERO;
    let rows: [fn(&Client) -> Call<()>; 4] = [
        |client| client.post().timeout(Duration::ZERO),
        |client| client.get().timeout(Duration::ZERO),
        |client| client.put().attempt_timeout(Duration::ZERO),
        |client| client.post().attempt_timeout(Duration::ZERO).timeout(Duration::MAX),
    ];
    for outcome in [Outcome::Hang, Outcome::Status(204)] {
        for row in rows {
            let transport = always(outcome);
            let error = row(&plain(&transport)).await.unwrap_err();
            assert!(error.is_timeout() && !error.may_have_been_applied(), "{error:?}");
            assert_eq!((error.attempts(), transport.attempts()), (0, 0));
            assert!(
                error.to_string().ends_with(" /m failed: no time was left to send it, of 0ns"),
                "{error}"
            );
            assert_eq!(transport.elapsed(), none);
        }
    }
}
