use prolifi::{Pages, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes")]
    async fn note(&self) -> Pages<String>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note();
}

fn main() {}
