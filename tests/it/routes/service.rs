//! A service with arguments in every place.

use prolifi::{Auth, Body, Client, Raw, Service, Text, prelude::*, testing::Routes};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub text: String,
    pub pinned: bool,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    pub author: Option<String>,
    pub year: Option<u16>,
}

#[api(base = "/v1", envelope = "data")]
pub trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn get_note(&self, id: u64) -> Call<Note>;

    #[endpoint(GET, "/notes/latest")]
    fn latest(&self) -> Call<Note>;

    #[endpoint(GET, "/notes?<text>&tag=<tags>&<filter..:brackets>", envelope = none, lists = "comma")]
    fn search(&self, text: Option<&str>, tags: &[&str], filter: &Filter) -> Call<Vec<Note>>;

    #[endpoint(GET, "/notes", envelope = none)]
    fn all_notes(&self) -> Call<Vec<Note>>;

    #[endpoint(POST, "/customers/<id>/notes?<notify>")]
    fn add_note(
        &self,
        id: &str,
        notify: Option<bool>,
        #[header("X-Source")] source: Option<&str>,
        #[cookie("session")] session: Option<&str>,
        note: &Note,
    ) -> Call<Note>;

    #[endpoint(DELETE, "/notes/<id>")]
    fn delete_note(&self, id: u64) -> Call<()>;

    #[endpoint(POST, "/notes/<ids:comma>/files/<path..>")]
    fn add_file(&self, ids: &[u64], path: &str, #[form] fields: &Filter) -> Call<Option<Note>>;

    #[endpoint(GET, "/notes/<id>/text", envelope = none)]
    fn text(&self, id: u64) -> Call<Text>;

    #[endpoint(PUT, "/notes/<id>/csv", envelope = none)]
    fn put_csv(&self, id: u64, csv: Body) -> Call<Raw>;
}

pub fn note(text: &str) -> Note {
    Note { text: text.to_owned(), pinned: false }
}

pub fn nothing() -> Filter {
    Filter { author: None, year: None }
}

/// A client whose requests go to the kit.
pub fn client(routes: &Routes) -> Client {
    let service = Service::new("https://api.example.com/base").auth(Auth::Bearer);
    let service = service.idempotency_header(http::HeaderName::from_static("idempotency-key"));
    let builder = Client::builder(service).api_key("test_4f9a1c7be2d80356");
    builder.transport(routes.clone()).build().unwrap()
}
