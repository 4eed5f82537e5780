use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<ids>")]
    fn notes(&self, ids: &[u64]) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes(&[1]);
}

fn main() {}
