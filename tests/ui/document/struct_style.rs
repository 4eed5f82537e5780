use prolifi::{Call, api, endpoint};

#[derive(serde::Serialize)]
struct Filter {
    tag: &'static str,
}

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(GET, "/notes?<filter>")]
    fn note(&self, filter: &Filter) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(&Filter { tag: "a" });
}

fn main() {}
