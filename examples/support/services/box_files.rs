//! Box: lists in one value, conditions in headers, JSON beside a file, and a server for uploads.

use prolifi::{Auth, Call, Multipart, Service, api, endpoint};

/// The service, with the server for uploads.
pub fn service() -> Service {
    Service::new("https://api.box.com/2.0")
        .auth(Auth::Bearer)
        .server("upload", "https://upload.box.com/api/2.0")
}

/// A few of its operations.
#[api(lists = "comma")]
pub trait BoxFiles {
    /// Gets a file, with these fields.
    #[endpoint(GET, "/files/<id>?<fields>")]
    fn file(
        &self,
        id: &str,
        fields: &[&str],
        #[header("x-rep-hints")] hints: Option<&str>,
        #[header("boxapi")] shared_link: Option<&str>,
    ) -> Call<()>;

    /// Searches files.
    #[endpoint(GET, "/search?<query>&<file_extensions>&<content_types>&<deleted_user_ids>&<limit>")]
    fn search(
        &self,
        query: &str,
        file_extensions: &[&str],
        content_types: Option<&[&str]>,
        deleted_user_ids: &[u64],
        limit: Option<u32>,
    ) -> Call<()>;

    /// Uploads a file.
    #[endpoint(POST, "/files/content?<fields>", server = "upload")]
    fn upload(&self, fields: &[&str], #[multipart] form: Multipart) -> Call<()>;

    /// Removes a file, unless it was changed.
    #[endpoint(DELETE, "/files/<id>")]
    fn delete(&self, id: &str, #[header("If-Match")] tag: Option<&str>) -> Call<()>;
}
