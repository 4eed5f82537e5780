use prolifi::{Call, api};

trait Notes {
    #[api(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<()>;
}

fn main() {}
