//! XML out and in, with what real services have in it: attributes, lists, text, a declaration and namespaces.

use prolifi::{Call, Xml, http, prelude::*, testing::FakeTransport};
use prolifi_tests::offline;
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize, PartialEq)]
#[serde(rename = "Delete")]
struct Delete {
    #[serde(rename = "@xmlns", skip_serializing_if = "Option::is_none")]
    namespace: Option<String>,
    #[serde(rename = "Object")]
    objects: Vec<Object>,
    #[serde(rename = "Quiet")]
    quiet: bool,
}

#[derive(Debug, Serialize, Deserialize, PartialEq)]
struct Object {
    #[serde(rename = "Key")]
    key: String,
    #[serde(rename = "Size")]
    size: Option<u64>,
}

trait Bucket: Api {
    #[endpoint(POST, "/bucket?delete")]
    fn delete(&self, objects: &Xml<Delete>) -> Call<Xml<Delete>>;
    #[endpoint(POST, "/bucket?delete", headers("Content-Type: text/xml"))]
    fn delete_borrowed(&self, objects: Xml<&Delete>) -> Call<()>;
}
impl Bucket for Client {}

fn example() -> Delete {
    let object = |key: &str, size| Object { key: key.into(), size };
    Delete {
        namespace: Some("http://s3.example.com/doc/".into()),
        objects: vec![object("a&b<c>", Some(7)), object("ü", None)],
        quiet: true,
    }
}

const TEXT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Delete xmlns=\"http://s3.example.com/doc/\">\
    <Object><Key>a&amp;b&lt;c&gt;</Key><Size>7</Size></Object><Object><Key>ü</Key></Object><Quiet>true</Quiet></Delete>";

#[tokio::test]
async fn a_value_goes_out_and_comes_back() {
    let fake = FakeTransport::new().answer(http::Response::new(TEXT));
    let Xml(answer) = offline(&fake).delete(&Xml(example())).await.unwrap();
    assert_eq!(answer, example());
    let requests = fake.requests();
    assert_eq!(requests[0].headers()["content-type"], "application/xml");
    assert_eq!(
        String::from_utf8_lossy(requests[0].body()),
        TEXT.replace("<Object><Key>ü</Key></Object>", "<Object><Key>ü</Key><Size/></Object>")
    );

    let request = offline(&fake).delete_borrowed(Xml(&example())).into_request().unwrap();
    assert_eq!(request.headers()["content-type"], "text/xml");
    assert!(request.body().as_bytes().unwrap().starts_with(b"<?xml"));
}

#[tokio::test]
async fn what_is_not_the_xml_that_was_expected_is_an_error_without_its_text() {
    for (body, problem) in [
        ("<Delete><Quiet>true</Quiet></Delete>", "missing field"),
        ("<Delete><Object><Key>a</Key></Object><Quiet>secret</Quiet></Delete>", "not of the type"),
        ("<Delete><secret", "XML"),
        ("{\"secret\": 1}", "not of the type"),
        ("", "XML"),
    ] {
        let error = Call::<Xml<Delete>>::answer(http::Response::new(body)).await.unwrap_err();
        let chain = format!("{error}: {:?}", std::error::Error::source(&error));
        assert!(error.is_decode() && chain.contains(problem) && !chain.contains("secret"), "{body}: {chain}");
    }
}
