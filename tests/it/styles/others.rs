//! What other tools write for the same value, and so what their servers read.
//!
//! They leave the brackets of keys bare, or encode them as we do; to a server both are the same (RFC 3986, section
//! 2.4), so the rows have them bare.

use prolifi::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Parts, client, query};

trait Forms: Api {
    #[endpoint(POST, "/f", lists = "indices", structs = "brackets")]
    fn stripe(&self, #[form] params: &Value) -> Call<()>;
    #[endpoint(POST, "/f", lists = "brackets", structs = "brackets")]
    fn rails(&self, #[form] params: &Value) -> Call<()>;
    #[endpoint(POST, "/f", lists = "indices", structs = "dots")]
    fn dotted(&self, #[form] params: &Value) -> Call<()>;
    #[endpoint(POST, "/f", lists = "comma", structs = "brackets")]
    fn with_commas(&self, #[form] params: &Value) -> Call<()>;
    #[endpoint(POST, "/f")]
    fn flat(&self, #[form] params: &Value) -> Call<()>;
}
impl Forms for Client {}

/// The form that a call sends, its brackets bare.
fn form(call: Call<()>) -> String {
    let body = call.into_request().expect("a request").into_body();
    let text = String::from_utf8(body.as_bytes().expect("bytes").to_vec()).expect("text");
    text.replace("%5B", "[").replace("%5D", "]")
}

/// As `stripe-python` 12 and `stripe-go` 82 encode their parameters.
#[test]
fn stripe() {
    let params = json!({
        "amount": 2000,
        "automatic_tax": {"enabled": true},
        "expand": ["customer", "invoice.subscription"],
        "items": [{"price": "price_1", "quantity": 2}, {"price_data": {"currency": "eur"}}],
        "metadata": {"order id": "6735"},
    });
    assert_eq!(
        form(client().stripe(&params)),
        "amount=2000&automatic_tax[enabled]=true&expand[0]=customer&expand[1]=invoice.subscription\
         &items[0][price]=price_1&items[0][quantity]=2&items[1][price_data][currency]=eur&metadata[order+id]=6735"
    );
}

/// As `Hash#to_query` of Rails 8 writes it and Rack reads it.
#[test]
fn rails() {
    let params = json!({
        "ids": [1, 2],
        "person": {"address": {"city": "Köln"}, "nick": ["a b"]},
        "rows": [{"x": 1}, {"x": 2}],
        "matrix": [[1, 2], [3]],
    });
    assert_eq!(
        form(client().rails(&params)),
        "ids[]=1&ids[]=2&matrix[][]=1&matrix[][]=2&matrix[][]=3\
         &person[address][city]=K%C3%B6ln&person[nick][]=a+b&rows[][x]=1&rows[][x]=2"
    );
}

/// As `http_build_query` of PHP 8 writes it.
#[test]
fn php() {
    let params = json!({"a": [1, [2, 3]], "b": {"c": {"d": "e&f"}}, "g": ["x"]});
    assert_eq!(form(client().stripe(&params)), "a[0]=1&a[1][0]=2&a[1][1]=3&b[c][d]=e%26f&g[0]=x");
}

/// As `qs.stringify` 6 writes it, by its options.
#[test]
fn qs() {
    let nested = json!({"a": {"b": ["x", "y"]}});
    for (call, expected) in [
        // arrayFormat: "indices", which is its default.
        (client().stripe(&nested), "a[b][0]=x&a[b][1]=y"),
        // arrayFormat: "brackets"
        (client().rails(&nested), "a[b][]=x&a[b][]=y"),
        // arrayFormat: "comma"
        (client().with_commas(&nested), "a[b]=x,y"),
        // allowDots: true
        (client().dotted(&nested), "a.b[0]=x&a.b[1]=y"),
        (client().dotted(&json!({"a": [{"b": 1}]})), "a[0].b=1"),
    ] {
        assert_eq!(form(call), expected);
    }
    // arrayFormat: "repeat", of a list in an object.
    #[derive(Serialize)]
    struct B {
        b: [&'static str; 2],
    }
    let repeated = client().fields_repeated(&B { b: ["x", "y"] });
    assert_eq!(query(repeated).as_deref(), Some("a%5Bb%5D=x&a%5Bb%5D=y"));
}

trait Repeated: Api {
    #[endpoint(GET, "/q?<a:brackets:repeat>")]
    fn fields_repeated<T: Serialize>(&self, a: &T) -> Call<()>;
}
impl Repeated for Client {}

/// `[("key", value)]`, and what a form of text alone was always.
#[test]
fn a_list_of_pairs_stands_for_the_fields() {
    let pairs = [("scope", "a b"), ("grant type", "x&y")];
    assert_eq!(query(client().fields(pairs)).as_deref(), Some("scope=a%20b&grant%20type=x%26y"));
    assert_eq!(query(client().fields(vec![(1, Some([1, 2])), (2, None)])).as_deref(), Some("1=1&1=2"));
    assert_eq!(form(client().flat(&json!([["a", 1], ["b", true]]))), "a=1&b=true");
}
