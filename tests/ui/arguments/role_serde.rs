use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes?<page>")]
    fn notes(&self, #[serde(rename = "p")] page: u32) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes(1);
}

fn main() {}
