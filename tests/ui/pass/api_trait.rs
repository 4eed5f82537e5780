//! What `#[api]` writes: the impl for every client, the description, an interface that a mock implements.

#![deny(warnings, missing_docs)]
#![allow(dead_code, unreachable_pub)]

use std::sync::Arc;

use prolifi::{Call, Client, api, endpoint};

/// Notes.
#[api(base = "/v2", envelope = "data", headers("Accept: application/json"))]
pub trait Notes<T: serde::Serialize = u32>: Send + Sync
where
    T: Send,
{
    /// Adds a note.
    #[endpoint(POST, "/notes", headers("Accept: text/plain"))]
    fn add(&self, note: &T) -> Call<()>;

    /// Reads a note.
    #[endpoint(GET, "/notes/<id>", envelope = none)]
    fn note(&self, id: &str) -> Call<String>;

    /// Counts them.
    #[cfg(any())]
    #[endpoint(GET, "/notes/count")]
    fn count(&self) -> Call<NotThere>;

    /// Reads a note, and awaits it.
    #[endpoint(GET, "/notes/<id>/now")]
    async fn now(&self, id: &str) -> Result<String, prolifi::Error>
    where
        Self: Sized;

    /// Is not an endpoint.
    #[cfg_attr(all(), doc = "Nor does its attribute make an endpoint of it.")]
    fn greeting(&self) -> String {
        "hello".to_owned()
    }

    /// Has a value.
    const LIMIT: u32 = 3;
}

/// Two traits in one module.
#[api]
pub trait Folders {
    /// Reads a folder.
    #[prolifi::endpoint(GET, "/folders/<id>")]
    #[deprecated]
    fn folder(&self, id: u8) -> Call<()>;
}

/// Its name and its method's are those of the next, cut at another place.
#[api]
pub trait Bill {
    /// Lists the items of a bill.
    #[endpoint(GET, "/bills/items")]
    fn items_list(&self) -> Call<()>;
}

/// Items of bills.
#[api]
pub trait BillItems {
    /// Lists them.
    #[endpoint(GET, "/items")]
    fn list(&self) -> Call<()>;
}

struct Mock;

impl Notes for Mock {
    fn add(&self, _: &u32) -> Call<()> {
        Call::ready(Ok(()))
    }

    fn note(&self, id: &str) -> Call<String> {
        Call::ready(Ok(id.to_owned()))
    }

    async fn now(&self, id: &str) -> Result<String, prolifi::Error> {
        Ok(id.to_owned())
    }
}

fn local() {
    #[api]
    trait Inside {
        #[endpoint(GET, "/inside")]
        fn inside(&self) -> Call<()>;
    }
    let _ = |client: &Client| drop(client.inside());
    assert_eq!(INSIDE.endpoints().len(), 1);
}

macro_rules! declare {
    ($name:ident, $method:ident, $path:literal, $argument:ident: $type:ty) => {
        #[api]
        trait $name {
            #[endpoint($method, $path)]
            fn made(&self, $argument: $type) -> Call<()>;
        }
        trait Fixed: prolifi::Api {
            #[endpoint(GET, "/fixed/<id>")]
            fn fixed(&self, id: $type) -> Call<()>;
        }
        impl Fixed for Client {}
    };
}

declare!(Made, DELETE, "/made/<id>", id: &str);

struct NotObjectSafe;

fn main() {
    let _ = NotObjectSafe;
    local();
    assert_eq!(NOTES.name(), "Notes");
    let lines: Vec<String> = NOTES.endpoints().iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["POST /v2/notes", "GET /v2/notes/<id>", "GET /v2/notes/<id>/now"]);
    assert_eq!(FOLDERS.endpoints().len() + MADE.endpoints().len(), 2);
    let _ = <Mock as Notes>::LIMIT;
    let _ = |client: &Client, any: Arc<dyn Calls>, mock: &Mock| {
        drop(Notes::add(client, &1_u32));
        drop(any.call());
        drop((&*any).call());
        drop(Notes::note(mock, "1"));
        drop(client.made("1"));
        drop(client.fixed("1"));
        #[expect(deprecated)]
        drop(client.folder(1));
        client.greeting_of()
    };
}

/// An object-safe one.
#[api]
pub trait Calls {
    /// Calls.
    #[endpoint(GET, "/calls")]
    fn call(&self) -> Call<()>;

    /// Greets.
    fn greeting_of(&self) -> String {
        String::new()
    }
}
