use prolifi::{Api, Call, endpoint};

struct Tags;

trait Notes: Api {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str, #[header("X-Tags")] tags: &Tags) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note("1", &Tags);
}

fn main() {}
