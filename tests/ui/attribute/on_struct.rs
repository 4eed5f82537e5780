use prolifi::endpoint;

#[endpoint(GET, "/notes/<id>")]
struct Note {
    id: String,
}

fn call() {
    let _ = Note { id: String::new() };
}

fn main() {}
