//! Connections that are dead, or only look it.

use std::time::Duration;

use prolifi_tests::{transports, trusts_test_authority};

use super::{Operations, client, server};

/// Connection 1 answers once, and then nothing; others answer.
fn dies(connection: usize, number: usize, _: u32) -> Option<Vec<prolifi_tests::Act>> {
    (connection == 1 && number > 1).then(Vec::new)
}

#[tokio::test]
async fn the_attempt_after_a_timeout_has_another_connection() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        let server = server(dies);
        let client = client(&server.url(), with);
        client.read().await.unwrap();
        let answer = client.read().attempt_timeout(Duration::from_millis(400)).response().await.unwrap();
        assert_eq!((answer.attempts, server.connections()), (2, 2), "{transport}");
        let key = client.write("x").idempotency_key("one").attempt_timeout(Duration::from_secs(5));
        assert_eq!(key.response().await.unwrap().attempts, 1, "{transport}");
    }
}

#[tokio::test]
async fn the_call_after_a_timeout_has_another_connection() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        let server = server(dies);
        let client = client(&server.url(), with);
        client.read().await.unwrap();
        let error = client.write("x").timeout(Duration::from_millis(400)).await.unwrap_err();
        assert!(error.is_timeout() && error.may_have_been_applied(), "{transport}: {error:?}");
        client.write("x").timeout(Duration::from_secs(5)).await.unwrap();
        assert_eq!(server.connections(), 2, "{transport}");
    }
}

#[tokio::test]
async fn one_that_never_answered_anything_is_left_too() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        let server = server(|connection, _, _| (connection == 1).then(Vec::new));
        let client = client(&server.url(), with);
        let answer = client.read().attempt_timeout(Duration::from_millis(500)).response().await.unwrap();
        assert_eq!((answer.attempts, server.connections()), (2, 2), "{transport}");
    }
}

#[tokio::test]
async fn a_server_that_answers_others_keeps_its_connection() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        // The second request is never answered.
        let server = server(|_, number, _| (number == 2).then(Vec::new));
        let client = client(&server.url(), with);
        client.read().await.unwrap();
        let slow = client.write("x").timeout(Duration::from_millis(500));
        let others = async {
            for _ in 0..4 {
                tokio::time::sleep(Duration::from_millis(50)).await;
                client.read().await.unwrap();
            }
        };
        let (slow, ()) = tokio::join!(slow, others);
        assert!(slow.unwrap_err().is_timeout());
        client.read().await.unwrap();
        assert_eq!(server.connections(), 1, "{transport}");
    }
}

#[tokio::test]
async fn what_the_caller_drops_is_no_sign_of_death() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        let server = server(|_, number, _| (2..9).contains(&number).then(Vec::new));
        let client = client(&server.url(), with);
        client.read().await.unwrap();
        for _ in 2..9 {
            let call = tokio::time::timeout(Duration::from_millis(50), client.write("x"));
            assert!(call.await.is_err());
        }
        client.read().await.unwrap();
        assert_eq!(server.connections(), 1, "{transport}");
    }
}

#[tokio::test]
async fn calls_in_flight_keep_the_connection_that_is_left() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        // Two wait on it: one gives up, and the other is answered later.
        let server = server(|connection, number, stream| match (connection, number) {
            (1, 2) => Some(vec![prolifi_tests::Act::After(
                Duration::from_millis(1_200),
                Box::new(prolifi_tests::Act::Answer(stream)),
            )]),
            (1, 3) => Some(Vec::new()),
            _ => None,
        });
        let client = client(&server.url(), with);
        client.read().await.unwrap();
        let patient = tokio::spawn(client.write("patient").response());
        tokio::time::sleep(Duration::from_millis(100)).await;
        client.write("x").timeout(Duration::from_millis(300)).await.unwrap_err();
        client.read().await.unwrap();
        assert_eq!(server.connections(), 2, "{transport}");
        assert_eq!(patient.await.unwrap().unwrap().attempts, 1, "{transport}");
    }
}
