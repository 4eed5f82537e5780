use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(HEAD, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<String>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
