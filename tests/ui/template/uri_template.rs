use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes{?page,limit}")]
    fn notes(&self, page: u32, limit: u32) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes(1, 2);
}

fn main() {}
