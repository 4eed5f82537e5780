use prolifi::{Pages, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes")]
    fn note(&self) -> Pages<&str>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note();
}

fn main() {}
