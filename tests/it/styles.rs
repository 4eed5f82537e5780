//! How lists and structs are written in queries and forms, held against what others write and read.

mod others;
mod refused;
mod values;

use std::collections::BTreeMap;

use prolifi::{Auth, Call, Service, prelude::*, testing::FakeTransport};
use prolifi_tests::{RawServer, Reply, offline};
use serde::Serialize;

/// Each style of lists, and of structs, by the part of the template.
trait Parts: Api {
    #[endpoint(GET, "/q?<color>")]
    fn plain<T: Serialize>(&self, color: T) -> Call<()>;
    #[endpoint(GET, "/q?<color:repeat>")]
    fn repeat<T: Serialize>(&self, color: T) -> Call<()>;
    #[endpoint(GET, "/q?<color:comma>")]
    fn comma<T: Serialize>(&self, color: T) -> Call<()>;
    #[endpoint(GET, "/q?<color:pipe>")]
    fn pipe<T: Serialize>(&self, color: T) -> Call<()>;
    #[endpoint(GET, "/q?<color:space>")]
    fn space<T: Serialize>(&self, color: T) -> Call<()>;
    #[endpoint(GET, "/q?<color:brackets>")]
    fn brackets<T: Serialize>(&self, color: T) -> Call<()>;
    #[endpoint(GET, "/q?<color:indices>")]
    fn indices<T: Serialize>(&self, color: T) -> Call<()>;
    #[endpoint(GET, "/q?<color:dots>")]
    fn dots<T: Serialize>(&self, color: T) -> Call<()>;
    #[endpoint(GET, "/q?<color..>")]
    fn fields<T: Serialize>(&self, color: T) -> Call<()>;
    #[endpoint(GET, "/q?<color..:brackets:comma>")]
    fn fields_in_brackets<T: Serialize>(&self, color: T) -> Call<()>;
    #[endpoint(GET, "/q/<color:comma>")]
    fn path(&self, color: &[&str]) -> Call<()>;
    #[endpoint(GET, "/q/<color>")]
    fn path_of_one(&self, color: &str) -> Call<()>;
}
impl Parts for Client {}

fn client() -> Client {
    offline(&FakeTransport::new())
}

/// The query that a call sends; panics if it cannot be built.
fn query(call: Call<()>) -> Option<String> {
    call.into_request().expect("a request").uri().query().map(str::to_owned)
}

/// The style table of the OpenAPI Specification 3.1.1, section 4.8.12.4, with its values and its columns: empty, string,
/// array, object. What it calls `undefined` is `None` and sends nothing. An empty list and an empty object send
/// nothing either, as RFC 6570, section 3.2.1 has it.
#[tokio::test]
async fn the_style_table_of_openapi() {
    let array = ["blue", "black", "brown"];
    let object = BTreeMap::from([("R", 100), ("G", 200), ("B", 150)]);
    let nothing = [""; 0];
    let server = RawServer::always(Reply::no_content());
    let client = Client::builder(Service::new(server.url()).auth(Auth::None)).build().unwrap();
    let none = None::<&str>;
    let rows = [
        // simple
        (client.path_of_one("blue"), "/q/blue"),
        (client.path(&array), "/q/blue,black,brown"),
        // form, explode = true
        (client.plain(""), "/q?color="),
        (client.plain("blue"), "/q?color=blue"),
        (client.plain(array), "/q?color=blue&color=black&color=brown"),
        (client.fields(&object), "/q?B=150&G=200&R=100"),
        (client.plain(nothing), "/q"),
        (client.plain(none), "/q"),
        // form, explode = false
        (client.comma(""), "/q?color="),
        (client.comma("blue"), "/q?color=blue"),
        (client.comma(array), "/q?color=blue,black,brown"),
        (client.comma(nothing), "/q"),
        (client.comma(none), "/q"),
        // spaceDelimited and pipeDelimited, explode = false
        (client.space(array), "/q?color=blue%20black%20brown"),
        (client.pipe(array), "/q?color=blue|black|brown"),
        // deepObject
        (client.brackets(&object), "/q?color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100"),
        (client.brackets(BTreeMap::<&str, u8>::new()), "/q"),
    ];
    for (call, target) in rows {
        call.await.unwrap();
        let requests = server.requests();
        assert_eq!(requests.last().map(|request| request.target()), Some(target));
    }
    // form without explode of an object, `color=R,100,G,200`, cannot be read back by the names of its members.
    for call in [client.comma(&object), client.pipe(&object), client.space(&object), client.plain(&object)] {
        let error = call.await.unwrap_err().to_string();
        assert!(error.contains("`structs = \"brackets\"`"), "{error}");
    }
}

#[derive(Serialize)]
struct Search {
    ids: Vec<u8>,
    size: Size,
}

#[derive(Serialize)]
struct Size {
    min: Option<u8>,
    max: u8,
    units: [char; 2],
}

impl Search {
    fn example() -> Self {
        Self { ids: vec![1, 2], size: Size { min: None, max: 9, units: ['m', ','] } }
    }
}

/// Defaults of a trait, of an endpoint, and of a part, which win in this order.
#[api(lists = "comma", structs = "brackets")]
trait Defaults {
    #[endpoint(GET, "/trait?<search..>&<ids>")]
    fn of_the_trait(&self, search: &Search, ids: &[u8]) -> Call<()>;
    #[endpoint(GET, "/endpoint?<search..>&<ids>", lists = "indices")]
    fn of_the_endpoint(&self, search: &Search, ids: &[u8]) -> Call<()>;
    #[endpoint(GET, "/part?<search..:dots>&<ids:repeat>", lists = "indices")]
    fn of_the_part(&self, search: &Search, ids: &[u8]) -> Call<()>;
    #[endpoint(POST, "/q", lists = "brackets")]
    fn form(&self, #[form] search: &Search) -> Call<()>;
}

#[test]
fn the_part_wins_over_the_endpoint_and_the_endpoint_over_the_trait() {
    let (client, search) = (client(), Search::example());
    let cases = [
        (client.of_the_trait(&search, &[3, 4]), "ids=1,2&size%5Bmax%5D=9&size%5Bunits%5D=m,%2C&ids=3,4"),
        (
            client.of_the_endpoint(&search, &[3, 4]),
            "ids%5B0%5D=1&ids%5B1%5D=2&size%5Bmax%5D=9&size%5Bunits%5D%5B0%5D=m&size%5Bunits%5D%5B1%5D=%2C&ids%5B0%5D=3&ids%5B1%5D=4",
        ),
        (
            client.of_the_part(&search, &[3, 4]),
            "ids%5B0%5D=1&ids%5B1%5D=2&size.max=9&size.units%5B0%5D=m&size.units%5B1%5D=%2C&ids=3&ids=4",
        ),
        // A pair that is added to the call is written as the endpoint says.
        (
            client.of_the_trait(&search, &[]).query("more", [5, 6]),
            "ids=1,2&size%5Bmax%5D=9&size%5Bunits%5D=m,%2C&more=5,6",
        ),
    ];
    for (call, expected) in cases {
        assert_eq!(query(call).as_deref(), Some(expected));
    }
    let form = client.form(&search).into_request().unwrap();
    assert_eq!(form.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(
        form.into_body().as_bytes(),
        Some(
            &b"ids%5B%5D=1&ids%5B%5D=2&size%5Bmax%5D=9&size%5Bunits%5D%5B%5D=m&size%5Bunits%5D%5B%5D=%2C"[..]
        )
    );
}

#[test]
fn the_style_can_be_read_off_the_declaration() {
    use prolifi::{ListStyle, StructStyle, Style};

    let style = |name: &str| {
        let endpoint = DEFAULTS.endpoints().iter().find(|endpoint| endpoint.name() == name);
        endpoint.map(|endpoint| endpoint.query_style())
    };
    let expected = Style { lists: ListStyle::Comma, structs: StructStyle::Brackets };
    assert_eq!(style("of_the_trait"), Some(expected));
    assert_eq!(style("of_the_part"), Some(Style { lists: ListStyle::Indices, ..expected }));
}
