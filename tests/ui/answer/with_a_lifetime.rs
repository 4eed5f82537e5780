use prolifi::{Call, api, endpoint};

use std::borrow::Cow;

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<Vec<Cow<'_, str>>>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
