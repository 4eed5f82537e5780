use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(GET, "/notes")]
    fn notes(&self, #[cookie("a")] a: &str, #[cookie("a")] b: &str) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.notes("x", "y");
}

fn main() {}
