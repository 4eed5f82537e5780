//! A trait held against an OpenAPI document: what it really sends, and whether it can read what is answered.

mod answers;
mod ask;
mod checked;
pub mod document;
mod find;
mod generate;
mod json_schema;
mod nearest;
mod parts;
mod recorder;
mod report;
mod sent;
mod typed;
mod validator;
mod values;

use std::{collections::BTreeSet, fmt};

use http::StatusCode;
use serde::de::DeserializeOwned;

use self::{
    ask::{Asker, NewClient},
    document::Document,
    sent::Differences,
    validator::Validator,
};
pub use self::{
    checked::Checked,
    report::{Broken, Drift, Kept},
};
use crate::{
    client::{Client, ClientBuilder},
    endpoint::{ApiDescription, Endpoint, Route},
    service::Service,
};

/// A trait beside the OpenAPI document of its service.
///
/// Each endpoint is called once or more with values of yours. What is sent is held against the document: path, query,
/// headers, cookies and body, in the styles and the media type that it names, against its schemas. Then the same call is
/// given what the document says the service answers (each example, generated answers of each status, one with only the
/// required members), and has to read it as it would read the real one. Nothing reaches a network.
///
/// ```
/// use prolifi::{Call, api, contract::Contract, endpoint};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize)]
/// pub struct Note {
///     text: String,
/// }
///
/// #[api]
/// pub trait Notes {
///     #[endpoint(POST, "/notes?<notify>")]
///     fn add_note(&self, notify: Option<bool>, note: &Note) -> Call<Note>;
/// }
///
/// const DOCUMENT: &str = r#"{"openapi": "3.1.0", "paths": {"/notes": {"post": {
///     "parameters": [{"name": "notify", "in": "query", "schema": {"type": "boolean"}}],
///     "requestBody": {"content": {"application/json": {"schema": {
///         "type": "object", "properties": {"text": {"type": "string", "maxLength": 10}}
///     }}}},
///     "responses": {"201": {"description": "The note", "content": {"application/json": {"schema": {
///         "type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}
///     }}}}}
/// }}}}"#;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut contract = Contract::new(&NOTES, DOCUMENT);
/// contract.check(|api| api.add_note(Some(true), &Note { text: "Call back.".into() })).await;
/// contract.finish()?;
///
/// let mut contract = Contract::new(&NOTES, DOCUMENT);
/// contract.check(|api| api.add_note(None, &Note { text: "Call back at once.".into() })).await;
/// assert_eq!(
///     contract.finish().unwrap_err().drifts[0].to_string(),
///     "add_note (POST /notes?<notify>), body /text = \"Call back at once.\": it is longer than 10 characters"
/// );
/// # Ok(())
/// # }
/// ```
///
/// An endpoint that declares retries of its own waits for them: run such a test under tokio's paused clock.
#[must_use = "a contract says what it found when it is finished"]
pub struct Contract<C = Client> {
    api: &'static str,
    endpoints: &'static [&'static Endpoint],
    document: Result<Document, document::NotADocument>,
    client: NewClient<C>,
    validator: Validator,
    /// By their place in the trait.
    checked: BTreeSet<usize>,
    found: Differences,
}

impl Contract {
    /// A trait whose methods are on every client, beside the text of its document.
    pub fn new(api: &ApiDescription, document: &str) -> Self {
        Self::with_client(api, document, || Client::builder(Service::new("https://api.example.com")))
    }
}

impl<C> Contract<C> {
    /// A trait that is called with a client of its own, or whose endpoints need a service: it makes the client of each
    /// call. Its transport is replaced.
    ///
    /// ```
    /// use prolifi::{Auth, Call, Client, Service, api, contract::Contract, endpoint};
    ///
    /// #[api]
    /// trait Plans {
    ///     #[endpoint(GET, "/plans/<id>")]
    ///     fn get_plan(&self, id: &str) -> Call<String>;
    /// }
    ///
    /// const DOCUMENT: &str = r#"{"openapi": "3.1.0", "paths": {
    ///     "/plans/{id}": {"get": {
    ///         "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
    ///         "responses": {"200": {"description": "Its name", "content": {"application/json": {"schema": {"type": "string"}}}}}
    ///     }}
    /// }}"#;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = || Client::builder(Service::new("https://api.example.com").auth(Auth::Basic)).api_key("user:password");
    /// let mut contract = Contract::with_client(&PLANS, DOCUMENT, client);
    /// contract.check(|api| api.get_plan("plan_7")).await;
    /// contract.finish()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_client(
        api: &ApiDescription,
        document: &str,
        client: impl Fn() -> ClientBuilder<C> + 'static,
    ) -> Self {
        let document = Document::read(document);
        Self {
            api: api.name(),
            endpoints: api.endpoints(),
            validator: Validator::new(document.as_ref().is_ok_and(Document::is_3_0)),
            document,
            client: Box::new(client),
            checked: BTreeSet::new(),
            found: Differences::default(),
        }
    }

    /// Makes a call of one endpoint and holds what is sent, and what is answered, against the document. The closure is
    /// called again for each answer.
    ///
    /// What differs is kept for [`finish`](Self::finish).
    pub async fn check<R: Checked>(&mut self, call: impl Fn(C) -> R) {
        let Ok(document) = &self.document else { return };
        let asker = Asker { client: &self.client, call: &call };
        let asked = asker.ask_empty(StatusCode::OK).await;
        let Some(sent) = asked.sent else {
            let reason =
                asked.result.err().map_or_else(|| "it sent nothing".to_owned(), |error| error.to_string());
            self.found.drifts.push(not_called(reason));
            return;
        };
        let mut found = Differences::default();
        match find::operation(document, sent.endpoint) {
            Ok(operation) => {
                found = sent::differences(document, &operation, &sent, &mut self.validator);
                let answered = answers::differences(&asker, &operation, &sent, &mut self.validator).await;
                found.add(answered);
                if operation.is_deprecated() {
                    found.notes.push(Drift::new("", "the document says that it should no longer be used"));
                }
            }
            Err(problem) => found.drifts.push(Drift::new("", problem)),
        }
        self.keep(sent.endpoint, found);
    }

    /// Makes many calls of one endpoint, with generated values, and holds what is sent against the document; the answers
    /// are checked with the first of them.
    ///
    /// The values are read as an `A`: its members are named as the parameters of the document, and the body is `body`.
    /// They are the same in each run, and hold each value of an enum, the formats of texts, both ends of a range, and
    /// what is optional or `null` with and without it; a body is left out only where the document says `required: false`.
    /// An `A` that cannot hold one of them is a difference too.
    ///
    /// ```
    /// use prolifi::{Call, api, contract::Contract, endpoint};
    /// use serde::Deserialize;
    ///
    /// #[api]
    /// pub trait Notes {
    ///     #[endpoint(DELETE, "/notes/<id>?<keep>")]
    ///     fn delete_note(&self, id: u64, keep: Option<&str>) -> Call<()>;
    /// }
    ///
    /// const DOCUMENT: &str = r#"{"openapi": "3.0.3", "paths": {"/notes/{note_id}": {"delete": {
    ///     "parameters": [
    ///         {"name": "note_id", "in": "path", "required": true, "schema": {"type": "integer", "format": "int64"}},
    ///         {"name": "keep", "in": "query", "schema": {"type": "string", "enum": ["day", "month"]}}
    ///     ],
    ///     "responses": {"204": {"description": "Gone"}}
    /// }}}}"#;
    ///
    /// #[derive(Deserialize)]
    /// struct DeleteNote {
    ///     note_id: u64,
    ///     keep: Option<String>,
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let mut contract = Contract::new(&NOTES, DOCUMENT);
    /// contract
    ///     .check_generated(NOTES.delete_note, |api, it: &DeleteNote| api.delete_note(it.note_id, it.keep.as_deref()))
    ///     .await;
    /// contract.finish()?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn check_generated<T, A, R>(&mut self, route: Route<T>, call: impl Fn(C, &A) -> R)
    where
        A: DeserializeOwned,
        R: Checked,
    {
        let endpoint = route.endpoint();
        let Ok(document) = &self.document else { return };
        let operation = match find::operation(document, endpoint) {
            Ok(operation) => operation,
            Err(problem) => {
                let drifts = vec![Drift::new("", problem)];
                return self.keep(endpoint, Differences { drifts, notes: Vec::new() });
            }
        };
        let mut found = Differences::default();
        let all = values::of(&operation, &mut self.validator);
        if all.is_empty() {
            let problem = "no values were made that the document allows: nothing was sent";
            found.notes.push(Drift::new("arguments", problem));
        }
        for (number, values) in all.into_iter().enumerate() {
            let arguments: A = match serde_json::from_value(values.clone()) {
                Ok(arguments) => arguments,
                Err(error) => {
                    let problem = format!("they cannot hold what the document allows: {error}");
                    found.drifts.push(Drift::new("arguments", problem).of(&values));
                    continue;
                }
            };
            let asker = Asker { client: &self.client, call: &|client| call(client, &arguments) };
            let asked = asker.ask_empty(StatusCode::OK).await;
            let Some(sent) = asked.sent else {
                found.drifts.extend(
                    asked.result.err().map(|error| Drift::new("arguments", error.to_string()).of(&values)),
                );
                continue;
            };
            found.add(sent::differences(document, &operation, &sent, &mut self.validator));
            if number == 0 {
                found.add(answers::differences(&asker, &operation, &sent, &mut self.validator).await);
            }
        }
        self.keep(endpoint, found);
    }

    /// Whether the trait and its document agree.
    ///
    /// # Errors
    ///
    /// [`Broken`], with each difference: where it is, what stands there, and what is wrong with it; an endpoint that was
    /// not checked is one of them.
    pub fn finish(mut self) -> Result<Kept, Broken> {
        if let Err(problem) = &self.document {
            let drift = Drift::new("", problem.to_string());
            self.found.drifts.push(Drift { operation: format!("`{}`", self.api), ..drift });
        } else {
            for (order, endpoint) in self.endpoints.iter().enumerate() {
                if !self.checked.contains(&order) {
                    let drift = Drift::new("", "it has no check");
                    self.found.drifts.push(Drift { order, operation: operation(endpoint), ..drift });
                }
            }
        }
        let Differences { drifts, notes } = self.found;
        let (drifts, notes) = (sorted(drifts), sorted(notes));
        if drifts.is_empty() { Ok(Kept { notes }) } else { Err(Broken { api: self.api, drifts, notes }) }
    }

    fn keep(&mut self, endpoint: &Endpoint, found: Differences) {
        let order = self.endpoints.iter().position(|other| std::ptr::eq(*other, endpoint));
        self.checked.extend(order);
        let named = |drift: Drift| Drift {
            order: order.unwrap_or(usize::MAX),
            operation: operation(endpoint),
            ..drift
        };
        if order.is_none() {
            self.found.drifts.push(named(Drift::new("", format!("it is no endpoint of `{}`", self.api))));
        }
        self.found.drifts.extend(found.drifts.into_iter().map(&named));
        self.found.notes.extend(found.notes.into_iter().map(&named));
    }
}

fn not_called(reason: String) -> Drift {
    Drift { order: usize::MAX, operation: "a call".to_owned(), ..Drift::new("", reason) }
}

fn operation(endpoint: &Endpoint) -> String {
    format!("{} ({endpoint})", endpoint.name())
}

/// In the order of the trait and of the places. The same problem of the same place is told once, with the first value;
/// of the items of a list that is answered the first stands for all.
fn sorted(mut drifts: Vec<Drift>) -> Vec<Drift> {
    drifts.sort_by(|a, b| (a.order, &a.place, &a.problem).cmp(&(b.order, &b.place, &b.problem)));
    let mut seen = BTreeSet::new();
    drifts.retain(|drift| {
        let place =
            if drift.place.starts_with("answer") { first_item(&drift.place) } else { drift.place.clone() };
        seen.insert((drift.operation.clone(), place, drift.problem.clone()))
    });
    drifts
}

/// A place with every index as 0.
fn first_item(place: &str) -> String {
    let steps = place.split('/').map(|step| if step.parse::<usize>().is_ok() { "0" } else { step });
    steps.collect::<Vec<_>>().join("/")
}

impl<C> fmt::Debug for Contract<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contract")
            .field("api", &self.api)
            .field("checked", &self.checked.len())
            .finish_non_exhaustive()
    }
}
