use prolifi::{Call, api};

#[api]
trait Notes {
    #[endpiont(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
