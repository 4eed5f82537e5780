use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[get("/notes/<id>")]
    fn note(&self, id: &str) -> Call<()>;

    #[endpoint(GET, "/notes")]
    fn notes(&self) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
