use prolifi::FromResponse;

#[derive(serde::Deserialize)]
struct Note {
    text: String,
}

#[derive(FromResponse)]
enum Answer {
    #[status(200 | 201)]
    Found(Note),
}

fn main() {}
