use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<Vec<Nothing>>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
