use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(POST, "/notes/<id>", redirects = 5)]
    fn notes(&self, id: u8) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.notes(1);
}

fn main() {}
