use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint = "/notes"]
    fn notes(&self) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes();
}

fn main() {}
