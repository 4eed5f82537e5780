//! What goes wrong, and takes no time.

use std::time::Duration;

use prolifi::{
    ErrorKind,
    testing::{Fault, Routes},
};
use tokio::time::Instant;

use super::service::{NOTES, Notes, client, note};

#[tokio::test(start_paused = true)]
async fn each_fault_is_what_it_is_on_a_network() {
    for (fault, kind, may_have_been_applied) in [
        (Fault::unreachable(), ErrorKind::Connect, false),
        (Fault::hang(), ErrorKind::Timeout, true),
        (Fault::reset(), ErrorKind::Transport, true),
        (Fault::reset_after_head(), ErrorKind::Transport, true),
        (Fault::cut_body(5), ErrorKind::Transport, true),
        (Fault::slow_body(Duration::from_secs(90)), ErrorKind::Timeout, true),
        (Fault::rate_limited(Duration::from_secs(70)), ErrorKind::RateLimited, false),
    ] {
        let routes = Routes::new();
        let rule = routes.on(NOTES.add_note).reply(&note("a")).fault(fault.clone());
        let client = client(&routes);
        client.add_note("c1", None, None, None, &note("a")).await.unwrap();
        let call = client.add_note("c1", None, None, None, &note("a"));
        let error = call.timeout(Duration::from_secs(60)).max_retries(0).await.unwrap_err();
        let found = (error.kind(), error.may_have_been_applied());
        assert_eq!(found, (kind, may_have_been_applied), "{fault:?}: {error}");
        assert_eq!(rule.requests().len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn the_answer_behind_a_fault_is_given_to_the_retry() {
    for fault in [
        Fault::unreachable(),
        Fault::hang(),
        Fault::reset(),
        Fault::reset_after_head(),
        Fault::cut_body(5),
        Fault::rate_limited(Duration::from_secs(2)),
    ] {
        let routes = Routes::new();
        let rule = routes.on(NOTES.get_note).fault(fault).reply(&note("a")).reply(&note("b"));
        let client = client(&routes);
        let attempt = Duration::from_secs(10);
        assert_eq!(client.get_note(7).attempt_timeout(attempt).await.unwrap(), note("a"));
        assert_eq!(client.get_note(7).await.unwrap(), note("b"));
        assert_eq!(rule.requests().len(), 3);
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_body_takes_its_time() {
    let routes = Routes::new();
    routes
        .on(NOTES.get_note)
        .fault(Fault::slow_body(Duration::from_secs(8)))
        .after(Duration::from_secs(2))
        .reply(&note("a"));
    let started = Instant::now();
    assert_eq!(client(&routes).get_note(7).await.unwrap(), note("a"));
    let took = started.elapsed();
    assert!((Duration::from_secs(10)..Duration::from_millis(10_100)).contains(&took), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn chance_strikes_the_same_requests_for_the_same_seed() {
    let struck = async |seed| {
        let routes = Routes::new();
        routes.on(NOTES.get_note).reply(&note("a"));
        routes.random_faults(0.3, seed, [Fault::unreachable(), Fault::reset()]);
        let client = client(&routes);
        let mut struck = Vec::new();
        for _ in 0..100 {
            struck.push(client.get_note(7).max_retries(0).await.err().map(|error| error.kind()));
        }
        struck
    };
    let first = struck(1).await;
    assert_eq!(first, struck(1).await);
    assert_ne!(first, struck(2).await);
    let count = |kind| first.iter().filter(|struck| **struck == Some(kind)).count();
    let (unreachable, reset) = (count(ErrorKind::Connect), count(ErrorKind::Transport));
    assert!((5..30).contains(&unreachable) && (5..30).contains(&reset), "{unreachable} {reset}");
}

/// What is struck by chance is given to the next request.
#[tokio::test(start_paused = true)]
async fn chance_takes_no_answer_away() {
    let routes = Routes::new();
    let rule = routes.on(NOTES.get_note);
    let rule = (0..50).fold(rule, |rule, turn| rule.reply(&note(&turn.to_string())));
    routes.random_faults(0.3, 7, [Fault::reset(), Fault::cut_body(3)]);
    let client = client(&routes);
    for turn in 0..50 {
        assert_eq!(client.get_note(7).max_retries(20).await.unwrap(), note(&turn.to_string()));
    }
    assert!(rule.requests().len() > 55, "{rule:?}");
}
