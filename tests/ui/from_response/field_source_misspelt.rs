use prolifi::FromResponse;

#[derive(serde::Deserialize)]
struct Note {
    text: String,
}

#[derive(FromResponse)]
struct Answer {
    #[headers("ETag")]
    etag: String,
    #[body]
    note: Note,
}

fn main() {}
