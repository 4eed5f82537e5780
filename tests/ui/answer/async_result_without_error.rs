use prolifi::{Api, endpoint};

trait Notes: Api {
    #[endpoint(GET, "/notes/<id>")]
    async fn note(&self, id: &str) -> Result<String>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
