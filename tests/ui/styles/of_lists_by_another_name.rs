use prolifi::{Call, api, endpoint};

#[api(lists = "csv")]
trait Notes {
    #[endpoint(GET, "/notes?<id>")]
    fn note(&self, id: &[u32]) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(&[1]);
}

fn main() {}
