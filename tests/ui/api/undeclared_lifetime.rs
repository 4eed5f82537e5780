use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>?<tag>")]
    fn note(&self, id: &'a str, tag: Option<&'a str>) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1", None);
}

fn main() {}
