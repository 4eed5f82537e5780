use prolifi::{Call, api, endpoint};

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(GET, "/search")]
    fn note(&self, #[header("X-Tenant")] tenant: &str, #[cookie("session")] session: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("t", "s");
}

fn main() {}
