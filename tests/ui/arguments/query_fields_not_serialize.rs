use prolifi::{Api, Call, endpoint};

struct Page;

trait Notes: Api {
    #[endpoint(GET, "/notes?<filter..>")]
    fn note(&self, filter: &Page) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note(&Page);
}

fn main() {}
