use prolifi::{Body, Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(POST, "/files")]
    fn upload(&self, #[part("file")] file: Body) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.upload(Body::from("a"));
}

fn main() {}
