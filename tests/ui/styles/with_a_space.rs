use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes?<id: comma>")]
    fn note(&self, id: &[u32]) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(&[1]);
}

fn main() {}
