//! [`Files`], and its models.

use prolifi::{Call, Multipart, Raw, api, endpoint};
use serde::{Deserialize, Serialize};

/// The operations of Files.
#[api(openapi = "tests/notes/openapi.json")]
pub trait Files {
    /// Attaches a file to a note.
    ///
    /// The parts of `file`: `file`, `caption` (optional).
    #[endpoint(POST, "/notes/<note_id>/files", server = "uploads")]
    fn attach_file(&self, note_id: i64, #[multipart] file: Multipart) -> Call<Attachment>;

    /// Gets a file as PDF.
    #[endpoint(GET, "/notes/<note_id>/files/<name>.pdf")]
    fn file_as_pdf(&self, note_id: i64, name: &str) -> Call<Raw>;
}

/// An attachment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attachment {
    pub name: String,
    pub size: i64,
}
