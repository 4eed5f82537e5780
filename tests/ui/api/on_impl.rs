use prolifi::{Api, Call, Client, api, endpoint};

struct Notes(Client);

impl Api for Notes {
    fn client(&self) -> &Client {
        &self.0
    }
}

#[api(base = "/v2")]
impl Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<()>;
}

fn call(notes: &Notes) {
    let _ = notes.note("1");
}

fn main() {}
