//! A process that is forked after a blocking call: a call in the child is an error at once, and no wait for a thread
//! that is in the parent alone; and the two give their calls no idempotency key in common, which a service would take
//! for one write.

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
fn main() {
    use std::{
        io::{Read, Write, pipe},
        process::exit,
        thread::sleep,
        time::{Duration, Instant},
    };

    use fork::{Fork, fork, waitpid_nohang};
    use prolifi::{Call, Service, http::HeaderName, prelude::*};
    use prolifi_tests::{RawServer, Reply};

    trait Notes: Api {
        #[endpoint(GET, "/note")]
        fn note(&self) -> Call<String>;
        #[endpoint(POST, "/notes")]
        fn add_note(&self) -> Call<()>;
    }
    impl Notes for Client {}

    let server = RawServer::always(Reply::json(200, "\"hello\""));
    let service = Service::new(server.url()).idempotency_header(HeaderName::from_static("idempotency-key"));
    let client = Client::builder(service).build().unwrap();
    let key = || client.add_note().key().unwrap().to_owned();
    assert_eq!(client.note().wait().unwrap(), "hello");
    key();
    let (mut from_child, mut to_parent) = pipe().unwrap();

    match fork().unwrap() {
        Fork::Child => {
            to_parent.write_all(key().as_bytes()).unwrap();
            let begun = Instant::now();
            let error = client.note().timeout(Duration::from_secs(2)).wait().unwrap_err();
            let said = error.is_build() && error.to_string().contains("forked");
            let at_once = begun.elapsed() < Duration::from_secs(1);
            exit(i32::from(!(said && at_once && !error.may_have_been_applied())));
        }
        Fork::Parent(child) => {
            let begun = Instant::now();
            let status = loop {
                if let Some(status) = waitpid_nohang(child).unwrap() {
                    break status;
                }
                assert!(begun.elapsed() < Duration::from_secs(30), "the child hangs");
                sleep(Duration::from_millis(10));
            };
            assert_eq!(status, 0, "what the child saw");
            drop(to_parent);
            let mut of_child = String::new();
            from_child.read_to_string(&mut of_child).unwrap();
            assert_eq!(of_child.len(), 36);
            assert_ne!(of_child, key());
            assert_eq!(client.note().wait().unwrap(), "hello", "nothing has changed for the parent");
        }
    }
}
