use prolifi::{Call, endpoint};

trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<()>;
}

impl Notes for prolifi::Client {}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
