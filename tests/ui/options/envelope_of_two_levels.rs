use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>", envelope = "/data/note")]
    fn note(&self, id: &str) -> Call<String>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
