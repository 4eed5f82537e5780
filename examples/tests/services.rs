//! The requests of `support/services`, held against what the documents of the services want, and their answers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of tests fails the test")]

use std::collections::BTreeMap;

use prolifi::{
    Body, Call, Client, Conditional, Multipart, Service, Validator, Xml,
    http::{self, Request, Response},
    testing::Routes,
};
use prolifi_examples::services::{
    box_files::{self, BoxFiles},
    github::{self, GitHub, Issue, Repository},
    openai::{self, OpenAi, OpenAiStreams},
    s3::{self, Delete, Object, S3},
    stripe::{self, AutomaticTax, Created, CreditLine, LineItem, NewSession, Stripe},
};
use serde_json::json;

fn client(service: Service) -> Client {
    client_over(service, Routes::new())
}

fn client_over(service: Service, routes: Routes) -> Client {
    let builder = Client::builder(service.clone()).transport(routes.clone());
    match builder.build() {
        Ok(client) => client,
        Err(_) => Client::builder(service).api_key("sk_test_1").transport(routes).build().unwrap(),
    }
}

fn built<T>(call: Call<T>) -> Request<Body> {
    call.into_request().unwrap()
}

/// Method, address and body as text.
fn line(request: &Request<Body>) -> String {
    let body = String::from_utf8_lossy(request.body().as_bytes().unwrap()).into_owned();
    let line = format!("{} {}", request.method(), request.uri());
    if body.is_empty() { line } else { format!("{line} {body}") }
}

fn header<'r>(request: &'r Request<Body>, name: &str) -> &'r str {
    request.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[test]
fn github_requests() {
    let github = client(github::service());
    let request = built(github.branch_protection("octo", "hello", "feature/a b"));
    assert_eq!(
        line(&request),
        "GET https://api.github.com/repos/octo/hello/branches/feature/a%20b/protection"
    );
    assert_eq!(header(&request, "x-github-api-version"), "2022-11-28");

    let zip = Body::from("PK").content_type("application/zip".parse().unwrap());
    let request = built(github.upload_asset("octo", "hello", 1, "a b.zip", None, zip));
    assert_eq!(
        line(&request),
        "POST https://uploads.github.com/repos/octo/hello/releases/1/assets?name=a%20b.zip PK"
    );
    assert_eq!(
        (header(&request, "content-type"), header(&request, "authorization")),
        ("application/zip", "Bearer sk_test_1")
    );

    let known = Validator::of_etag("W/\"1\"").unwrap();
    let request = built(github.repository("octo", "hello", &known));
    assert_eq!(
        (line(&request).as_str(), header(&request, "if-none-match")),
        ("GET https://api.github.com/repos/octo/hello", "W/\"1\"")
    );

    let request = built(github.issues("octo", "hello", &["bug", "a,b"], Some(50)));
    assert_eq!(
        line(&request),
        "GET https://api.github.com/repos/octo/hello/issues?labels=bug,a%2Cb&per_page=50"
    );

    let request = built(github.issues_at("https://api.github.com/repositories/1/issues?page=2"));
    assert_eq!(line(&request), "GET https://api.github.com/repositories/1/issues?page=2");
    assert_eq!(header(&request, "authorization"), "Bearer sk_test_1");
}

#[tokio::test]
async fn github_answers() {
    let page = Response::builder()
        .header("link", "<https://api.github.com/repositories/1/issues?page=2>; rel=\"next\"")
        .header("x-ratelimit-remaining", "4999")
        .body(r#"[{"number": 7}]"#)
        .unwrap();
    let routes = Routes::new();
    routes.on(github::GIT_HUB.issues).respond(page);
    routes.on(github::GIT_HUB.repository).reply_status(304, ());
    let github = client_over(github::service(), routes.clone());
    let page = github.issues("octo", "hello", &[], None).await.unwrap();
    assert_eq!((page.remaining, page.issues), (4999, vec![Issue { number: 7 }]));
    assert!(page.link.unwrap().ends_with("rel=\"next\""));
    let repository = github.repository("octo", "hello", &Validator::default()).await.unwrap();
    assert_eq!(repository, Conditional::<Repository>::NotModified);
}

#[test]
fn stripe_requests() {
    let stripe = client(stripe::service());
    let session = NewSession {
        mode: "payment",
        success_url: "https://shop.example/ok?a=1",
        line_items: &[LineItem { price: "price_1", quantity: 2 }, LineItem { price: "price_2", quantity: 1 }],
        automatic_tax: AutomaticTax { enabled: true },
        payment_method_types: None,
    };
    let request = built(stripe.create_session(&session));
    assert_eq!(
        plain(&line(&request)),
        "POST https://api.stripe.com/v1/checkout/sessions mode=payment&success_url=https%3A%2F%2Fshop.example%2Fok%3Fa%3D1\
         &line_items[0][price]=price_1&line_items[0][quantity]=2&line_items[1][price]=price_2&line_items[1][quantity]=1\
         &automatic_tax[enabled]=true"
    );
    assert_eq!(header(&request, "content-type"), "application/x-www-form-urlencoded");
    assert!(!header(&request, "idempotency-key").is_empty());

    let request =
        built(stripe.charges(&Created { gte: 1_767_225_600, lt: None }, &["data.customer"], Some(3)));
    assert_eq!(
        plain(&line(&request)),
        "GET https://api.stripe.com/v1/charges?created[gte]=1767225600&expand[]=data.customer&limit=3"
    );

    let lines = [CreditLine { r#type: "invoice_line_item", invoice_line_item: "il_1", quantity: 1 }];
    let request = built(stripe.preview_credit_note("in_1", &lines));
    assert_eq!(
        plain(&line(&request)),
        "GET https://api.stripe.com/v1/credit_notes/preview?invoice=in_1&lines[0][type]=invoice_line_item\
         &lines[0][invoice_line_item]=il_1&lines[0][quantity]=1"
    );

    let form = Multipart::new()
        .text("purpose", "dispute_evidence")
        .text("file_link_data[create]", "true")
        .file("file", "a.png", Body::from(b"\x89PNG".to_vec()).content_type("image/png".parse().unwrap()));
    let request = built(stripe.upload_file(form));
    assert_eq!(request.uri(), "https://files.stripe.com/v1/files");
    assert!(header(&request, "content-type").starts_with("multipart/form-data; boundary="));
}

/// With the brackets of the keys bare, as documents write them.
fn plain(text: &str) -> String {
    text.replace("%5B", "[").replace("%5D", "]")
}

#[test]
fn s3_requests() {
    let s3 = client(s3::service());
    let request = built(s3.list_objects("photos", Some("2026/03"), None));
    assert_eq!(
        line(&request),
        "GET https://s3.eu-central-1.amazonaws.com/photos?list-type=2&prefix=2026%2F03"
    );

    let request =
        built(s3.delete_objects("photos", &Xml(Delete { objects: vec![Object { key: "a&b".into() }] })));
    assert_eq!(
        line(&request),
        "POST https://s3.eu-central-1.amazonaws.com/photos?delete <?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <Delete><Object><Key>a&amp;b</Key></Object></Delete>"
    );
    assert_eq!(header(&request, "content-type"), "application/xml");

    let request = built(s3.object_attributes("photos", "2026/a b.png", &["ETag", "ObjectSize"]));
    assert_eq!(line(&request), "GET https://s3.eu-central-1.amazonaws.com/photos/2026/a%20b.png?attributes");
    assert_eq!(header(&request, "x-amz-object-attributes"), "ETag,ObjectSize");

    let signed = "https://photos.s3.amazonaws.com/a.png?X-Amz-Signature=0a%2F1";
    assert_eq!(line(&built(s3.put_signed(signed, "PNG".into()))), format!("PUT {signed} PNG"));
}

#[tokio::test]
async fn s3_answers() {
    let listing = "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
        <IsTruncated>false</IsTruncated><Contents><Key>a.png</Key><Size>3</Size></Contents></ListBucketResult>";
    let routes = Routes::new();
    routes.on(s3::S3.list_objects).respond(Response::new(listing));
    let s3 = client_over(s3::service(), routes.clone());
    let Xml(listing) = s3.list_objects("photos", None, None).await.unwrap();
    assert_eq!((listing.is_truncated, listing.contents), (false, vec![Object { key: "a.png".into() }]));
}

#[test]
fn openai_requests() {
    let openai = client(openai::service());
    let request = built(openai.complete(&json!({"model": "m", "messages": []})));
    assert_eq!(
        line(&request),
        "POST https://api.openai.com/v1/chat/completions {\"messages\":[],\"model\":\"m\"}"
    );
    let request = built(openai.complete_streamed(&json!({"stream": true})));
    assert_eq!(line(&request), "POST https://api.openai.com/v1/chat/completions {\"stream\":true}");
    assert_eq!(header(&request, "accept"), "text/event-stream");

    let strategy = Body::json(&json!({"type": "server_vad"})).unwrap();
    let form = Multipart::new().text("model", "m").part("chunking_strategy", strategy);
    let request = built(openai.transcribe(form.file("file", "a.mp3", Body::from(b"ID3".to_vec()))));
    let body = line(&request);
    assert!(
        body.contains(
            "name=\"chunking_strategy\"\r\nContent-Type: application/json\r\n\r\n{\"type\":\"server_vad\"}"
        ),
        "{body}"
    );

    let request = built(openai.fine_tuning_jobs(Some(5), &BTreeMap::from([("team", "a&b")])));
    assert_eq!(
        plain(&line(&request)),
        "GET https://api.openai.com/v1/fine_tuning/jobs?limit=5&metadata[team]=a%26b"
    );
}

#[test]
fn box_requests() {
    let files = client(box_files::service());
    let request = built(files.file("12", &["name", "size"], Some("[pdf]"), None));
    assert_eq!(line(&request), "GET https://api.box.com/2.0/files/12?fields=name,size");
    assert_eq!((header(&request, "x-rep-hints"), header(&request, "boxapi")), ("[pdf]", ""));

    let request = built(files.search("a b", &["pdf", "png"], None, &[1, 2], None));
    assert_eq!(
        line(&request),
        "GET https://api.box.com/2.0/search?query=a%20b&file_extensions=pdf,png&deleted_user_ids=1,2"
    );

    let attributes = Body::json(&json!({"name": "a.png", "parent": {"id": "0"}})).unwrap();
    let form =
        Multipart::new().part("attributes", attributes).file("file", "a.png", Body::from(b"PNG".to_vec()));
    let request = built(files.upload(&["id"], form));
    assert_eq!(request.uri(), "https://upload.box.com/api/2.0/files/content?fields=id");

    let request = built(files.delete("12", Some("3")));
    assert_eq!(
        (line(&request).as_str(), header(&request, "if-match")),
        ("DELETE https://api.box.com/2.0/files/12", "3")
    );
    assert_eq!(request.method(), http::Method::DELETE);
}
