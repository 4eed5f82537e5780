use prolifi::{Call, api, endpoint};

struct Card;

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<Card>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
