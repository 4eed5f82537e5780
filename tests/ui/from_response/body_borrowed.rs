use prolifi::FromResponse;

#[derive(FromResponse)]
enum Answer {
    #[status(200)]
    Numbers(&'static [u64]),
}

fn main() {}
