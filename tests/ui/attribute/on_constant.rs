use prolifi::{Api, endpoint};

trait Notes: Api {
    #[endpoint(GET, "/notes")]
    const NOTES: u8;
}

impl Notes for prolifi::Client {
    const NOTES: u8 = 1;
}

fn call() {
    let _ = prolifi::Client::NOTES;
}

fn main() {}
