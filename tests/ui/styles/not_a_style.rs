use prolifi::{Api, Call, endpoint};

trait Notes: Api {
    #[endpoint(GET, "/notes?<ids:csv>")]
    fn notes(&self, ids: &[u64]) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.notes(&[1]);
}

fn main() {}
