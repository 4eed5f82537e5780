use prolifi::api;

#[api]
struct Notes;

fn call() {
    let _ = Notes;
}

fn main() {}
