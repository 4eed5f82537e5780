use prolifi::{Body, Call, Multipart, api, endpoint};

#[derive(serde::Serialize)]
struct Note {
    text: &'static str,
}

#[derive(serde::Serialize)]
struct Filter {
    tag: &'static str,
}

#[api(base = "/v2", openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(GET, "/notes?<page>&<tags:comma>&<filter:brackets>", envelope = "data")]
    fn notes(&self, page: Option<u32>, tags: &[&str], filter: &Filter) -> Call<Vec<String>>;

    #[endpoint(GET, "/notes/<note_id>", envelope = "data")]
    fn note(&self, note_id: &str) -> Call<String>;

    #[endpoint(POST, "/notes")]
    fn add_note(&self, note: &Note) -> Call<()>;

    #[endpoint(PUT, "/notes/<id>/files/<name>")]
    fn put_file(&self, id: &str, name: &str, #[multipart] file: Multipart) -> Call<()>;

    #[deprecated]
    #[endpoint(DELETE, "/notes/<id>")]
    fn delete_note(&self, id: &str) -> Call<()>;

    #[endpoint(GET, "/search?<q>", headers("X-Tenant: a"))]
    fn search(&self, q: &str, #[cookie("session")] session: &str) -> Call<()>;

    #[endpoint(GET, "/not/in/the/document", contract = false)]
    fn undocumented(&self) -> Call<()>;
}

#[api(openapi = "ui/document/notes.json", partial)]
trait Partly {
    #[endpoint(PATCH, "/notes/<id>")]
    fn change(&self, id: &str, body: Body) -> Call<()>;
}

fn main() {
    assert_eq!(NOTES.endpoints().len(), 7);
    assert_eq!(PARTLY.endpoints().len(), 1);
}
