use prolifi::{Pages, api, endpoint};

#[api(pages)]
trait Notes {
    #[endpoint(GET, "/notes")]
    fn notes(&self) -> Pages<String>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes();
}

fn main() {}
