use prolifi::{Call, api, endpoint};

#[api(bass = "/v2")]
trait Notes {
    #[endpoint(PACTH, "/notes/<id>", envelop = "data")]
    fn note(&self, id: &str) -> Call<()>;

    #[endpoint(GET, "/notes/{id}", timeout = 30)]
    fn other(id: &str) -> Call<()>;

    #[endpoint(POST, "/notes/<key>/<page>")]
    fn third(&self, kye: &str, (a, b): (u8, u8)) -> Call<()>;

    fn fourth(&self);
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
