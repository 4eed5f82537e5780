//! Answers whose body nobody reads: their head decides, and what happens to the body is no failure.

use std::time::Duration;

use prolifi::{Answer, Call, Error, ErrorKind, FromResponse, http::StatusCode};
use prolifi_tests::{
    Outcome::{self, Cut, Lost, Stalled, Status},
    Timed,
};

use super::{Methods, plain};

#[derive(Debug, PartialEq, FromResponse)]
enum Removed {
    #[status(2xx)]
    Now,
    #[status(202)]
    Later(u32),
    #[status(203)]
    Silently(()),
    #[status(404, 410)]
    Before,
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Nothing;

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Fields {}

/// A type of the caller's own that looks at the head alone.
#[derive(Debug, PartialEq)]
struct Code(u16);

impl FromResponse for Code {
    fn reads_body(_: StatusCode) -> bool {
        false
    }

    fn from_response(answer: Answer) -> Result<Self, Error> {
        assert!(answer.bytes().is_empty());
        Ok(Self(answer.status().as_u16()))
    }
}

/// The value, the attempts and how long it took.
async fn outcome<T: FromResponse>(outcomes: &[Outcome]) -> (Result<T, Error>, usize, Duration) {
    let transport = Timed::new(outcomes.iter().copied());
    let call: Call<T> = plain(&transport).delete().decode();
    let result = call.await;
    (result, transport.attempts(), transport.elapsed())
}

#[tokio::test(start_paused = true)]
async fn the_head_decides_where_the_body_is_not_needed() {
    // Time enough for a body that is already on its way, and no more.
    let soon = Duration::from_millis(101);
    for body in [Cut, Stalled] {
        let (value, attempts, elapsed) = outcome::<()>(&[body(200)]).await;
        assert!(value.is_ok() && attempts == 1 && elapsed <= soon, "{elapsed:?}");
        let (value, attempts, _) = outcome::<Nothing>(&[body(201)]).await;
        assert_eq!((value.unwrap(), attempts), (Nothing, 1));
        let (value, attempts, _) = outcome::<Fields>(&[body(200)]).await;
        assert_eq!((value.unwrap(), attempts), (Fields {}, 1));
        let (value, attempts, _) = outcome::<Code>(&[body(200)]).await;
        assert_eq!((value.unwrap(), attempts), (Code(200), 1));
        let (value, attempts, _) = outcome::<Removed>(&[body(200)]).await;
        assert_eq!((value.unwrap(), attempts), (Removed::Now, 1));
        let (value, attempts, _) = outcome::<Removed>(&[body(203)]).await;
        assert_eq!((value.unwrap(), attempts), (Removed::Silently(()), 1));
        let (value, attempts, elapsed) = outcome::<Removed>(&[body(410)]).await;
        assert!(matches!(value, Ok(Removed::Before)) && attempts == 1 && elapsed <= soon);
    }
    let (value, attempts, _) = outcome::<()>(&[Lost, Stalled(200)]).await;
    assert!(value.is_ok() && attempts == 2, "what came before it counts as ever");
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_needed_is_read() {
    for body in [Cut, Stalled] {
        // For a value, and for what an error says.
        for status in [200, 404, 500] {
            let (value, attempts, _) = outcome::<u32>(&[body(status); 3]).await;
            assert_eq!(
                (value.unwrap_err().status().unwrap(), attempts),
                (StatusCode::from_u16(status).unwrap(), 3)
            );
        }
        let (value, attempts, _) = outcome::<()>(&[body(404); 3]).await;
        assert_eq!((value.unwrap_err().kind() != ErrorKind::Api, attempts), (true, 3));
        let (value, attempts, _) = outcome::<Removed>(&[body(202), Status(204)]).await;
        assert_eq!((value.unwrap(), attempts), (Removed::Now, 2));
        let (value, attempts, _) = outcome::<Option<u32>>(&[body(200), Status(500), Status(404)]).await;
        assert!(value.is_err() && attempts == 3);
    }
}

#[tokio::test(start_paused = true)]
async fn the_deadline_ends_the_wait_for_a_body_too() {
    let transport = Timed::new([Stalled(200)]);
    plain(&transport).delete().timeout(Duration::from_millis(20)).await.unwrap();
    assert_eq!(transport.elapsed(), Duration::from_millis(20));
}
