use prolifi::{Call, api, endpoint};

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(GET, "/search?<q>")]
    fn note(&self, q: Option<&str>, #[header("X-Tenant")] tenant: &str, #[cookie("session")] session: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(None, "t", "s");
}

fn main() {}
