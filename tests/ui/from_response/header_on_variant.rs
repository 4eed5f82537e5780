use prolifi::FromResponse;

#[derive(serde::Deserialize)]
struct Note;

#[derive(FromResponse)]
enum Answer {
    #[status(200)]
    Found(#[header("ETag")] Note),
}

fn main() {}
