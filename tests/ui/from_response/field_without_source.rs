use prolifi::{Api, Call, FromResponse, endpoint};

#[derive(FromResponse)]
struct Found {
    #[header("ETag")]
    tag: String,
    text: String,
}

trait Notes: Api {
    #[endpoint(GET, "/notes")]
    fn note(&self) -> Call<Found>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note();
}

fn main() {}
