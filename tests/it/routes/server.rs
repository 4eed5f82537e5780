//! The kit as a server: it answers as the transport does.

use std::time::Duration;

use prolifi::{
    Auth, Client, Error, PageShape, Pages, Service,
    prelude::*,
    testing::{Fault, Routes},
    transport::HyperTransport,
};

use super::service::{Filter, NOTES, Notes, client, note, nothing};

#[api(pages = PageShape::LINK)]
trait Lists {
    #[endpoint(GET, "/lists/<name>")]
    fn list(&self, name: &str) -> Pages<u64>;
}

/// Clients whose requests go to the kit: over no network, and over both transports.
fn clients(routes: &Routes) -> Vec<Client> {
    let url = routes.serve().unwrap();
    let service = |base: &str| {
        let service = Service::new(format!("{url}{base}")).auth(Auth::Bearer);
        service.idempotency_header(http::HeaderName::from_static("idempotency-key"))
    };
    let key = "test_4f9a1c7be2d80356";
    vec![
        client(routes),
        Client::builder(service("")).api_key(key).build().unwrap(),
        Client::builder(service("/base"))
            .api_key(key)
            .transport(HyperTransport::new().unwrap())
            .build()
            .unwrap(),
    ]
}

/// What a test sees of a call.
async fn seen<T: std::fmt::Debug + 'static>(call: Call<T>) -> String {
    match call.max_retries(0).timeout(Duration::from_secs(10)).response().await {
        Ok(response) => {
            format!("{} {:?} {:?}", response.status, response.value, response.headers.get("content-type"))
        }
        Err(error) => {
            let api = error.api().map(|api| &*api.error_type);
            format!("{:?} {:?} {api:?} {}", error.kind(), error.status(), error.may_have_been_applied())
        }
    }
}

#[tokio::test]
async fn transport_and_server_answer_a_declaration_alike() {
    let routes = Routes::new();
    routes.on(NOTES.get_note).reply(&note("any"));
    routes.on(NOTES.get_note).with("id", 7).reply_status(404, serde_json::json!({"error": {"type": "gone"}}));
    routes.on(NOTES.latest).reply(&note("latest"));
    routes.on(NOTES.all_notes).reply(&vec![note("all")]);
    routes.on(NOTES.search).with("tags", ["a", "b"]).reply(&vec![note("found")]);
    routes.on(NOTES.add_note).with("id", "a/b").with("note", note("a")).reply_status(201, note("added"));
    routes.on(NOTES.delete_note).reply(&());
    routes.on(NOTES.add_file).with("path", "a b/c").reply(&None);
    routes.on(NOTES.text).reply(&prolifi::Text("text".to_owned()));
    let filter = Filter { year: Some(2026), ..nothing() };
    let clients = clients(&routes);
    let mut all = Vec::new();
    for client in &clients {
        all.push([
            seen(client.get_note(8)).await,
            seen(client.get_note(7)).await,
            seen(client.latest()).await,
            seen(client.all_notes()).await,
            seen(client.search(Some("x y"), &["a", "b"], &filter)).await,
            seen(client.add_note("a/b", Some(true), Some("import"), Some("s1"), &note("a"))).await,
            seen(client.delete_note(7)).await,
            seen(client.add_file(&[1, 2], "a b/c", &filter)).await,
            seen(client.text(7)).await,
        ]);
    }
    assert_eq!((&all[0], &all[0]), (&all[1], &all[2]));
    let requests = routes.requests();
    let (own, others) = requests.split_at(requests.len() / 3);
    for (request, other) in own.iter().cycle().zip(others) {
        assert_eq!(request.endpoint(), other.endpoint());
        assert_eq!(request.request().body(), other.request().body());
        assert_eq!(request.request().uri().query(), other.request().uri().query());
        for header in ["authorization", "accept", "content-type", "x-source", "cookie", "user-agent"] {
            assert_eq!(request.header(header), other.header(header), "{request:?} {header}");
        }
    }
}

#[tokio::test]
async fn faults_are_alike_on_both_but_for_the_connection_that_there_is() {
    for fault in [
        Fault::reset(),
        Fault::reset_after_head(),
        Fault::cut_body(5),
        Fault::slow_body(Duration::from_millis(50)),
        Fault::rate_limited(Duration::from_secs(70)),
    ] {
        let routes = Routes::new();
        routes.on(NOTES.add_note).reply(&note("a")).fault(fault.clone());
        let mut all = Vec::new();
        for client in clients(&routes) {
            all.push(seen(client.add_note("c1", None, None, None, &note("a"))).await);
        }
        // The first had the answer before the fault.
        all.remove(0);
        let kit = Routes::new();
        kit.on(NOTES.add_note).fault(fault.clone()).reply(&note("a"));
        let alone = seen(client(&kit).add_note("c1", None, None, None, &note("a"))).await;
        assert_eq!(all, [alone.clone(), alone], "{fault:?}");
    }
}

#[tokio::test]
async fn a_list_is_followed_on_the_server_too() {
    let routes = Routes::new();
    routes.on(LISTS.list).page([1, 2]).page([3]);
    for client in clients(&routes) {
        assert_eq!(client.list("a b").collect_up_to(9).await.unwrap(), [1, 2, 3]);
    }
}

#[tokio::test]
async fn a_miss_is_a_status_that_nobody_repeats_and_says_why() {
    let routes = Routes::new();
    routes.on(NOTES.get_note).with("id", 7).reply(&note("a"));
    let [_, client, _] = &clients(&routes)[..] else { panic!() };
    let error: Error = client.get_note(8).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (501, 1));
    let says = "but the path argument `id` is `8`, and should be `7`";
    assert!(error.to_string().ends_with(says), "{error}");
    let error = client.delete_note(8).await.unwrap_err().to_string();
    assert!(error.contains("no route is made for it; nearest is GET /v1/notes/<id> ("), "{error}");
    assert!(error.ends_with("but the method is `DELETE`, and should be `GET`"), "{error}");
    assert_eq!(routes.verify().unwrap_err().to_string().lines().count(), 2);
}

#[tokio::test]
async fn the_server_ends_with_the_kit() {
    let routes = Routes::new();
    let url = routes.serve().unwrap();
    let address = url.trim_start_matches("http://").to_owned();
    assert!(tokio::net::TcpStream::connect(&*address).await.is_ok());
    drop(routes);
    for _ in 0..100 {
        if tokio::net::TcpStream::connect(&*address).await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the server is still there");
}
