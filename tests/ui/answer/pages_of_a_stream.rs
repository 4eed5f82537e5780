use prolifi::{Pages, api, endpoint, streaming::{Chunks, Streaming}};

#[api]
trait Notes {
    #[endpoint(GET, "/notes")]
    fn notes(&self) -> Pages<Streaming<Chunks>>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes();
}

fn main() {}
