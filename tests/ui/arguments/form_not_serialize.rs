use prolifi::{Api, Call, endpoint};

struct Form;

trait Notes: Api {
    #[endpoint(POST, "/notes")]
    fn note(&self, #[form] note: &Form) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note(&Form);
}

fn main() {}
