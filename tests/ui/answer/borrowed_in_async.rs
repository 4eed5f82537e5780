use prolifi::{api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    async fn note<'a>(&self, id: &'a str) -> Result<&'a [u8], prolifi::Error>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
