use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(GET, "/notes/<id>", redirects = true)]
    fn notes(&self, id: u8) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.notes(1);
}

fn main() {}
