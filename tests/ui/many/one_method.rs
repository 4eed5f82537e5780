use prolifi::{Api, endpoint};

trait Notes: Api {
    #[endpoint(GET, "/notes/{id}//:x", colour = "red", headers("X Y: 1"))]
    const fn note(self, #[cookie] id: &str, (a, b): (u8, u8));
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note("1", (1, 2));
}

fn main() {}
