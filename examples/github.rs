//! Twenty operations of GitHub's REST API, declared as its documentation (<https://docs.github.com/rest>) has them, and
//! called against routes of the test kit: no network is used.
//!
//! Lists go on by `Link`; a repository is asked for only if it has changed; a diff and a file are raw media types;
//! release assets are uploaded to another server; what a merge comes to is a type for each status.

use std::error::Error;

use prolifi::{
    Auth, Body, ClientBuilder, Conditional, FromResponse, PageShape, Raw, Service, Text, Validator,
    http::Response, prelude::*, testing::Routes,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Calls GitHub, and nothing else.
struct GitHub(Client);

impl Api for GitHub {
    fn client(&self) -> &Client {
        &self.0
    }
}

fn service() -> Service {
    Service::new("https://api.github.com").auth(Auth::Bearer).server("uploads", "https://uploads.github.com")
}

fn github() -> ClientBuilder<GitHub> {
    Client::builder(service()).wrap(GitHub)
}

#[api(for = GitHub, pages = PageShape::LINK,
      headers("Accept: application/vnd.github+json", "X-GitHub-Api-Version: 2022-11-28"))]
trait Repositories {
    #[endpoint(GET, "/user")]
    fn me(&self) -> Call<User>;

    #[endpoint(GET, "/orgs/<org>/repos?<sort>")]
    fn repositories(&self, org: &str, sort: Option<&str>) -> Pages<Repository>;

    /// The answer is `NotModified` where the caller has the newest version.
    #[endpoint(GET, "/repos/<owner>/<repo>")]
    fn repository(
        &self,
        owner: &str,
        repo: &str,
        #[headers] known: &Validator,
    ) -> Call<Conditional<Repository>>;

    #[endpoint(POST, "/user/repos")]
    fn create_repository(&self, repository: &NewRepository<'_>) -> Call<Repository>;

    #[endpoint(PATCH, "/repos/<owner>/<repo>")]
    fn update_repository(&self, owner: &str, repo: &str, changes: &Value) -> Call<Repository>;

    #[endpoint(DELETE, "/repos/<owner>/<repo>")]
    fn delete_repository(&self, owner: &str, repo: &str) -> Call<()>;

    /// A branch may have slashes in its name.
    #[endpoint(GET, "/repos/<owner>/<repo>/branches/<branch..>/protection")]
    fn protection(&self, owner: &str, repo: &str, branch: &str) -> Call<Value>;

    /// The file itself, and not what there is to say of it.
    #[endpoint(
        GET,
        "/repos/<owner>/<repo>/contents/<path..>?ref=<at>",
        headers("Accept: application/vnd.github.raw+json")
    )]
    fn file(&self, owner: &str, repo: &str, path: &str, at: Option<&str>) -> Call<Raw>;

    #[endpoint(POST, "/repos/<owner>/<repo>/releases/<id>/assets?<name>", server = "uploads")]
    fn upload_asset(&self, owner: &str, repo: &str, id: u64, name: &str, content: Body) -> Call<Asset>;

    #[endpoint(GET, "/rate_limit", envelope = "resources")]
    fn rate_limit(&self) -> Call<Limits>;
}

#[api(for = GitHub, base = "/repos", pages = PageShape::LINK,
      headers("Accept: application/vnd.github+json", "X-GitHub-Api-Version: 2022-11-28"))]
trait Issues {
    #[endpoint(GET, "/<owner>/<repo>/issues?<filter..:comma>")]
    fn issues(&self, owner: &str, repo: &str, filter: &IssueFilter<'_>) -> Pages<Issue>;

    #[endpoint(POST, "/<owner>/<repo>/issues")]
    fn open_issue(&self, owner: &str, repo: &str, issue: &Value) -> Call<Issue>;

    #[endpoint(PATCH, "/<owner>/<repo>/issues/<number>")]
    fn update_issue(&self, owner: &str, repo: &str, number: u64, changes: &Value) -> Call<Issue>;

    #[endpoint(POST, "/<owner>/<repo>/issues/<number>/labels")]
    fn add_labels(&self, owner: &str, repo: &str, number: u64, labels: &Labels<'_>) -> Call<Value>;

    #[endpoint(POST, "/<owner>/<repo>/issues/<number>/reactions")]
    fn react(&self, owner: &str, repo: &str, number: u64, reaction: &Value) -> Call<Value>;

    #[endpoint(POST, "/<owner>/<repo>/issues/<number>/comments")]
    fn comment(&self, owner: &str, repo: &str, number: u64, comment: &Comment<'_>) -> Call<Value>;

    #[endpoint(GET, "/<owner>/<repo>/pulls/<number>")]
    fn pull(&self, owner: &str, repo: &str, number: u64) -> Call<Issue>;

    /// The same address, as another media type.
    #[endpoint(GET, "/<owner>/<repo>/pulls/<number>", headers("Accept: application/vnd.github.diff"))]
    fn diff(&self, owner: &str, repo: &str, number: u64) -> Call<Text>;

    #[endpoint(PUT, "/<owner>/<repo>/pulls/<number>/merge")]
    fn merge(&self, owner: &str, repo: &str, number: u64, how: &Value) -> Call<Merge>;
}

#[api(for = GitHub, headers("Accept: application/vnd.github+json", "X-GitHub-Api-Version: 2022-11-28"))]
trait Search {
    #[endpoint(GET, "/search/issues?q=<query>", pages = PageShape::LINK.items("items").total("total_count"))]
    fn search_issues(&self, query: &str) -> Pages<Issue>;
}

#[derive(Debug, Serialize, Deserialize)]
struct User {
    login: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Repository {
    full_name: String,
    private: bool,
}

#[derive(Serialize)]
struct NewRepository<'a> {
    name: &'a str,
    private: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct Asset {
    browser_download_url: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Limits {
    core: Limit,
}

#[derive(Debug, Serialize, Deserialize)]
struct Limit {
    remaining: u32,
}

#[derive(Serialize)]
struct IssueFilter<'a> {
    labels: &'a [&'a str],
    since: Option<&'a str>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Issue {
    number: u64,
    title: String,
}

#[derive(Serialize)]
struct Labels<'a> {
    labels: &'a [&'a str],
}

#[derive(Serialize)]
struct Comment<'a> {
    body: &'a str,
}

#[derive(Debug, Deserialize)]
struct Message {
    message: String,
}

/// What a merge comes to; none of it is an error to the program that asks.
#[derive(FromResponse)]
enum Merge {
    #[status(200)]
    Merged(Message),
    #[status(405)]
    NotMergeable(Message),
    #[status(409)]
    HeadMoved,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let routes = Routes::of(service());
    let github = github().api_key("ghp_made_up").transport(routes.clone()).build()?;
    answer_repositories(&routes)?;
    answer_issues(&routes)?;

    println!("signed in as {}", github.me().await?.login);
    let names = github.repositories("octo", Some("pushed")).collect_up_to(100).await?;
    println!("{} repositories, on 2 pages", names.len());
    let Conditional::Fresh(hello, version) =
        github.repository("octo", "hello", &Validator::default()).await?
    else {
        return Err("there was no version yet".into());
    };
    let again = github.repository("octo", "hello", &version).await?;
    println!("{} is as before: {}", hello.full_name, again == Conditional::NotModified);
    let made = github.create_repository(&NewRepository { name: "new", private: true }).await?;
    let opened = github.update_repository("octo", "new", &json!({"private": false})).await?;
    println!("{} was private: {}, and is: {}", made.full_name, made.private, opened.private);
    github.protection("octo", "hello", "release/1.0").await?;
    let Raw(file) = github.file("octo", "hello", "docs/read me.md", Some("release/1.0")).await?;
    println!("the file has {} bytes", file.len());
    let zip = Body::from("PK").content_type("application/zip".parse()?);
    println!("{}", github.upload_asset("octo", "hello", 1, "a b.zip", zip).await?.browser_download_url);
    github.delete_repository("octo", "new").await?;
    println!("{} requests are left", github.rate_limit().await?.core.remaining);

    let filter = IssueFilter { labels: &["bug", "good first issue"], since: None };
    let issues = github.issues("octo", "hello", &filter).collect_up_to(100).await?;
    println!("{} issues, the last of them `{}`", issues.len(), issues[2].title);
    let issue = github.open_issue("octo", "hello", &json!({"title": "It hangs"})).await?;
    github.add_labels("octo", "hello", issue.number, &Labels { labels: &["bug"] }).await?;
    github.react("octo", "hello", issue.number, &json!({"content": "eyes"})).await?;
    github.comment("octo", "hello", issue.number, &Comment { body: "Here too" }).await?;
    github.update_issue("octo", "hello", issue.number, &json!({"state": "closed"})).await?;
    let pull = github.pull("octo", "hello", 7).await?;
    let Text(diff) = github.diff("octo", "hello", 7).await?;
    println!("`{}` changes {} lines", pull.title, diff.lines().count());
    for _ in 0..3 {
        match github.merge("octo", "hello", 7, &json!({"merge_method": "squash"})).await? {
            Merge::Merged(said) | Merge::NotMergeable(said) => println!("merge: {}", said.message),
            Merge::HeadMoved => println!("merge: the branch has moved"),
        }
    }
    let mut found = github.search_issues("is:open repo:octo/hello").pages();
    while let Some(page) = found.next().await {
        let page = page?;
        println!("{} of {:?} found", page.items.len(), page.total);
    }

    println!("\nWhat was sent:");
    for request in routes.requests() {
        let request = request.request();
        let line =
            format!("{} {} {}", request.method(), request.uri(), String::from_utf8_lossy(request.body()));
        println!("  {}", line.trim_end());
    }
    routes.verify()?;
    Ok(())
}

fn answer_repositories(routes: &Routes) -> Result<(), Box<dyn Error>> {
    let repository = |name: &str, private| Repository { full_name: format!("octo/{name}"), private };
    routes
        .on(REPOSITORIES.me)
        .header("authorization", "Bearer ghp_made_up")
        .reply(&User { login: "octocat".into() });
    let pages =
        [[repository("a", false), repository("b", false)], [repository("c", true), repository("d", true)]];
    pages.iter().fold(routes.on(REPOSITORIES.repositories), |list, page| list.page(page)).times(2);
    let versioned = Response::builder().header("etag", "\"v1\"");
    let hello = versioned.body(r#"{"full_name": "octo/hello", "private": false}"#)?;
    routes.on(REPOSITORIES.repository).respond(hello);
    routes.on(REPOSITORIES.repository).header("if-none-match", "\"v1\"").reply_status(304, ());
    routes.on(REPOSITORIES.create_repository).reply_status(201, repository("new", true));
    routes.on(REPOSITORIES.update_repository).with("repo", "new").reply(&repository("new", false));
    routes.on(REPOSITORIES.delete_repository).reply(&()).times(1);
    routes.on(REPOSITORIES.protection).with("branch", "release/1.0").reply(&json!({"enforce_admins": true}));
    routes.on(REPOSITORIES.file).with("path", "docs/read me.md").reply(&Raw("# Hello\n".into()));
    let asset = Asset { browser_download_url: "https://github.com/octo/hello/releases/a.zip".into() };
    routes
        .on(REPOSITORIES.upload_asset)
        .with("content", "PK")
        .header("content-type", "application/zip")
        .reply(&asset);
    routes.on(REPOSITORIES.rate_limit).reply(&Limits { core: Limit { remaining: 4999 } });
    Ok(())
}

fn answer_issues(routes: &Routes) -> Result<(), Box<dyn Error>> {
    let issue = |number, title: &str| Issue { number, title: title.to_owned() };
    let open = [issue(1, "It is slow"), issue(2, "It is wrong"), issue(3, "It is late")];
    routes.on(ISSUES.issues).page(&open[..2]).page(&open[2..]).times(2);
    routes.on(ISSUES.open_issue).reply_status(201, issue(4, "It hangs"));
    routes.on(ISSUES.add_labels).with("labels", json!({"labels": ["bug"]})).reply(&json!([{"name": "bug"}]));
    routes.on(ISSUES.react).with("number", 4).reply_status(201, json!({"id": 2}));
    routes.on(ISSUES.comment).with("number", 4).reply_status(201, json!({"id": 1}));
    routes.on(ISSUES.update_issue).with("changes", json!({"state": "closed"})).reply(&issue(4, "It hangs"));
    routes.on(ISSUES.pull).reply(&issue(7, "Make it fast"));
    routes.on(ISSUES.diff).header("accept", "application/vnd.github.diff").reply(&Text("-a\n+b\n".into()));
    let merge = routes
        .on(ISSUES.merge)
        .reply_status(409, ())
        .reply_status(405, json!({"message": "A check is missing."}));
    merge.reply_json(json!({"message": "Merged."}));
    routes.on(SEARCH.search_issues).page(&open[..2]).page(&open[2..]);
    Ok(())
}
