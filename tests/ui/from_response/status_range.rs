use prolifi::FromResponse;

#[derive(serde::Deserialize)]
struct Note {
    text: String,
}

#[derive(FromResponse)]
enum Answer {
    #[status(200..=299)]
    Found(Note),
}

fn main() {}
