use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<int:id>")]
    fn note(&self, id: u64) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(1);
}

fn main() {}
