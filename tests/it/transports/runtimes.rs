//! One client and several runtimes: a connection stays with the runtime that made it.

use std::time::Duration;

use prolifi::{Call, Client, Service, prelude::*};
use prolifi_tests::{RawServer, Reply, transports};
use tokio::runtime::{Builder, Runtime};

trait Operations: Api {
    #[endpoint(POST, "/write")]
    fn write(&self) -> Call<String>;
}
impl Operations for Client {}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// A call that would not wait long for another runtime.
fn write(client: &Client) -> Call<String> {
    client.write().timeout(Duration::from_secs(5))
}

#[test]
fn the_second_does_not_wait_for_the_first() {
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::json(200, "\"fine\""));
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        let idle = runtime();
        idle.block_on(async { write(&client).await.unwrap() });
        assert_eq!(runtime().block_on(async { write(&client).await.unwrap() }), "fine", "{transport}");
        assert_eq!(server.connections(), 2, "{transport}");
        // Its connection is still there.
        idle.block_on(async { write(&client).await.unwrap() });
        assert_eq!(server.connections(), 2, "{transport}");

        // One that does something else all the time.
        let (stop, stopped) = std::sync::mpsc::channel::<()>();
        let busy = std::thread::spawn({
            let client = client.clone();
            move || {
                runtime().block_on(async {
                    write(&client).await.unwrap();
                    stopped.recv().unwrap_err();
                });
            }
        });
        while server.connections() < 3 {
            std::thread::yield_now();
        }
        runtime().block_on(async { write(&client).await.unwrap() });
        drop(stop);
        busy.join().unwrap();
    }
}

#[test]
fn those_that_come_and_go_leave_nothing_behind() {
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::json(200, "\"fine\""));
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        for _ in 0..300 {
            runtime().block_on(async { write(&client).await.unwrap() });
        }
        assert_eq!(server.connections(), 300, "{transport}");
        // With its own connections, a client that is asked again later works as before.
        let last = runtime();
        last.block_on(async {
            for _ in 0..5 {
                write(&client).await.unwrap();
            }
        });
        assert_eq!(server.connections(), 301, "{transport}");
        drop(client);
        last.block_on(tokio::task::yield_now());
    }
}
