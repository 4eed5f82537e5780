//! Random answers: whatever a service says about waiting, the client waits as long as it was asked, no shorter
//! than its backoff, no longer than its deadline, and never panics.

use std::time::Duration;

use prolifi::{Client, Service, testing::FakeTransport};
use proptest::prelude::*;
use tokio::time::Instant;

use super::{Methods, plain};
use prolifi_tests::{Outcome, Timed};

/// Runs under a clock of its own, paused.
fn paused<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.unwrap().block_on(future)
}

/// The wait before the second attempt after a 503 with this header; `None` if there was none.
fn wait(retry_after: &[u8], deadline: Duration) -> (Option<Duration>, Result<(), prolifi::Error>) {
    paused(async {
        let value = http::HeaderValue::from_bytes(retry_after).expect("a header");
        let answer = http::Response::builder().status(503).header("retry-after", value).body("").unwrap();
        let fake = FakeTransport::new().answer(answer).answer(http::Response::new("null"));
        let client = Client::builder(Service::new("https://x.test")).transport(fake.clone()).build().unwrap();
        let started = Instant::now();
        let result = client.get().timeout(deadline).await;
        assert!(started.elapsed() <= deadline);
        ((fake.requests().len() == 2).then(|| started.elapsed()), result)
    })
}

const MINUTES: Duration = Duration::from_secs(300);
/// The clock counts whole milliseconds.
const TICK: Duration = Duration::from_millis(1);

/// Of the waits before a first retry, four in a thousand end in the last millisecond of the call.
#[test]
fn no_attempt_begins_at_the_deadline() {
    for deadline in (251..=500).cycle().take(2500).map(Duration::from_millis) {
        let (waited, _) = wait(b"0", deadline);
        assert!(waited.is_none_or(|waited| waited < deadline), "{deadline:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn seconds_are_obeyed_up_to_a_minute(seconds in 0..200_u64, fraction in proptest::option::of("[0-9]{1,12}")) {
        let text = fraction.as_ref().map_or(seconds.to_string(), |fraction| format!("{seconds}.{fraction}"));
        let asked = Duration::from_secs_f64(text.parse().unwrap());
        let (waited, result) = wait(text.as_bytes(), MINUTES);
        match waited {
            Some(waited) => {
                prop_assert!(waited + TICK >= asked, "{text}: {waited:?}");
                prop_assert!(waited <= asked.max(Duration::from_millis(500)) + TICK, "{text}: {waited:?}");
                prop_assert!(waited >= Duration::from_millis(250));
                prop_assert!(asked <= Duration::from_secs(60), "{text} is too long");
            }
            None => {
                prop_assert!(asked > Duration::from_secs(60), "{text} was not obeyed");
                let told = result.unwrap_err().retry_after().unwrap();
                prop_assert!(told.abs_diff(asked) < TICK, "{text}: {told:?}");
            }
        }
    }

    #[test]
    fn any_text_is_obeyed_or_ignored(text in prop_oneof![
        "[0-9.eE+ :,a-zA-Z-]{0,24}",
        proptest::collection::vec(prop_oneof![32..=126_u8, 128..=255_u8], 0..24)
            .prop_map(|bytes| bytes.iter().map(|byte| char::from(*byte)).collect::<String>()),
        "(Mon|Tue|Wed), [0-9]{2} (Jan|Feb|Foo) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} (GMT|UTC|)",
        "[0-9]{1,40}",
    ], deadline in 0..100_000_u64) {
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let deadline = Duration::from_millis(deadline);
        let (waited, result) = wait(&bytes, deadline);
        if let Some(waited) = waited {
            prop_assert!(waited >= Duration::from_millis(250) && waited < deadline, "{text:?}: {waited:?}");
        } else if let Err(error) = result {
            prop_assert!(!error.is_build(), "{error:?}");
        }
    }

    #[test]
    fn backoff_stays_in_its_range_whatever_the_limits(retries in 0..12_u32, seconds in 1..200_u64) {
        let (delays, attempts, elapsed) = paused(async {
            let transport = Timed::new([Outcome::Status(503); 13]);
            let call = plain(&transport).get().max_retries(retries).timeout(Duration::from_secs(seconds));
            let error = call.await.unwrap_err();
            assert_eq!(error.attempts() as usize, transport.attempts());
            (transport.delays(), transport.attempts(), transport.elapsed())
        });
        prop_assert!(elapsed <= Duration::from_secs(seconds));
        prop_assert!(attempts <= retries as usize + 1);
        for (retry, delay) in delays.iter().enumerate() {
            let full = Duration::from_millis(500 * 2_u64.pow(u32::try_from(retry).unwrap().min(4)));
            prop_assert!(*delay >= full / 2 && *delay <= full + TICK, "{delays:?}");
        }
        // Nothing but the deadline ends it early, and then the next wait would have passed it.
        if attempts < retries as usize + 1 {
            let next = Duration::from_millis(500 * 2_u64.pow(u32::try_from(attempts - 1).unwrap().min(4)));
            prop_assert!(elapsed + next >= Duration::from_secs(seconds), "{elapsed:?} of {seconds} s");
        }
    }
}
