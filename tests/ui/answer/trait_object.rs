use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<dyn std::any::Any>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
