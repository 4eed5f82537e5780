use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: _) -> Call<()>;
}

fn main() {}
