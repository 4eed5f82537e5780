use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes?page")]
    fn notes(&self, page: u32) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes(1);
}

fn main() {}
