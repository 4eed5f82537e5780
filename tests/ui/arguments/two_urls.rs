use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(GET)]
    fn notes(&self, #[url] address: &str, #[url] other: &str) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.notes("x", "y");
}

fn main() {}
