use prolifi::{Api, Call, endpoint};

struct NewNote;

trait Notes: Api {
    #[endpoint(POST, "/notes")]
    fn note(&self, #[form] note: &NewNote) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note(&NewNote);
}

fn main() {}
