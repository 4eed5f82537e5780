use prolifi::{Api, Call, endpoint};

struct Versions;

const VERSIONS: Versions = Versions;

trait Notes: Api {
    #[endpoint(GET, "/notes/<id>", headers("X-Version" = VERSIONS))]
    fn note(&self, id: &str) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
