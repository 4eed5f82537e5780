use prolifi::{Call, api, endpoint};

#[derive(serde::Serialize)]
struct Filter {
    page: u32,
}

#[api]
trait Notes {
    #[endpoint(GET, "/notes")]
    fn note(&self, filter: &Filter) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(&Filter { page: 1 });
}

fn main() {}
