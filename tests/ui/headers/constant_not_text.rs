use prolifi::{Api, Call, endpoint};

const VERSIONS: [u8; 2] = [1, 2];

trait Notes: Api {
    #[endpoint(GET, "/notes/<id>", headers("X-Version" = VERSIONS))]
    fn note(&self, id: &str) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
