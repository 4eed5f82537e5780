//! The transports over real sockets, each held to the same rules: against the emulator, and against a
//! listener that says what the emulator never would.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, helpers too"
)]

mod connecting;
mod environment;
mod runtimes;

use std::time::Duration;

use prolifi::{
    Environment, Error, ErrorKind, Service,
    customers::{Customer, UpdateCustomer},
    emulator::{Emulator, SECRET_TEST_KEY},
    prelude::*,
};
use prolifi_tests::{RawServer, Reply, With, transports};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::Instant,
};

#[tokio::test]
async fn it_updates_a_customer_of_the_emulator() {
    for (transport, with) in &transports() {
        println!("over {transport}");
        let jane = json!({ "external_id": "user_42", "email": "jane@example.com" });
        let emulator = Emulator::builder().customer(jane).start().await.expect("a free port");
        let client = client(with, emulator.base_url());
        let changes = UpdateCustomer::new().first_name("Jane");
        let customer = client.update_customer("user_42", &changes).await.expect("a customer");
        assert_eq!(customer.first_name.as_deref(), Some("Jane"));

        let refused = client.update_customer("user_43", &changes).await.expect_err("no such customer");
        assert_eq!((refused.kind(), refused.attempts()), (ErrorKind::Api, 1));
        assert!(!refused.may_have_been_applied());
    }
}

#[tokio::test]
async fn calls_share_a_connection() {
    for (transport, with) in &transports() {
        println!("over {transport}");
        let server = Raw::start().await;
        let client = client(with, &server.url());
        let (answers, ()) = tokio::join!(async { (update(&client).await, update(&client).await) }, async {
            let mut connection = server.accept().await;
            for _ in 0..2 {
                let request = connection.request().await;
                assert!(request.starts_with("PATCH /customers/user_42 HTTP/1.1\r\n"), "{request}");
                connection.answer("404 Not Found", "{}").await;
            }
        });
        assert!(answers.0.is_err() && answers.1.is_err());
    }
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_not_used_again() {
    for (transport, with) in &transports() {
        println!("over {transport}");
        let server = Raw::start().await;
        let client = client(with, &server.url());
        let serve = async {
            for _ in 0..2 {
                let mut connection = server.accept().await;
                connection.request().await;
                connection.answer("404 Not Found", "{}").await;
            }
        };
        let call_twice = async {
            for _ in 0..2 {
                let error = update(&client).await.expect_err("the server answers 404");
                assert_eq!((error.kind(), error.attempts()), (ErrorKind::Api, 1));
            }
        };
        tokio::join!(call_twice, serve);
    }
}

#[tokio::test]
async fn a_post_without_a_body_says_so() {
    for (transport, with) in &transports() {
        println!("over {transport}");
        let server = RawServer::always(Reply::json(404, "{}"));
        let client = client(with, &server.url());
        assert!(client.pause_subscription("sub").await.is_err());
        assert!(client.get_customer("user_42").await.is_err());
        let [post, get] = &server.requests()[..] else { panic!("two requests") };
        assert_eq!(post.header("content-length"), Some("0"), "{post:?}");
        assert_eq!(get.header("content-length"), None, "{get:?}");
    }
}

#[tokio::test]
async fn no_redirect_is_followed() {
    for (transport, with) in &transports() {
        println!("over {transport}");
        let server = Raw::start().await;
        let client = client(with, &server.url());
        let (error, ()) = tokio::join!(async { update(&client).await.expect_err("a redirect") }, async {
            let mut connection = server.accept().await;
            connection.request().await;
            connection.answer("307 Temporary Redirect\r\nLocation: /elsewhere", "").await;
        });
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Redirect, 1));
    }
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent() {
    for (transport, with) in &transports() {
        println!("over {transport}");
        let url = Raw::start().await.url();
        let error = update(&client(with, &url)).await.expect_err("nobody listens");
        assert_eq!(error.kind(), ErrorKind::Connect);
        assert!(!error.may_have_been_applied());
        assert!(!format!("{error:?}{error}").contains(SECRET_TEST_KEY));
    }
}

#[tokio::test]
async fn a_connection_lost_after_the_request_leaves_doubt() {
    for (transport, with) in &transports() {
        println!("over {transport}");
        let server = Raw::start().await;
        let client = client(with, &server.url());
        let (error, _) = tokio::join!(async { update(&client).await.expect_err("no answer") }, async {
            server.accept().await.request().await
        });
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert!(error.may_have_been_applied());
    }
}

#[tokio::test(start_paused = true)]
async fn the_handshake_is_part_of_the_five_seconds() {
    for (transport, with) in &transports() {
        println!("over {transport}");
        let server = Raw::start().await;
        let start = Instant::now();
        let error =
            update(&client(with, &server.url().replace("http:", "https:"))).await.expect_err("silence");
        assert_eq!(error.kind(), ErrorKind::Connect);
        assert_eq!(start.elapsed().as_secs(), 5);
    }
}

/// Some of Prolifi's endpoints, on any client.
#[api(envelope = "data")]
trait Declared {
    #[endpoint(GET, "/customers/<id>")]
    fn get_customer(&self, id: &str) -> Call<Customer>;
    #[endpoint(PATCH, "/customers/<id>")]
    fn update_customer(&self, id: &str, changes: &UpdateCustomer) -> Call<Customer>;
    #[endpoint(POST, "/subscriptions/<id>/pause")]
    fn pause_subscription(&self, id: &str) -> Call<()>;
}

/// A client without retries, so that each test sees each attempt.
fn client(with: &With, url: &str) -> Client {
    let builder = Client::builder(Service::from(Environment::Sandbox))
        .base_url(url)
        .api_key(SECRET_TEST_KEY)
        .max_retries(0)
        .timeout(Duration::from_secs(20));
    with(builder).build().expect("a client")
}

async fn update(client: &Client) -> Result<Customer, Error> {
    client.update_customer("user_42", &UpdateCustomer::new().first_name("Jane")).await
}

/// A server that is played by the test.
struct Raw(TcpListener);

struct Connection(TcpStream);

impl Raw {
    async fn start() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").await.expect("a free port"))
    }

    fn url(&self) -> String {
        format!("http://{}", self.0.local_addr().expect("an address"))
    }

    async fn accept(&self) -> Connection {
        Connection(self.0.accept().await.expect("a connection").0)
    }
}

impl Connection {
    /// One request, up to the end of a body that is a JSON object.
    async fn request(&mut self) -> String {
        let mut read = Vec::new();
        while !(read.ends_with(b"}") || read.starts_with(b"CONNECT") && read.ends_with(b"\r\n\r\n")) {
            assert_ne!(self.0.read_buf(&mut read).await.expect("bytes"), 0, "the request ends early");
        }
        String::from_utf8(read).expect("text")
    }

    async fn answer(&mut self, status: &str, body: &str) {
        let answer = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        self.0.write_all(answer.as_bytes()).await.expect("the client reads");
    }
}
