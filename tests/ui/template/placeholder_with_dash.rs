use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes?<page-size>")]
    fn note(&self, page_size: u32) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(1);
}

fn main() {}
