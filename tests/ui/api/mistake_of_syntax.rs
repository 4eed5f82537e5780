use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self id: &str) -> Call<()>;

    #[endpoint(GET, "/notes")]
    fn notes(&self) -> Call<()>;
}

fn main() {}
