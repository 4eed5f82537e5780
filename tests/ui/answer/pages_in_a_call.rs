use prolifi::{Call, Pages, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes")]
    fn note(&self) -> Call<Pages<String>>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note();
}

fn main() {}
