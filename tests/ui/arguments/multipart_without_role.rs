use prolifi::{Call, Multipart, api, endpoint};

#[api]
trait Notes {
    #[endpoint(POST, "/files")]
    fn upload(&self, form: Multipart) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.upload(Multipart::new());
}

fn main() {}
