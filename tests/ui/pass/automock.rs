//! A mock that mockall writes. Its attribute stands below `#[api]`: from above it would copy `#[api]` and `#[endpoint]`
//! to places where rustc takes no macro.

#![deny(warnings)]

use mockall::automock;
use prolifi::{Api, Call, Client, ClientBuilder, Service, api, endpoint};

#[api]
#[automock]
pub trait Notes {
    #[endpoint(POST, "/notes/<id>")]
    fn add(&self, id: u64, #[header("X-Source")] source: Option<u64>, note: &Vec<String>) -> Call<String>;

    #[endpoint(GET, "/notes/<id>")]
    async fn later(&self, id: u64) -> Result<String, prolifi::Error>;
}

pub struct Mine(Client);

impl Mine {
    pub fn builder() -> ClientBuilder<Self> {
        Client::builder(Service::new("https://api.example.com")).wrap(Self)
    }
}

impl Api for Mine {
    fn client(&self) -> &Client {
        &self.0
    }
}

#[api(for = Mine)]
#[automock]
pub trait Tags {
    #[endpoint(GET, "/tags")]
    fn tags(&self) -> Call<Vec<String>>;
}

fn program(notes: &impl Notes, tags: impl Tags) {
    drop(notes.add(7, None, &Vec::new()));
    drop(tags.tags());
}

fn main() {
    let mut notes = MockNotes::new();
    notes.expect_add().times(1).returning(|id, _, _| Call::ready(Ok(id.to_string())));
    let mut tags = MockTags::new();
    tags.expect_tags().times(2).returning(|| Call::ready(Ok(Vec::new())));
    program(&notes, &tags);
    let _ = tags.tags();
    let _ = Mine::builder;
}
