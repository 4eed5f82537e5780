//! Path and query values on the wire: what a listener without an HTTP library receives.

mod query;
mod random;
mod refused;

use std::fmt::Display;

use prolifi::{Auth, Call, Service, prelude::*};
use prolifi_tests::{RawServer, Reply};

pub(crate) trait Paths: Api {
    #[endpoint(GET, "/v/<value>")]
    fn whole(&self, value: impl Display) -> Call<()>;
    #[endpoint(GET, "/v/<value>/end")]
    fn inside(&self, value: impl Display) -> Call<()>;
    #[endpoint(GET, "/files/<name>.json")]
    fn before_text(&self, name: &str) -> Call<()>;
    #[endpoint(POST, "/things/<id>:activate")]
    fn verb(&self, id: &str) -> Call<()>;
    #[endpoint(GET, "/x/<a>.")]
    fn before_dot(&self, a: &str) -> Call<()>;
    #[endpoint(GET, "/x/.<a>/y")]
    fn after_dot(&self, a: &str) -> Call<()>;
    #[endpoint(GET, "/x/<a>.<b>")]
    fn two(&self, a: &str, b: &str) -> Call<()>;
    #[endpoint(GET, "/same/<id>/again/<id>")]
    fn same(&self, id: u32) -> Call<()>;
    #[endpoint(GET, "/r/<rest..>")]
    fn rest(&self, rest: &[&str]) -> Call<()>;
    #[endpoint(GET, "/r/<rest..>")]
    fn rest_text(&self, rest: &str) -> Call<()>;
}
impl<A: Api> Paths for A {}

/// A client of a service with a base path, and the server behind it, which answers everything with 204.
fn listening() -> (Client, RawServer) {
    let server = RawServer::always(Reply::no_content());
    let service = Service::new(format!("{}/base", server.url())).auth(Auth::None);
    (Client::builder(service).build().expect("a client"), server)
}

/// The vectors of a strict encoding: RFC 3986 unreserved characters stay, all else is UTF-8 in `%XX`.
const VECTORS: &[(&str, &str)] = &[
    // Smithy, RestJsonHttpRequestLabelEscaping.
    (" %:/?#[]@!$&'()*+,;=😹", "%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9"),
    ("a/b/c?query=value", "a%2Fb%2Fc%3Fquery%3Dvalue"),
    // RFC 6570, level 1.
    ("Hello World!", "Hello%20World%21"),
    ("%20", "%2520"),
    ("drücken", "dr%C3%BCcken"),
    ("Grüner Weg", "Gr%C3%BCner%20Weg"),
    ("a%2Fb", "a%252Fb"),
    // Not normalised.
    ("e\u{301}", "e%CC%81"),
    ("日本", "%E6%97%A5%E6%9C%AC"),
    ("..%2f", "..%252f"),
    ("..\\..", "..%5C.."),
    ("%2e%2e", "%252e%252e"),
    ("%2E", "%252E"),
    ("...", "..."),
    (".a", ".a"),
    ("~", "~"),
    ("*", "%2A"),
    ("+", "%2B"),
    ("{x}", "%7Bx%7D"),
    ("\r\nX: y", "%0D%0AX%3A%20y"),
    ("a\tb", "a%09b"),
    ("\0", "%00"),
    ("//evil.test", "%2F%2Fevil.test"),
    ("\\\\evil.test", "%5C%5Cevil.test"),
    ("a;b=c", "a%3Bb%3Dc"),
    ("<>\"`|^", "%3C%3E%22%60%7C%5E"),
    ("2019-12-16T23:48:18Z", "2019-12-16T23%3A48%3A18Z"),
    ("-._~azAZ09", "-._~azAZ09"),
    ("\u{feff}\u{202e}", "%EF%BB%BF%E2%80%AE"),
];

#[tokio::test]
async fn a_value_stays_one_segment() {
    let (client, server) = listening();
    let mut expected = Vec::new();
    for (value, encoded) in VECTORS {
        client.whole(value).await.unwrap();
        expected.push(format!("/base/v/{encoded}"));
        client.inside(value).await.unwrap();
        expected.push(format!("/base/v/{encoded}/end"));
        client.before_text(value).await.unwrap();
        expected.push(format!("/base/files/{encoded}.json"));
    }
    let received: Vec<_> = server.requests().iter().map(|request| request.target().to_owned()).collect();
    assert_eq!(received, expected);
    assert_eq!(server.connections(), 1, "a connection is kept");
}

#[tokio::test]
async fn every_display_type_is_a_value() {
    let (client, server) = listening();
    client.whole(i64::MIN).await.unwrap();
    client.whole(true).await.unwrap();
    client.whole(u128::MAX).await.unwrap();
    client.whole('/').await.unwrap();
    client.whole(1.5).await.unwrap();
    client.whole(uuid::Uuid::nil()).await.unwrap();
    client.whole(format_args!("{}/{}", 1, 2)).await.unwrap();
    client.same(7).await.unwrap();
    client.verb("a:b").await.unwrap();
    client.two("1", "2").await.unwrap();
    client.two(".", ".").await.unwrap();
    client.before_dot("a").await.unwrap();
    client.after_dot("..").await.unwrap();
    let received: Vec<_> = server.requests().iter().map(|request| request.target().to_owned()).collect();
    let expected = [
        "/v/-9223372036854775808",
        "/v/true",
        "/v/340282366920938463463374607431768211455",
        "/v/%2F",
        "/v/1.5",
        "/v/00000000-0000-0000-0000-000000000000",
        "/v/1%2F2",
        "/same/7/again/7",
        "/things/a%3Ab:activate",
        "/x/1.2",
        "/x/...",
        "/x/a.",
        "/x/.../y",
    ];
    assert_eq!(received, expected.map(|path| format!("/base{path}")));
}

#[tokio::test]
async fn the_rest_of_a_path_is_segments() {
    let (client, server) = listening();
    for rest in [&["a"][..], &["a", "b c", "d/e"], &["...", "%2e%2e", "\\"]] {
        client.rest(rest).await.unwrap();
    }
    for rest in ["a", "a/b c/d", ".../x"] {
        client.rest_text(rest).await.unwrap();
    }
    let received: Vec<_> = server.requests().iter().map(|request| request.target().to_owned()).collect();
    let expected = ["/r/a", "/r/a/b%20c/d%2Fe", "/r/.../%252e%252e/%5C", "/r/a", "/r/a/b%20c/d", "/r/.../x"];
    assert_eq!(received, expected.map(|path| format!("/base{path}")));
}
