//! Bodies of answers: the value that serde_json reads, or an error that shows none of it.

use std::collections::BTreeMap;

use prolifi::{Call, Client, Error, ErrorKind, prelude::*};
use prolifi_tests::printed;
use proptest::{collection::vec, prelude::*};
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Value, json};

use crate::random::{
    MARKER, answering, arriving, cuts, damaged, is_one_plain_line, leaks, pieces, run, text, value,
};

/// A type that much does not fit.
#[derive(Debug, PartialEq, Deserialize)]
struct Row {
    id: u32,
    name: Option<String>,
    status: Status,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Active,
    Closed,
}

trait Answered: Api {
    #[endpoint(GET, "/a")]
    fn whole(&self) -> Call<Value>;
    #[endpoint(GET, "/a", envelope = "data")]
    fn inside(&self) -> Call<Value>;
    #[endpoint(GET, "/a")]
    fn row(&self) -> Call<Row>;
    #[endpoint(GET, "/a", envelope = "data")]
    fn row_inside(&self) -> Call<Row>;
}
impl Answered for Client {}

/// Rows, and what is almost one, in an envelope or not.
fn json_text() -> impl Strategy<Value = String> {
    let id = prop_oneof![3 => any::<u32>().prop_map(Value::from), 1 => value()];
    let name = prop_oneof![3 => text().prop_map(Value::from), 1 => value()];
    let status = prop::sample::select(&["active", "closed", MARKER][..]).prop_map(Value::from);
    let status = prop_oneof![4 => status, 1 => value()];
    let tags = prop_oneof![3 => vec(text(), 0..3).prop_map(Value::from), 1 => value()];
    let row = (id, name, status, tags).prop_map(
        |(id, name, status, tags)| json!({ "id": id, "name": name, "status": status, "tags": tags }),
    );
    let inner = prop_oneof![2 => row, 1 => value()];
    (inner, value(), 0..4_u8, any::<bool>()).prop_map(|(inner, other, shape, pretty)| {
        let body = match shape {
            0 => inner,
            1 => json!({ "data": inner }),
            2 => json!({ "a": other, "data": inner }),
            _ => json!({ "data": inner, "z": other }),
        };
        if pretty { format!("{body:#}") } else { body.to_string() }
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![8 => damaged(json_text()), 1 => vec(any::<u8>(), 0..64)]
}

/// The body as a text of JSON: an empty one is `null`.
fn parsed<'b, T: Deserialize<'b>>(body: &'b [u8]) -> Option<T> {
    let text = if body.is_empty() { "null" } else { std::str::from_utf8(body).ok()? };
    serde_json::from_str(text).ok()
}

fn check(error: &Error, status: u16, body: &[u8]) -> Result<(), TestCaseError> {
    prop_assert_eq!(error.kind(), ErrorKind::Decode);
    prop_assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    prop_assert!(error.body().is_some_and(|kept| kept == body), "the body is kept as it came");
    let line = error.to_string();
    prop_assert!(is_one_plain_line(&line), "{:?}", line);
    prop_assert!(line.len() < 600, "{}", line);
    let printed = printed(error);
    prop_assert!(!leaks(&printed, body), "{}", printed);
    Ok(())
}

proptest! {
    #[test]
    fn a_body_is_what_serde_json_reads(status in 200..300_u16, body in body(), cuts in cuts()) {
        let client = || answering(status, arriving(pieces(&body, &cuts)));
        match run(async { client().whole().await }) {
            Ok(value) => prop_assert_eq!(Some(value), parsed(&body)),
            Err(error) => {
                prop_assert!(parsed::<Value>(&body).is_none(), "{}", error);
                check(&error, status, &body)?;
            }
        }
        match run(async { client().row().await }) {
            Ok(row) => prop_assert_eq!(Some(row), parsed(&body)),
            Err(error) => {
                prop_assert!(parsed::<Row>(&body).is_none(), "{}", error);
                check(&error, status, &body)?;
            }
        }
    }

    #[test]
    fn the_value_of_an_envelope_is_what_serde_json_reads(
        status in 200..300_u16, body in body(), cuts in cuts(),
    ) {
        let client = || answering(status, arriving(pieces(&body, &cuts)));
        let whole = if body.is_empty() { Some(json!({ "data": null })) } else { parsed::<Value>(&body) };
        let data = whole.as_ref().and_then(|whole| whole.as_object()?.get("data")).cloned();
        match run(async { client().inside().await }) {
            Ok(value) => match &whole {
                Some(_) => prop_assert_eq!(Some(&value), data.as_ref()),
                // A number that is out of range is no matter in a member that is not read.
                None => {
                    let members = parsed::<BTreeMap<String, IgnoredAny>>(&body);
                    prop_assert!(members.is_some_and(|members| members.contains_key("data")), "{}", value);
                }
            },
            Err(error) => {
                prop_assert!(data.is_none(), "{}", error);
                check(&error, status, &body)?;
            }
        }
        let row = data.and_then(|data| serde_json::from_value::<Row>(data).ok());
        match run(async { client().row_inside().await }) {
            Ok(read) if whole.is_some() => prop_assert_eq!(Some(read), row),
            Ok(_) => {}
            Err(error) => {
                prop_assert!(row.is_none(), "{}", error);
                check(&error, status, &body)?;
            }
        }
    }
}
