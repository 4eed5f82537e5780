use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(GET, "/notes/<id>", max_body = "0B")]
    fn note(&self, id: &str) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
