use prolifi::{Call, api, endpoint};

const VERSION: &str = "1";

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>", headers(X-Version = VERSION))]
    fn note(&self, id: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
