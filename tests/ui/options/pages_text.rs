use prolifi::{Api, Pages, endpoint};

trait Notes: Api {
    #[endpoint(GET, "/notes", pages = "LINK")]
    fn notes(&self) -> Pages<String>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.notes();
}

fn main() {}
