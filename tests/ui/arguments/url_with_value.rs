use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(GET)]
    fn notes(&self, #[url("https://a.b")] address: &str) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.notes("x");
}

fn main() {}
