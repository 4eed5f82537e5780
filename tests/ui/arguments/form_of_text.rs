use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(POST, "/notes")]
    fn note(&self, #[form] text: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
