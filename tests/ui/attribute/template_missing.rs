use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(GET)]
    fn note(&self) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note();
}

fn main() {}
