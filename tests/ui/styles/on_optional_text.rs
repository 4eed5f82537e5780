use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(GET, "/notes?filter=<text:brackets>")]
    fn notes(&self, text: Option<&str>) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.notes(Some("x"));
}

fn main() {}
