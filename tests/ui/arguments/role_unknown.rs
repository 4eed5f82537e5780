use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(POST, "/notes")]
    fn note(&self, #[session] a: &str) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
