use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "<next>")]
    fn page(&self, next: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.page("https://api.example.com");
}

fn main() {}
