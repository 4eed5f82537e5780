//! Generics, lifetimes, where clauses, `impl Trait`, references and owned values in every role.

#![deny(warnings)]
#![allow(dead_code, unreachable_pub)]

use std::{borrow::Cow, collections::BTreeMap, fmt::Display};

use prolifi::{Api, Body, Call, FromCall, FromResponse, Multipart, Raw, Response, Text, endpoint, http::HeaderMap};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Note {
    text: String,
}

#[derive(Serialize)]
struct Filter<'a> {
    tag: Option<&'a str>,
    page: u32,
}

struct Started<T>(Call<T>);

impl<T: FromResponse> FromCall for Started<T> {
    type Answer = T;

    fn from_call(call: Call<T>) -> Self {
        Self(call)
    }
}

#[derive(Debug)]
struct MyError;

impl From<prolifi::Error> for MyError {
    fn from(_: prolifi::Error) -> Self {
        Self
    }
}

const VERSION: &str = "3";

trait Notes: Api {
    #[endpoint(GET, "/notes/<id>?<page>&tag=<tags>&<filter..>&v=1")]
    fn list<'a, I>(
        &self,
        id: I,
        page: Option<u32>,
        tags: &[&str],
        filter: &'a Filter<'a>,
    ) -> Call<Vec<Note>>
    where
        I: Display + Copy;

    #[endpoint(PUT, "/files/<folder>/<path..>", headers("Accept: text/csv", "X-Version" = VERSION))]
    fn put(&self, folder: impl Display, path: &[String], content: Body) -> Call<Text>;

    #[endpoint(POST, "/notes", idempotent = true, max_retries = 5)]
    fn add<T: Serialize + ?Sized>(&self, #[headers] more: &HeaderMap, note: &T) -> Started<Note>;

    #[endpoint(POST, "/maybe")]
    fn maybe(&self, #[header("X-A")] a: Option<&str>, note: Option<&Note>) -> Call<Option<Note>>;

    #[endpoint(POST, "/form")]
    fn form(&self, #[form] fields: BTreeMap<&str, Cow<'_, str>>) -> Call<Response<Raw>>;

    #[endpoint(POST, "/files")]
    fn files(&self, #[multipart] parts: Multipart) -> Call<()>;

    #[endpoint(DELETE, "/notes/<id>.json")]
    async fn delete(&self, id: Cow<'_, str>) -> Result<(), MyError>;

    #[endpoint("QUERY", "/<name>/<name>:<verb>")]
    async fn twice(&self, name: &String, verb: &(dyn Display + Sync), body: &serde_json::Value) -> Result<Note, MyError>;
}

impl<A: Api + ?Sized> Notes for A {}

struct Billing {
    client: prolifi::Client,
}

impl Api for Billing {
    fn client(&self) -> &prolifi::Client {
        &self.client
    }
}

impl Billing {
    /// In an inherent impl as well.
    #[endpoint(GET, "/invoices/<id>")]
    pub fn invoice(&self, id: u64) -> Call<()>;

    #[endpoint(GET, "/invoices")]
    async fn invoices(&self, #[header("X-Source")] source: &str) -> Result<Vec<u8>, prolifi::Error>;
}

fn spawnable(future: impl Future<Output = Result<(), MyError>> + Send) {
    drop(future);
}

fn main() {
    let _ = |client: &prolifi::Client, billing: &Billing| {
        let filter = Filter { tag: None, page: 1 };
        drop(client.list(7, None, &["a"], &filter));
        drop(client.put(1, &[], Body::empty()));
        drop(client.add(&HeaderMap::new(), "note").0);
        drop(client.maybe(None, None));
        drop(client.form(BTreeMap::new()));
        spawnable(client.delete("1".into()));
        drop(client.twice(&String::new(), &1, &serde_json::Value::Null));
        drop(billing.invoice(1));
        drop(billing.invoices("a"));
    };
}
