//! Query values: encoded as strictly as the path, absent for `None`, repeated for a list.

use std::collections::{BTreeMap, BTreeSet};

use prolifi::{Call, prelude::*, testing::FakeTransport};
use prolifi_tests::offline;
use serde::Serialize;

use super::listening;

#[derive(Serialize, Default)]
struct Filter<'a> {
    status: Option<Status>,
    #[serde(rename = "created after")]
    created_after: Option<&'a str>,
    tag: Vec<&'a str>,
    limit: Option<u8>,
}

#[derive(Serialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Status {
    PastDue,
}

trait Queries: Api {
    #[endpoint(GET, "/q?<value>")]
    fn one<T: Serialize>(&self, value: T) -> Call<()>;
    #[endpoint(GET, "/q?a=1&key%20x=<value>&b=%26")]
    fn among_literals(&self, value: Option<&str>) -> Call<()>;
    #[endpoint(GET, "/q?<filter..>")]
    fn fields<T: Serialize>(&self, filter: &T) -> Call<()>;
    #[endpoint(GET, "/q?page=1&<filter..>&<sort>")]
    fn mixed(&self, filter: &Filter<'_>, sort: Option<&str>) -> Call<()>;
    #[endpoint(GET, "/q/<id>")]
    fn without(&self, id: &str) -> Call<()>;
}
impl Queries for Client {}

#[tokio::test]
async fn a_value_is_encoded_and_cannot_add_a_pair() {
    let (client, server) = listening();
    let mut expected = Vec::new();
    for (value, encoded) in super::VECTORS.iter().chain(&[
        ("", ""),
        (".", "."),
        ("..", ".."),
        ("a/b", "a%2Fb"),
        ("a&bad=true", "a%26bad%3Dtrue"),
        ("a#b", "a%23b"),
        ("%:/?#[]@!$&'()*+,;=😹", "%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9"),
    ]) {
        client.one(value).await.unwrap();
        expected.push(format!("/base/q?value={encoded}"));
        client.fields(&BTreeMap::from([(value, value)])).await.unwrap();
        expected.push(format!("/base/q?{encoded}={encoded}"));
        client.without("x").query("k", value).await.unwrap();
        expected.push(format!("/base/q/x?k={encoded}"));
    }
    let received: Vec<_> = server.requests().iter().map(|request| request.target().to_owned()).collect();
    assert_eq!(received, expected);
}

#[test]
fn each_type_has_its_form() {
    let client = offline(&FakeTransport::new());
    let filter = Filter {
        status: Some(Status::PastDue),
        created_after: Some("2026-03-13T09:00:00+01:00"),
        tag: vec!["a b", "ü"],
        limit: None,
    };
    for (call, query) in [
        (client.one(true), Some("value=true")),
        (client.one(-7), Some("value=-7")),
        (client.one(u64::MAX), Some("value=18446744073709551615")),
        (client.one(1.5), Some("value=1.5")),
        (client.one('&'), Some("value=%26")),
        (client.one(Status::PastDue), Some("value=past_due")),
        (client.one(Some("x")), Some("value=x")),
        (client.one(None::<u8>), None),
        (client.one(""), Some("value=")),
        (client.one(vec!["a", "b", "c"]), Some("value=a&value=b&value=c")),
        (client.one(&["b", "a"][..]), Some("value=b&value=a")),
        (client.one(BTreeSet::from([2, 1])), Some("value=1&value=2")),
        (client.one(Vec::<u8>::new()), None),
        (client.one(Some(vec![1, 2])), Some("value=1&value=2")),
        (client.one(uuid::Uuid::nil()), Some("value=00000000-0000-0000-0000-000000000000")),
        (client.among_literals(Some("y z")), Some("a=1&key%20x=y%20z&b=%26")),
        (client.among_literals(None), Some("a=1&b=%26")),
        (client.fields(&Filter::default()), None),
        (
            client.fields(&filter),
            Some("status=past_due&created%20after=2026-03-13T09%3A00%3A00%2B01%3A00&tag=a%20b&tag=%C3%BC"),
        ),
        (client.mixed(&Filter::default(), None), Some("page=1")),
        (client.mixed(&Filter::default(), Some("name")), Some("page=1&sort=name")),
        (client.fields(&BTreeMap::from([("a", Some(1)), ("b", None)])), Some("a=1")),
        (client.without("a?b"), None),
        (client.without("a?b").query("x", 1).query("y", None::<u8>).query("x", "2&3"), Some("x=1&x=2%263")),
        (client.among_literals(None).query("a", 2), Some("a=1&b=%26&a=2")),
    ] {
        let described = format!("{call:?}");
        let request = call.into_request().expect(&described);
        assert_eq!(request.uri().query(), query, "{described}");
    }
}

#[derive(Serialize)]
struct Nested {
    inner: BTreeMap<&'static str, u8>,
}

#[tokio::test]
async fn what_has_no_place_in_a_query_is_an_error_that_names_the_argument() {
    let fake = FakeTransport::new();
    let client = offline(&fake);
    let inner = BTreeMap::from([("a", 1)]);
    for (call, argument) in [
        (client.one(&inner), "`value`"),
        (client.one(vec![vec![1]]), "`value`"),
        (client.fields(&Nested { inner: inner.clone() }), "`filter`"),
        (client.fields(&"text"), "`filter`"),
        (client.without("x").query("added", &inner), "`added`"),
    ] {
        let error = call.await.unwrap_err();
        assert!(error.is_build(), "{error}");
        let text = error.to_string();
        assert!(text.contains("the query argument") && text.contains(argument), "{argument}: {text}");
    }
    assert!(fake.requests().is_empty());
}
