use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes", pages = prolifi::PageShape::LINK)]
    fn notes(&self) -> Call<Vec<String>>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes();
}

fn main() {}
