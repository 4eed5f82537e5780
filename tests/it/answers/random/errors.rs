//! Bodies of refusals: the error keeps them and says one line, whatever they hold.

use prolifi::{ApiError, Call, Client, Error, ErrorKind, prelude::*, testing::FakeTransport};
use prolifi_tests::{offline, printed};
use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::{Value, json};

use crate::random::{answering, arriving, cuts, damaged, is_one_plain_line, pieces, run, text, value};

trait Refused: Api {
    #[endpoint(GET, "/r", envelope = "data")]
    fn refused(&self) -> Call<Value>;
}
impl Refused for Client {}

/// How much of a body an error keeps.
const KEPT: usize = 65_536;

/// The type, the message, and two texts of each of three fields: of each 200 characters, escaped at the most.
const LONGEST: usize = 8 * 200 * "\\u{10ffff}".len() + 200;

/// Almost the documented body: every member may be missing or something else.
fn error_body() -> impl Strategy<Value = String> {
    let said = || prop_oneof![2 => text().prop_map(Value::from), 1 => value()];
    let some = |members: Vec<(&'static str, Option<Value>)>| -> Value {
        let there = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(there.collect())
    };
    let maybe = move || prop::option::weighted(0.8, said());
    let field = (maybe(), maybe())
        .prop_map(move |(field, message)| some(vec![("field", field), ("message", message)]));
    let fields = vec(prop_oneof![4 => field, 1 => value()], 0..6).prop_map(Value::from);
    let fields = prop::option::weighted(0.8, prop_oneof![4 => fields, 1 => value()]);
    let error = (prop::sample::select(&["type", "code"][..]), maybe(), maybe(), fields).prop_map(
        move |(name, r#type, message, errors)| {
            some(vec![(name, r#type), ("message", message), ("errors", errors)])
        },
    );
    prop_oneof![
        4 => error.clone().prop_map(|error| json!({ "error": error })),
        1 => error,
        1 => said().prop_map(|error| json!({ "error": error })),
        1 => value(),
    ]
    .prop_map(|body| body.to_string())
}

/// Bytes, JSON and damaged JSON, also about as long as what is kept and longer.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let short = prop_oneof![1 => vec(any::<u8>(), 0..64), 6 => damaged(error_body())];
    let more = prop_oneof![40 => Just(0), 1 => KEPT - 300..KEPT + 20];
    (short, more, prop::sample::select(&b" x"[..]), any::<bool>()).prop_map(
        |(short, more, with, in_front)| {
            let filling = vec![with; more];
            if in_front { [filling, short].concat() } else { [short, filling].concat() }
        },
    )
}

/// The errors that this refusal becomes: as a mock, of a service without habits, and of Prolifi.
fn refusals(status: u16, body: &[u8], cuts: &[Index]) -> [Error; 3] {
    let mock = http::Response::builder().status(status).body(body.to_vec()).unwrap();
    let answer = http::Response::builder().status(status).body(arriving(pieces(body, cuts))).unwrap();
    let plain = answering(status, arriving(pieces(body, cuts)));
    let prolifi = offline(&FakeTransport::new().answer(answer));
    run(async {
        [
            Call::<Value>::answer(mock).await.unwrap_err(),
            plain.refused().max_retries(0).await.unwrap_err(),
            prolifi.refused().max_retries(0).await.unwrap_err(),
        ]
    })
}

fn check(error: &Error, status: u16, body: &[u8]) -> Result<(), TestCaseError> {
    let kind = match status {
        429 => ErrorKind::RateLimited,
        300..400 => ErrorKind::Redirect,
        _ => ErrorKind::Api,
    };
    prop_assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (kind, Some(status)));
    let kept = &body[..body.len().min(KEPT)];
    prop_assert!(error.body().is_some_and(|body| body == kept), "the body is kept as it came");
    prop_assert_eq!(error.attempts(), 1);

    let line = error.to_string();
    prop_assert!(is_one_plain_line(&line), "{:?}", line);
    prop_assert!(line.contains(&status.to_string()) && line.chars().count() <= LONGEST, "{}", line);
    prop_assert!(!printed(error).is_empty());

    // Invalid UTF-8 is no JSON, also where a parser would skip it.
    let read = std::str::from_utf8(kept).ok().and_then(|text| serde_json::from_str::<Value>(text).ok());
    match error.decode_body::<Value>() {
        Ok(value) => prop_assert_eq!(Some(value), read),
        Err(problem) => {
            prop_assert!(problem.is_decode() && read.is_none(), "{}", problem);
            prop_assert_eq!((problem.status(), problem.body()), (error.status(), error.body()));
            prop_assert!(is_one_plain_line(&problem.to_string()), "{:?}", problem.to_string());
        }
    }
    if let Err(problem) = error.decode_body::<Vec<u8>>() {
        prop_assert!(is_one_plain_line(&problem.to_string()), "{:?}", problem.to_string());
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_refusal_keeps_its_body_and_says_one_line(
        status in prop_oneof![400..600_u16, 300..1000_u16, Just(429)],
        body in body(),
        cuts in cuts(),
    ) {
        for error in refusals(status, &body, &cuts) {
            check(&error, status, &body)?;
        }
    }

    #[test]
    fn what_the_service_says_is_read_whatever_its_texts(
        status in 400..600_u16,
        r#type in text(),
        message in text(),
        fields in vec((text(), text()), 0..5),
    ) {
        let errors: Vec<Value> =
            fields.iter().map(|(field, message)| json!({ "field": field, "message": message })).collect();
        let body = json!({ "error": { "type": r#type, "message": message, "errors": errors } }).to_string();
        let [mock, plain, prolifi] = refusals(status, body.as_bytes(), &[]);

        let all = |fields: &[(String, String)]| {
            let said = ApiError::new(&r#type, &message);
            fields.iter().fold(said, |said, (field, message)| said.field(field, message))
        };
        prop_assert_eq!(prolifi.api(), Some(&all(&fields)));
        // The common shapes are guessed: what says nothing is none of them.
        let telling: Vec<_> = fields.iter().filter(|(a, b)| !a.is_empty() || !b.is_empty()).cloned().collect();
        let guessed = Some(all(&telling)).filter(|said| *said != ApiError::default());
        prop_assert_eq!(plain.api(), guessed.as_ref());
        prop_assert_eq!(mock.api(), guessed.as_ref());
        for error in [mock, plain, prolifi] {
            check(&error, status, body.as_bytes())?;
        }
    }
}
