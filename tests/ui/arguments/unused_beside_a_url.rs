use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET)]
    fn page(&self, #[url] next: &str, page: u32) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.page("https://api.example.com", 1);
}

fn main() {}
