use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(GET, "/notes?<filter:brackets..>")]
    fn notes(&self, filter: &[(&str, u64)]) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.notes(&[("a", 1)]);
}

fn main() {}
