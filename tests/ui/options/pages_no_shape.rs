use prolifi::{Pages, api, endpoint};

const PAGE: &str = "page";

#[api(pages = PAGE)]
trait Notes {
    #[endpoint(GET, "/notes")]
    fn notes(&self) -> Pages<String>;

    #[endpoint(GET, "/tags")]
    fn tags(&self) -> Pages<String>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes();
    let _ = client.tags();
}

fn main() {}
