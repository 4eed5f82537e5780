//! Endpoints of one trait that are alike and not the same.

#![deny(warnings)]

use prolifi::{Call, Raw, Text, api, endpoint};

#[derive(serde::Serialize)]
pub struct Page<'a> {
    pub cursor: &'a str,
}

#[api]
pub trait Repositories {
    #[endpoint(GET, "/repos/<name>")]
    fn repository(&self, name: &str) -> Call<Vec<String>>;
    #[endpoint(HEAD, "/repos/<name>")]
    fn exists(&self, name: &str) -> Call<()>;
    #[endpoint(GET, "/repos/<name>")]
    fn repository_if_changed(&self, name: &str, #[header("If-None-Match")] etag: &str) -> Call<Vec<String>>;
    #[endpoint(GET, "/repos/<name>?<page>")]
    fn repository_page(&self, name: &str, page: u32) -> Call<Vec<String>>;
    #[endpoint(GET, "/repos/<name>?<page..>")]
    fn repository_at(&self, name: &str, page: &Page<'_>) -> Call<Vec<String>>;

    #[endpoint(GET, "/readme", headers("Accept: text/plain"))]
    fn readme(&self) -> Call<Text>;
    #[endpoint(GET, "/readme", headers("Accept: text/html"))]
    fn readme_as_html(&self) -> Call<Text>;
    #[endpoint(GET, "/readme", headers("Accept: text/html"))]
    fn readme_as_bytes(&self) -> Call<Raw>;

    #[endpoint(POST, "/notes")]
    fn add_text(&self, note: &str) -> Call<()>;
    #[endpoint(POST, "/notes")]
    fn add_list(&self, note: &[&str]) -> Call<()>;
    #[endpoint(POST, "/notes")]
    fn add_form(&self, #[form] note: &[(&str, &str)]) -> Call<()>;
}

fn main() {
    assert_eq!(REPOSITORIES.endpoints().len(), 11);
    assert_eq!(REPOSITORIES.readme.template(), REPOSITORIES.readme_as_html.template());
}
