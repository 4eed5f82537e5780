use prolifi::{Call, Client, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes")]
    fn notes(client: &Client) -> Call<()>;
}

fn main() {}
