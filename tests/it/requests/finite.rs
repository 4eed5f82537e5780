//! NaN and infinity: errors of the call, since JSON has no such numbers (RFC 8259, section 6).

use std::collections::{BTreeMap, HashMap};

use prolifi::{Call, ErrorKind, prelude::*, testing::FakeTransport};
use prolifi_tests::offline;
use serde::Serialize;

trait Prices: Api {
    #[endpoint(PUT, "/price")]
    fn put<T: Serialize>(&self, price: &T) -> Call<()>;
}
impl Prices for Client {}

#[derive(Serialize)]
struct Price {
    name: &'static str,
    amount: f64,
}

#[derive(Serialize)]
struct Flat {
    #[serde(flatten)]
    price: Price,
}

#[derive(Serialize)]
struct Meters(f32);

#[derive(Serialize)]
#[serde(tag = "kind")]
enum Tagged {
    Fixed { amount: f64 },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Untagged {
    Number(f64),
}

#[derive(Serialize)]
enum Plain {
    Unit,
    Number(f64),
    Pair(f64, u8),
    Fields { amount: f32 },
}

fn price(amount: f64) -> Price {
    Price { name: "monthly", amount }
}

fn problem<T: Serialize>(value: &T) -> String {
    let error = offline(&FakeTransport::new()).put(value).into_request().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(!error.may_have_been_applied());
    error.to_string()
}

fn json<T: Serialize>(value: &T) -> String {
    let request = offline(&FakeTransport::new()).put(value).into_request().unwrap();
    String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap()
}

#[test]
fn no_such_number_becomes_null_wherever_it_stands() {
    for number in [f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        #[expect(clippy::cast_possible_truncation, reason = "neither is a number")]
        let short = number as f32;
        let word = if number.is_nan() { "NaN" } else { "infinite" };
        for (said, problem) in [
            ("a number is", problem(&number)),
            ("a number is", problem(&short)),
            ("a number is", problem(&Some(number))),
            ("a number is", problem(&Meters(short))),
            ("a number is", problem(&[1.0, number])),
            ("a number is", problem(&(1, number))),
            ("a number is", problem(&HashMap::from([("amount", number)]))),
            ("a number is", problem(&vec![BTreeMap::from([(1, vec![Some(number)])])])),
            ("a number is", problem(&Untagged::Number(number))),
            ("a number is", problem(&Plain::Number(number))),
            ("a number is", problem(&Plain::Pair(number, 1))),
            ("`amount` is", problem(&price(number))),
            ("`amount` is", problem(&[price(1.0), price(number)])),
            ("a number is", problem(&Flat { price: price(number) })),
            ("`amount` is", problem(&Tagged::Fixed { amount: number })),
            ("`amount` is", problem(&Plain::Fields { amount: short })),
        ] {
            let tail = format!(": {said} {word}, which JSON cannot hold (RFC 8259, section 6)");
            assert!(problem.ends_with(&tail), "{problem}");
        }
    }
}

#[test]
fn everything_else_is_written_as_serde_json_writes_it() {
    fn assert_same<T: Serialize>(value: &T) {
        assert_eq!(json(value), serde_json::to_string(value).unwrap());
    }
    assert_same(&price(f64::MIN_POSITIVE));
    assert_same(&Flat { price: price(-0.0) });
    assert_same(&[0.1, f64::MAX, f64::EPSILON]);
    assert_same(&Meters(0.1));
    assert_same(&Tagged::Fixed { amount: 1.0 });
    assert_same(&Untagged::Number(1e300));
    assert_same(&[Plain::Unit, Plain::Number(1.5), Plain::Pair(2.5, 3), Plain::Fields { amount: 4.5 }]);
    assert_same(&(true, 'c', "text", -1_i8, u64::MAX, i128::MIN, u128::MAX, (), None::<u8>, Some(1)));
    assert_same(&BTreeMap::from([(1_u64, [None, Some("x")]), (2, [None, None])]));
    assert_same(&serde_json::json!({"a": [1, 2.5, null, {"b": "c"}], "d": true}));
    assert_same(&serde_json::value::RawValue::from_string(r#"{"as" : [ "it is" ]}"#.to_owned()).unwrap());
    assert_same(&std::net::Ipv4Addr::LOCALHOST);
}
