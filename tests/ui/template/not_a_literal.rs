use prolifi::{Api, Call, endpoint};

const NOTES: &str = "/notes";

trait Notes: Api {
    #[endpoint(GET, NOTES)]
    fn note(&self) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note();
}

fn main() {}
