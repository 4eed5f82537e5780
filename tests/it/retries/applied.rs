//! `may_have_been_applied`: the truth table of sequences of attempts.

use prolifi::{Call, Client, ErrorKind, http};
use prolifi_tests::{
    Outcome::{
        self, Cut, Hang, Lost, Ok as Good, Refused, Stalled, Status, TransportTimeout, Unprocessed, With,
    },
    Timed,
};

use super::{Methods, plain, prolifi};

#[tokio::test(start_paused = true)]
async fn it_is_false_only_where_nothing_can_have_happened() {
    let limited = With(429, "retry-after", "1");
    let rows: &[(&[Outcome], bool)] = &[
        (&[Refused, Refused, Refused], false),
        (&[Status(400)], false),
        (&[Status(401)], false),
        (&[Status(403)], false),
        (&[Status(404)], false),
        (&[Status(422)], false),
        (&[Status(429), Status(429), Status(429)], false),
        (&[limited, limited, limited], false),
        (&[limited, Status(404)], false),
        (&[Refused, Status(404)], false),
        (&[Refused, limited, Status(422)], false),
        (&[Cut(404), Cut(404), Cut(404)], false),
        (&[Cut(422), Status(404)], false),
        (&[Stalled(404), Stalled(422), Stalled(401)], false),
        (&[Stalled(404), Cut(422), limited], false),
        (&[Stalled(409), Stalled(404), Stalled(404)], true),
        (&[With(429, "retry-after", "3600")], false),
        (&[Unprocessed; 6], false),
        (&[Unprocessed, Refused, Unprocessed, Status(404)], false),
        (&[Stalled(422), Stalled(422), Stalled(422)], false),
        (&[Status(408), Status(408), Status(408)], true),
        (&[Status(409)], true),
        (&[Status(500), Status(500), Status(500)], true),
        (&[Status(501)], true),
        (&[Status(302)], true),
        (&[Status(304)], true),
        (&[Lost, Lost, Lost], true),
        (&[Hang, Hang, Hang], true),
        (&[Stalled(200), Stalled(200), Stalled(200)], true),
        (&[TransportTimeout, TransportTimeout, TransportTimeout], true),
        (&[Cut(200), Cut(200), Cut(200)], true),
        (&[Cut(408), Cut(408), Cut(408)], true),
        (&[Good("not JSON")], true),
        (&[Good("")], true),
        // One attempt in doubt is enough, whatever follows it.
        (&[Lost, Status(404)], true),
        (&[Hang, Status(422)], true),
        (&[Status(503), Status(404)], true),
        (&[Status(503), limited, Status(401)], true),
        (&[Status(408), Status(404)], true),
        (&[Cut(200), Status(409), Status(409)], true),
        (&[Lost, Status(409), Status(409)], true),
        (&[limited, Status(409)], true),
        (&[Refused, Status(409)], true),
        (&[Lost, Refused, Refused], true),
        (&[Refused, Lost, Refused], true),
        (&[Lost, Unprocessed, Status(404)], true),
        (&[Refused, Refused, Lost], true),
        (&[Status(503), limited, limited], true),
        (&[Lost, With(429, "retry-after", "3600")], true),
    ];
    for (outcomes, applied) in rows {
        let transport = Timed::new(outcomes.iter().copied());
        let client = prolifi(&transport);
        let call = client.patch().attempt_timeout(std::time::Duration::from_secs(9)).decode::<u32>();
        let error = call.await.expect_err("a failure");
        assert_eq!(error.may_have_been_applied(), *applied, "{outcomes:?}: {error:?}");
        assert_eq!(transport.attempts(), outcomes.len(), "{outcomes:?}");
        assert_eq!(error.attempts() as usize, outcomes.len(), "{outcomes:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_conflict_with_the_calls_own_first_attempt_is_waited_for() {
    for first in [Lost, TransportTimeout, Cut(200), Status(408), Status(500), Status(503)] {
        let transport = Timed::new([first, Status(409), Good("7")]);
        let response = prolifi(&transport).patch().decode::<u32>().response().await.unwrap();
        assert_eq!((response.value, response.attempts), (7, 3), "{first:?}");
        assert!(transport.delays()[1] >= std::time::Duration::from_millis(500));
    }
    // Whose key it is does not matter, nor which method the request has.
    let keyed: [fn(&Client) -> Call<()>; 4] = [
        |client| client.post().idempotency_key("k"),
        |client| client.post().header("Idempotency-Key", "k"),
        |client| client.delete().idempotency_key("k"),
        |client| client.harmless_post().idempotency_key("k"),
    ];
    for call in keyed {
        let transport = Timed::new([Lost, With(409, "retry-after", "20"), Status(204)]);
        let response = call(&plain(&transport)).response().await.unwrap();
        assert_eq!(response.attempts, 3);
        assert_eq!(transport.delays()[1].as_secs(), 20, "as it is asked to");
    }
    // It ends: as often as any retry, and at the deadline.
    let transport = Timed::new([Lost, Status(409), Status(409), Status(409), Status(409)]);
    let error = prolifi(&transport).patch().max_retries(3).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 409));
    assert_eq!((error.attempts(), error.may_have_been_applied()), (4, true));
}

#[tokio::test(start_paused = true)]
async fn any_other_conflict_is_an_answer() {
    let replayed = With(409, "idempotent-replayed", "true");
    let rows: &[(&[Outcome], fn(&Client) -> Call<()>)] = &[
        // The first attempt, and one whose forerunners were not carried out.
        (&[Status(409)], |client| client.patch()),
        (&[Refused, Status(409)], |client| client.patch()),
        (&[Status(429), Status(409)], |client| client.patch()),
        (&[Cut(404), Status(409)], |client| client.patch()),
        // The answer to the first attempt, given again.
        (&[Lost, replayed], |client| client.patch()),
    ];
    for (outcomes, call) in rows {
        let transport = Timed::new(outcomes.iter().copied());
        let error = call(&prolifi(&transport)).await.unwrap_err();
        assert_eq!((error.attempts() as usize, transport.attempts()), (outcomes.len(), outcomes.len()));
        assert_eq!(error.status().unwrap(), 409, "{outcomes:?}");
    }
    // Without a key the service cannot know a repeat.
    let transport = Timed::new([Lost, Status(409)]);
    assert_eq!(plain(&transport).delete().await.unwrap_err().attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_only_reads_is_never_applied() {
    let reads: [fn(&Client) -> Call<()>; 3] =
        [|client| client.get(), |client| client.head(), |client| client.options()];
    for read in reads {
        for outcome in
            [Hang, Lost, TransportTimeout, Stalled(200), Cut(200), Status(302), Status(503), Good("x")]
        {
            let transport = Timed::new([outcome; 3]);
            let error = read(&prolifi(&transport)).decode::<u32>().await.expect_err("a failure");
            assert!(!error.may_have_been_applied(), "{outcome:?}: {error:?}");
        }
    }
    // Unless it is declared as one that does something.
    let transport = Timed::new([Lost]);
    assert!(plain(&transport).harmful_get().await.unwrap_err().may_have_been_applied());
}

#[tokio::test]
async fn a_mock_answers_as_the_service_would() {
    for (status, applied) in
        [(400, false), (401, false), (404, false), (422, false), (429, false), (408, true), (409, true)]
    {
        let refusal = http::Response::builder().status(status).body("").unwrap();
        let error = Call::<u32>::answer(refusal).await.unwrap_err();
        assert_eq!(error.may_have_been_applied(), applied, "{status}");
    }
    for (status, body) in [(500, ""), (503, ""), (302, ""), (200, "no number")] {
        let answer = http::Response::builder().status(status).body(body).unwrap();
        assert!(Call::<u32>::answer(answer).await.unwrap_err().may_have_been_applied(), "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_given_again_would_be_given_again() {
    let replayed = |status| With(status, "idempotent-replayed", "true");
    for status in [429, 500, 503] {
        let transport = Timed::new([replayed(status)]);
        let error = prolifi(&transport).patch().await.unwrap_err();
        assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (1, status));

        let transport = Timed::new([Lost, replayed(status)]);
        let error = prolifi(&transport).patch().await.unwrap_err();
        assert_eq!((error.attempts(), error.may_have_been_applied()), (2, true));

        let transport = Timed::new([With(status, "idempotent-replayed", "false"); 3]);
        assert_eq!(prolifi(&transport).patch().await.unwrap_err().attempts(), 3);
    }
    let transport = Timed::new([Lost, replayed(204)]);
    let response = prolifi(&transport).patch().response().await.unwrap();
    assert!(response.replayed);
    assert_eq!(response.attempts, 2);
    // The header is Prolifi's: another service has not promised anything with it.
    let transport = Timed::new([replayed(503); 3]);
    assert_eq!(plain(&transport).get().await.unwrap_err().attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_pause_of_another_call_does_not_hide_what_an_attempt_may_have_done() {
    // The second attempt is held back beyond the deadline: the error is about the pause, and about the first.
    let transport = Timed::new([Lost, With(429, "retry-after", "50")]);
    let client = prolifi(&transport);
    let write: Call<()> = client.patch().timeout(std::time::Duration::from_secs(20));
    let write = tokio::spawn(write);
    tokio::task::yield_now().await;
    let other: Client = client.clone();
    other.get().max_retries(0).await.unwrap_err();
    let error = write.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited, "{error:?}");
    assert_eq!((error.attempts(), error.may_have_been_applied()), (1, true));
}
