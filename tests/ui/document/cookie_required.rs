use prolifi::{Call, api, endpoint};

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(GET, "/search?<q>")]
    fn note(&self, q: &str, #[header("X-Tenant")] tenant: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("a", "t");
}

fn main() {}
