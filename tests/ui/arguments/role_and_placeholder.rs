use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(PUT, "/notes/<id>")]
    fn note(&self, #[header("X-Id")] id: &str) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
