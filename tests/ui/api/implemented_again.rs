use prolifi::{Call, Client, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<()>;
}

impl Notes for Client {}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
