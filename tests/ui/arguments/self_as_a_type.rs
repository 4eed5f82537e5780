use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(POST, "/notes")]
    fn add(&self, note: &Self) -> Call<()>;
}

fn main() {}
