use prolifi::{Call, api, endpoint};

#[api(url = "https://api.example.com")]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
