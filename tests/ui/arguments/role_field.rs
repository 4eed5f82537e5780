use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(POST, "/notes")]
    fn add(&self, #[field("text")] text: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.add("a");
}

fn main() {}
