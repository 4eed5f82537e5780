use prolifi::{Api, Call, endpoint};

struct NoteId;

trait Notes: Api {
    #[endpoint(GET, "/notes/<id..>")]
    fn note(&self, id: NoteId) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note(NoteId);
}

fn main() {}
