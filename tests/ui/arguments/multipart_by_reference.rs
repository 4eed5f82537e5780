use prolifi::{Call, Multipart, api, endpoint};

#[api]
trait Notes {
    #[endpoint(POST, "/notes")]
    fn note(&self, #[multipart] files: &Multipart) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(&Multipart::new());
}

fn main() {}
