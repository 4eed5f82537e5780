use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes?page=:page")]
    fn note(&self, page: u32) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(1);
}

fn main() {}
