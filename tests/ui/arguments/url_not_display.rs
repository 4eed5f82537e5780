use prolifi::{Call, api, endpoint};

struct Page;

#[api]
trait Notes {
    #[endpoint(GET)]
    fn note(&self, #[url] page: Page) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(Page);
}

fn main() {}
