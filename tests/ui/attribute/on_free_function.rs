use prolifi::{Call, endpoint};

#[endpoint(GET, "/notes/<id>")]
fn note(id: &str) -> Call<()> {
    todo!()
}

fn call() {
    let _ = note("1");
}

fn main() {}
