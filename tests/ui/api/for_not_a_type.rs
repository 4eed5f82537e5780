use prolifi::{Call, api, endpoint};

#[api(for = &prolifi::Prolifi)]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<()>;
}

fn call(prolifi: &prolifi::Prolifi) {
    let _ = prolifi.note("1");
}

fn main() {}
