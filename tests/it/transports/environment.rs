//! What the environment says of proxies and certificates. A transport reads it when it is made, so each of these calls
//! is made by a process of its own.

use std::{env, process::Command};

use prolifi::ErrorKind;
use prolifi_tests::{RawServer, Reply, transports};
use tokio::task::{JoinHandle, spawn_blocking};

use super::{Raw, SECRET_TEST_KEY, client, update};

/// Run by the tests below.
#[tokio::test]
async fn call_in_a_child() {
    let Ok(url) = env::var("CHILD_URL") else { return };
    let name = env::var("CHILD_TRANSPORT").expect("both are set");
    let (_, with) = transports().into_iter().find(|(transport, _)| *transport == name).expect("a transport");
    let error = update(&client(&with, &url)).await.expect_err("there is nobody who answers well");
    println!("{:?}: {error}", error.kind());
}

/// Builds a client of the default transport.
#[test]
fn build_in_a_child() {
    let Ok(url) = env::var("CHILD_URL") else { return };
    match prolifi::Client::builder(prolifi::Service::new(url)).build() {
        Ok(_) => println!("built"),
        Err(error) => println!("{:?}: {error}", error.kind()),
    }
}

/// What the child says, with these variables and none of the same kind.
fn child(test: &str, transport: &str, url: &str, variables: &[(&str, &str)]) -> JoinHandle<String> {
    let mut child = Command::new(env::current_exe().expect("this test"));
    child.args(["--exact", &format!("transports::environment::{test}"), "--nocapture"]);
    for name in ["no_proxy", "http_proxy", "https_proxy", "all_proxy"] {
        child.env_remove(name).env_remove(name.to_uppercase());
    }
    child.env("CHILD_URL", url).env("CHILD_TRANSPORT", transport).envs(variables.iter().copied());
    spawn_blocking(move || String::from_utf8(child.output().expect("the child runs").stdout).expect("text"))
}

fn call(transport: &str, url: &str, variables: &[(&str, &str)]) -> JoinHandle<String> {
    child("call_in_a_child", transport, url, variables)
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_never_goes_through_a_proxy() {
    for (transport, _) in &transports() {
        println!("over {transport}");
        let (server, proxy) = (Raw::start().await, Raw::start().await);
        let child = call(transport, &server.url(), &[("ALL_PROXY", &proxy.url())]);
        let mut connection = tokio::select! {
            connection = server.accept() => connection,
            _ = proxy.accept() => panic!("the proxy was asked"),
        };
        connection.request().await;
        connection.answer("404 Not Found", "{}").await;
        assert!(child.await.unwrap().contains("Api: "));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn https_goes_through_a_tunnel() {
    for (transport, _) in &transports() {
        println!("over {transport}");
        let proxy = Raw::start().await;
        let child = call(transport, "https://api.example.com/v1", &[("ALL_PROXY", &proxy.url())]);
        let mut connection = proxy.accept().await;
        let request = connection.request().await;
        assert!(request.starts_with("CONNECT api.example.com:443 HTTP/1.1\r\n"), "{request}");
        assert!(!request.contains("PATCH") && !request.contains(SECRET_TEST_KEY), "{request}");
        connection.answer("502 Bad Gateway", "").await;
        let said = child.await.unwrap();
        assert!(said.contains("Connect: ") && said.contains("made: the proxy "), "{said}");
        // Reqwest's error does not keep the number.
        assert!(said.contains("answered 502") || *transport == "reqwest", "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_wants_a_login_is_known_by_its_status() {
    for (transport, _) in &transports() {
        let proxy = Raw::start().await;
        let with_login = proxy.url().replace("http://", "http://canary:horse@");
        let child = call(transport, "https://api.example.com/v1", &[("HTTPS_PROXY", &with_login)]);
        let mut connection = proxy.accept().await;
        connection.request().await;
        connection.answer("407 Proxy Authentication Required", "").await;
        let said = child.await.unwrap();
        assert!(said.contains("the proxy answered 407 (it wants a login)"), "{transport}: {said}");
        assert!(!said.contains("canary") && !said.contains("horse"), "{transport}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_is_none_is_an_error_and_no_direct_call() {
    for (transport, _) in &transports() {
        for (name, value) in
            [("HTTPS_PROXY", "canary:horse@"), ("https_proxy", "ftp://proxy"), ("ALL_PROXY", "proxy:canary")]
        {
            let server = RawServer::always(Reply::json(404, "{}"));
            let secure = server.url().replace("http:", "https:");
            let said = call(transport, &secure, &[(name, value)]).await.unwrap();
            let expected = format!("made: {name} is set, and is not the address of a proxy such as");
            assert!(said.contains("Connect: ") && said.contains(&expected), "{transport}: {said}");
            assert!(!said.contains("canary"), "{transport}: {said}");
            assert_eq!(server.connections(), 0, "{transport}");

            // What goes through no proxy does not ask for one.
            let said = call(transport, &server.url(), &[(name, value)]).await.unwrap();
            assert!(said.contains("Api: "), "{transport}: {said}");
        }
    }
    let variable = [("HTTPS_PROXY", "canary:horse@")];
    let said = child("build_in_a_child", "", "https://api.example.com", &variable).await.unwrap();
    assert!(said.contains("Build: HTTPS_PROXY is set"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_authorities_only_tls_fails() {
    let nothing = [("SSL_CERT_FILE", "/dev/null"), ("SSL_CERT_DIR", "/dev/null/nothing")];
    for (transport, _) in &transports() {
        let server = RawServer::always(Reply::json(404, "{}"));
        let said = call(transport, &server.url(), &nothing).await.unwrap();
        assert!(said.contains("Api: "), "{transport}: {said}");

        let said = call(transport, &server.url().replace("http:", "https:"), &nothing).await.unwrap();
        assert!(
            said.contains("Connect: ") && said.contains("made: TLS cannot be set up: "),
            "{transport}: {said}"
        );
        assert_eq!(server.connections(), 1, "{transport}");
    }
    let said = child("build_in_a_child", "", "http://localhost", &nothing).await.unwrap();
    assert!(said.contains("built"), "{said}");
    let said = child("build_in_a_child", "", "https://localhost", &nothing).await.unwrap();
    assert!(said.contains(&format!("{:?}: TLS cannot be set up: ", ErrorKind::Build)), "{said}");
}
