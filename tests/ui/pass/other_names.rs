//! Attributes under other names, a variant of either form without a body, and what is deprecated: none of it warns.

#![deny(warnings)]
#![allow(dead_code)]

use prolifi::{Call, Client, FromResponse, Response, api as declare, endpoint as e};

#[derive(FromResponse)]
enum Removed {
    #[status(204)]
    Now,
    #[status(404)]
    Before(),
}

#[deprecated]
#[derive(serde::Deserialize)]
struct OldNote {
    text: String,
}

#[allow(deprecated)]
#[declare]
trait Notes {
    #[e(HEAD, "/notes/<id>")]
    fn is_there(&self, id: u64) -> Call<Response<()>>;

    #[e(DELETE, "/notes/<id>")]
    fn remove(&self, id: u64) -> Call<Removed>;

    #[e("PURGE", "/notes/<id>")]
    fn purge(&self, id: u64) -> Call<()>;

    #[e(PUT)]
    fn upload(&self, #[url] address: &str, #[body] bytes: &[u8]) -> Call<()>;

    #[deprecated]
    #[e(GET, "/notes/<id>")]
    fn old_note(&self, id: u64) -> Call<OldNote>;
}

#[deprecated]
#[declare(for = Client)]
trait OldNotes {
    #[e(GET, "/notes")]
    fn old_notes(&self) -> Call<Vec<String>>;
}

fn main() -> Result<(), prolifi::Error> {
    let client = Client::builder(prolifi::Service::new("https://api.example.com")).build()?;
    let request = client.upload("https://files.example.com/1", b"ab").into_request()?;
    assert_eq!(request.into_body().as_bytes(), Some(&b"[97,98]"[..]));
    Ok(())
}
