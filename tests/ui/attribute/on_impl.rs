use prolifi::endpoint;

struct Notes;

#[endpoint(GET, "/notes")]
impl Notes {}

fn call() {
    let _ = Notes;
}

fn main() {}
