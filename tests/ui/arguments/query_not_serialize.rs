use prolifi::{Api, Call, endpoint};

struct Filter;

trait Notes: Api {
    #[endpoint(GET, "/notes?<filter>")]
    fn note(&self, filter: Filter) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note(Filter);
}

fn main() {}
