//! A process that is forked after a blocking call: a call in the child is an error at once, and no wait for a thread
//! that is in the parent alone.

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
fn main() {
    use std::{
        process::exit,
        thread::sleep,
        time::{Duration, Instant},
    };

    use fork::{Fork, fork, waitpid_nohang};
    use prolifi::{Call, Service, prelude::*};
    use prolifi_tests::{RawServer, Reply};

    trait Notes: Api {
        #[endpoint(GET, "/note")]
        fn note(&self) -> Call<String>;
    }
    impl Notes for Client {}

    let server = RawServer::always(Reply::json(200, "\"hello\""));
    let client = Client::builder(Service::new(server.url())).build().unwrap();
    assert_eq!(client.note().wait().unwrap(), "hello");

    match fork().unwrap() {
        Fork::Child => {
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
            assert_eq!(client.note().wait().unwrap(), "hello", "nothing has changed for the parent");
        }
    }
}
