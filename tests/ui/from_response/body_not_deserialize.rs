use prolifi::{Api, Call, FromResponse, endpoint};

struct Found404;

#[derive(FromResponse)]
enum Found {
    #[status(200)]
    Note(Found404),
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
