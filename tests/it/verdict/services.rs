//! Twenty answers of ten services, as their public documents describe them, to a POST that nothing makes safe to
//! repeat: only what the service says was not carried out is sent again.

use prolifi::{
    Endpoint, ErrorKind, Outcome, Service,
    http::{HeaderMap, HeaderName, StatusCode},
    prelude::*,
    testing::FakeTransport,
};
use serde_json::Value;

use super::{BASE, ReadOutcome, Things, answer};

fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// What the official clients do with their header: <https://docs.stripe.com/error-low-level>, and `_should_retry` in
/// <https://github.com/stripe/stripe-python/blob/master/stripe/_http_client.py>.
fn stripe(_: &Endpoint, _: StatusCode, headers: &HeaderMap, _: &[u8]) -> Outcome {
    by_header(headers, "stripe-should-retry")
}

/// `_should_retry` in <https://github.com/openai/openai-python/blob/main/src/openai/_base_client.py>; a quota that is used
/// up comes as a 429 too: <https://platform.openai.com/docs/guides/error-codes>.
fn openai(_: &Endpoint, _: StatusCode, headers: &HeaderMap, body: &[u8]) -> Outcome {
    match text(&json(body), "/error/code") {
        "insufficient_quota" => Outcome::Refused,
        _ => by_header(headers, "x-should-retry"),
    }
}

fn by_header(headers: &HeaderMap, name: &str) -> Outcome {
    match headers.get(name).map(|value| value.as_bytes()) {
        Some(b"true") => Outcome::Again(None),
        Some(b"false") => Outcome::Refused,
        _ => Outcome::ByStatus,
    }
}

/// 403 or 429, with `retry-after` or nothing remaining:
/// <https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit>.
fn github(_: &Endpoint, status: StatusCode, headers: &HeaderMap, _: &[u8]) -> Outcome {
    let used_up = headers.get("x-ratelimit-remaining").is_some_and(|left| left == "0");
    match status.as_u16() {
        403 | 429 if used_up || headers.contains_key("retry-after") => Outcome::Again(None),
        _ => Outcome::ByStatus,
    }
}

/// `ok` in every body: <https://api.slack.com/web#responses>; after `fatal_error` and `internal_error` some part of the
/// operation may have succeeded: <https://api.slack.com/methods/chat.postMessage#errors>.
fn slack(_: &Endpoint, _: StatusCode, _: &HeaderMap, body: &[u8]) -> Outcome {
    let body = json(body);
    match (&body["ok"], text(&body, "/error")) {
        (Value::Bool(false), "ratelimited") => Outcome::Again(None),
        (Value::Bool(false), "fatal_error" | "internal_error") => Outcome::InDoubt,
        (Value::Bool(false), _) => Outcome::Refused,
        _ => Outcome::ByStatus,
    }
}

/// <https://developers.google.com/workspace/drive/api/guides/handle-errors>: a 403 whose reason is a rate limit.
fn google(_: &Endpoint, status: StatusCode, _: &HeaderMap, body: &[u8]) -> Outcome {
    match (status.as_u16(), text(&json(body), "/error/errors/0/reason")) {
        (403, "rateLimitExceeded" | "userRateLimitExceeded") => Outcome::Again(None),
        _ => Outcome::ByStatus,
    }
}

/// <https://shopify.dev/docs/api/admin-graphql#status-and-error-codes>: errors with status 200, and of a query that was
/// throttled what is missing and how much of it comes back in a second.
fn shopify(_: &Endpoint, status: StatusCode, _: &HeaderMap, body: &[u8]) -> Outcome {
    let body = json(body);
    let cost = |pointer| body.pointer(&format!("/extensions/cost/{pointer}")).and_then(Value::as_f64);
    if !status.is_success() || body["errors"].is_null() {
        return Outcome::ByStatus;
    }
    if text(&body, "/errors/0/extensions/code") != "THROTTLED" {
        return Outcome::Refused;
    }
    let wait = || {
        let missing = cost("requestedQueryCost")? - cost("throttleStatus/currentlyAvailable")?;
        Some(std::time::Duration::from_secs_f64((missing / cost("throttleStatus/restoreRate")?).max(0.0)))
    };
    Outcome::Again(wait())
}

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html>: which of the 400s are
/// worth another try.
fn dynamodb(_: &Endpoint, _: StatusCode, _: &HeaderMap, body: &[u8]) -> Outcome {
    match text(&json(body), "/__type").rsplit('#').next() {
        Some("ThrottlingException" | "ProvisionedThroughputExceededException" | "RequestLimitExceeded") => {
            Outcome::Again(None)
        }
        _ => Outcome::ByStatus,
    }
}

/// <https://www.twilio.com/docs/api/errors/20429>: a 429 was not processed and is safe to repeat.
fn twilio(_: &Endpoint, status: StatusCode, _: &HeaderMap, body: &[u8]) -> Outcome {
    match (status.as_u16(), json(body)["code"].as_u64()) {
        (429, Some(20429)) => Outcome::Again(None),
        _ => Outcome::ByStatus,
    }
}

/// <https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines>: the policy says which limit it is,
/// and that of the day is not worth a wait.
fn hubspot(_: &Endpoint, _: StatusCode, _: &HeaderMap, body: &[u8]) -> Outcome {
    let body = json(body);
    match (text(&body, "/errorType"), text(&body, "/policyName")) {
        ("RATE_LIMIT", "DAILY") => Outcome::Refused,
        ("RATE_LIMIT", _) => Outcome::Again(None),
        _ => Outcome::ByStatus,
    }
}

/// <https://core.telegram.org/bots/api#responseparameters>: the wait stands in the body.
fn telegram(_: &Endpoint, _: StatusCode, _: &HeaderMap, body: &[u8]) -> Outcome {
    match json(body).pointer("/parameters/retry_after").and_then(Value::as_u64) {
        Some(seconds) => Outcome::Again(Some(std::time::Duration::from_secs(seconds))),
        None => Outcome::ByStatus,
    }
}

/// An answer, and what becomes of the call: how often it is sent, whether in the end there is an error, of what kind and
/// what it is called, and whether it may have been carried out.
struct Row {
    read: ReadOutcome,
    status: u16,
    headers: &'static [(&'static str, &'static str)],
    body: &'static str,
    again: bool,
    error: Option<(ErrorKind, &'static str)>,
    applied: bool,
}

/// Nothing left for half a minute from the answer's own date.
const USED_UP: [(&str, &str); 3] = [
    ("date", "Tue, 14 Nov 2023 22:13:20 GMT"),
    ("x-ratelimit-remaining", "0"),
    ("x-ratelimit-reset", "1700000030"),
];

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    use ErrorKind::{Api, RateLimited};
    let row = |read: ReadOutcome, status, headers, body, again, error, applied| Row { read, status, headers, body, again, error, applied };
    vec![
        row(stripe, 409, &[("stripe-should-retry", "true")], r#"{"error": {"type": "idempotency_error", "message": "."}}"#, true, Some((Api, "idempotency_error")), false),
        row(stripe, 500, &[("stripe-should-retry", "false")], r#"{"error": {"type": "api_error", "message": "."}}"#, false, Some((Api, "api_error")), false),
        row(stripe, 402, &[], r#"{"error": {"type": "card_error", "code": "card_declined", "message": "."}}"#, false, Some((Api, "card_error")), false),
        row(openai, 503, &[("x-should-retry", "true")], r#"{"error": {"type": "server_error", "message": "."}}"#, true, Some((Api, "server_error")), false),
        row(openai, 429, &[], r#"{"error": {"type": "insufficient_quota", "code": "insufficient_quota", "message": "."}}"#, false, Some((RateLimited, "insufficient_quota")), false),
        row(github, 403, &[("retry-after", "3")], r#"{"message": "You have exceeded a secondary rate limit."}"#, true, Some((RateLimited, "")), false),
        row(github, 403, &USED_UP, r#"{"message": "API rate limit exceeded for user ID 1."}"#, true, Some((RateLimited, "")), false),
        row(github, 403, &[("x-ratelimit-remaining", "4999")], r#"{"message": "Resource not accessible by integration"}"#, false, Some((Api, "")), false),
        row(slack, 200, &[], r#"{"ok": true, "ts": "1405894322.002768"}"#, false, None, true),
        row(slack, 200, &[], r#"{"ok": false, "error": "channel_not_found"}"#, false, Some((Api, "channel_not_found")), false),
        row(slack, 200, &[], r#"{"ok": false, "error": "fatal_error"}"#, false, Some((Api, "fatal_error")), true),
        row(slack, 429, &[("retry-after", "3")], r#"{"ok": false, "error": "ratelimited"}"#, true, Some((RateLimited, "ratelimited")), false),
        row(google, 403, &[], r#"{"error": {"errors": [{"domain": "usageLimits", "reason": "userRateLimitExceeded", "message": "."}], "code": 403, "message": "."}}"#, true, Some((Api, "")), false),
        row(google, 403, &[], r#"{"error": {"errors": [{"domain": "global", "reason": "insufficientFilePermissions", "message": "."}], "code": 403, "message": "."}}"#, false, Some((Api, "")), false),
        row(shopify, 200, &[], r#"{"errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}], "extensions": {"cost": {"requestedQueryCost": 202, "throttleStatus": {"currentlyAvailable": 118, "restoreRate": 50.0}}}}"#, true, Some((RateLimited, "THROTTLED")), false),
        row(shopify, 200, &[], r#"{"errors": [{"message": "Field 'x' doesn't exist on type 'QueryRoot'"}]}"#, false, Some((Api, "")), false),
        row(dynamodb, 400, &[], r#"{"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException", "message": "Rate of requests exceeds the allowed throughput."}"#, true, Some((Api, "com.amazonaws.dynamodb.v20120810#ThrottlingException")), false),
        row(dynamodb, 400, &[], r#"{"__type": "com.amazon.coral.validate#ValidationException", "message": "."}"#, false, Some((Api, "com.amazon.coral.validate#ValidationException")), false),
        row(twilio, 429, &[], r#"{"code": 20429, "message": "Too Many Requests", "status": 429}"#, true, Some((RateLimited, "20429")), false),
        row(twilio, 400, &[], r#"{"code": 21211, "message": "Invalid 'To' Phone Number", "status": 400}"#, false, Some((Api, "21211")), false),
        row(hubspot, 429, &[], r#"{"status": "error", "message": "You have reached your ten_secondly_rolling limit.", "errorType": "RATE_LIMIT", "policyName": "TEN_SECONDLY_ROLLING"}"#, true, Some((RateLimited, "RATE_LIMIT")), false),
        row(hubspot, 429, &[], r#"{"status": "error", "message": "You have reached your daily limit.", "errorType": "RATE_LIMIT", "policyName": "DAILY"}"#, false, Some((RateLimited, "RATE_LIMIT")), false),
        row(telegram, 429, &[], r#"{"ok": false, "error_code": 429, "description": "Too Many Requests: retry after 5", "parameters": {"retry_after": 5}}"#, true, Some((RateLimited, "")), false),
        row(telegram, 400, &[], r#"{"ok": false, "error_code": 400, "description": "Bad Request: chat not found"}"#, false, Some((Api, "")), false),
    ]
}

#[tokio::test(start_paused = true)]
async fn twenty_answers_of_ten_services_mean_what_their_documents_say() {
    let [limit, left, reset] =
        ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"].map(HeaderName::from_static);
    for row in rows() {
        let what = format!("{} {:?} {}", row.status, row.headers, row.body);
        let reply = || answer(row.status, row.headers, row.body);
        let fake = FakeTransport::new().answer(reply()).answer(reply());
        let service = Service::new(BASE).outcome(row.read).rate_limit_headers(limit.clone(), left.clone());
        let builder = Client::builder(service.rate_reset_header(reset.clone())).transport(fake.clone());
        let result = builder.build().unwrap().add().max_retries(1).response().await;

        assert_eq!(fake.requests().len(), if row.again { 2 } else { 1 }, "{what}");
        match (result, row.error) {
            (Ok(response), None) => assert_eq!(response.value, json(row.body.as_bytes())),
            (Err(error), Some((kind, name))) => {
                assert_eq!((error.kind(), error.status().unwrap().as_u16()), (kind, row.status), "{what}");
                assert_eq!(error.may_have_been_applied(), row.applied, "{what}");
                let api = error.api().expect(&what);
                if !name.is_empty() {
                    assert_eq!(api.error_type, name, "{what}");
                }
                assert!(error.body().is_some() && api.object().is_some(), "{what}");
            }
            (result, _) => panic!("{what}: {result:?}"),
        }
    }
}
