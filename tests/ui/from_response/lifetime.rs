use prolifi::FromResponse;

#[derive(serde::Deserialize)]
struct Note {
    text: String,
}

#[derive(FromResponse)]
struct Answer<'a> {
    #[header("ETag")]
    etag: &'a str,
    #[body]
    note: Note,
}

fn main() {}
