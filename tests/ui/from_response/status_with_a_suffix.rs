use prolifi::FromResponse;

#[derive(serde::Deserialize)]
struct Note;

#[derive(FromResponse)]
enum Answer {
    #[status(200u16)]
    Found(Note),
}

fn main() {}
