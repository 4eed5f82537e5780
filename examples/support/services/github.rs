//! GitHub's REST API: names with slashes inside a path, another server for uploads, headers that are a part of the answer.

use prolifi::{Auth, Body, Call, Conditional, FromResponse, Service, Validator, api, endpoint};
use serde::Deserialize;

/// The service, with the server that release assets are uploaded to.
pub fn service() -> Service {
    Service::new("https://api.github.com").auth(Auth::Bearer).server("uploads", "https://uploads.github.com")
}

/// A few of its operations.
#[api(headers("Accept: application/vnd.github+json", "X-GitHub-Api-Version: 2022-11-28"))]
pub trait GitHub {
    /// Gets the protection of a branch, whose name may hold slashes.
    #[endpoint(GET, "/repos/<owner>/<repo>/branches/<branch..>/protection")]
    fn branch_protection(&self, owner: &str, repo: &str, branch: &str) -> Call<()>;

    /// Uploads a file to a release.
    #[endpoint(POST, "/repos/<owner>/<repo>/releases/<release>/assets?<name>&<label>", server = "uploads")]
    fn upload_asset(
        &self,
        owner: &str,
        repo: &str,
        release: u64,
        name: &str,
        label: Option<&str>,
        content: Body,
    ) -> Call<()>;

    /// Gets a repository, unless it is what the caller has.
    #[endpoint(GET, "/repos/<owner>/<repo>")]
    fn repository(
        &self,
        owner: &str,
        repo: &str,
        #[headers] known: &Validator,
    ) -> Call<Conditional<Repository>>;

    /// Lists the issues of a repository; the next page is in a header.
    #[endpoint(GET, "/repos/<owner>/<repo>/issues?<labels:comma>&<per_page>")]
    fn issues(&self, owner: &str, repo: &str, labels: &[&str], per_page: Option<u8>) -> Call<Issues>;

    /// Follows an address of a `Link` header.
    #[endpoint(GET)]
    fn issues_at(&self, #[url] address: &str) -> Call<Issues>;
}

/// A repository.
#[derive(Debug, Deserialize, PartialEq)]
pub struct Repository {
    /// Owner and name.
    pub full_name: String,
}

/// A page of issues.
#[derive(Debug, FromResponse, PartialEq)]
pub struct Issues {
    /// The addresses of the pages around this one (RFC 8288).
    #[header("Link")]
    pub link: Option<String>,
    /// How many requests are left until the allowance is renewed.
    #[header("X-RateLimit-Remaining")]
    pub remaining: u32,
    /// The issues.
    #[body]
    pub issues: Vec<Issue>,
}

/// An issue.
#[derive(Debug, Deserialize, PartialEq)]
pub struct Issue {
    /// Its number in the repository.
    pub number: u64,
}
