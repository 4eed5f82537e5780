use prolifi::{Api, endpoint};

struct MyError;

trait Notes: Api {
    #[endpoint(GET, "/notes/<id>")]
    async fn note(&self, id: &str) -> Result<String, MyError>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
