//! [`Received`]: a request as a kit of routes saw it.

use std::fmt;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{
    argument::Argument, difference::decoded, fail::fail, pairs, template::PathValues, text_value::TextValue,
};
use crate::endpoint::{Endpoint, PathPart, RequestPart};

/// A request that [`Routes`](crate::testing::Routes) received, with the arguments that it was made of.
///
/// ```
/// use prolifi::{Call, Client, Service, api, endpoint, testing::Routes};
///
/// #[api]
/// trait Notes {
///     #[endpoint(PUT, "/notes/<id>?<notify>")]
///     fn put_note(&self, id: u64, notify: Option<bool>, text: &str) -> Call<()>;
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), prolifi::Error> {
/// let routes = Routes::new();
/// routes.on(NOTES.put_note).reply(&());
/// let builder = Client::builder(Service::new("https://api.example.com"));
/// let client = builder.transport(routes.clone()).build()?;
/// client.put_note(7, Some(true), "Paid in cash").await?;
///
/// let request = &routes.requests()[0];
/// assert_eq!(request.arg::<u64>("id"), 7);
/// assert_eq!(request.arg::<Option<bool>>("notify"), Some(true));
/// assert_eq!(request.body::<String>(), "Paid in cash");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Received {
    pub(super) request: http::Request<Bytes>,
    pub(super) endpoint: Option<&'static Endpoint>,
    pub(super) path: PathValues,
}

impl Received {
    /// The endpoint: that of the route that answered, or else that of the call. The server knows no calls, so that there it
    /// is `None` where no route answered.
    pub fn endpoint(&self) -> Option<&'static Endpoint> {
        self.endpoint
    }

    /// The request as it was sent, with its whole body.
    pub fn request(&self) -> &http::Request<Bytes> {
        &self.request
    }

    /// The text of a header; `None` where it is absent, or no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.headers().get(name)?.to_str().ok()
    }

    /// The value that an argument of the endpoint was sent with, by its name in the declaration.
    ///
    /// # Panics
    ///
    /// If the endpoint has no such argument, with the names that it has, or if the value is no `V`.
    #[track_caller]
    pub fn arg<V: DeserializeOwned>(&self, name: &str) -> V {
        let Some(endpoint) = self.endpoint else {
            fail("no route answered the request, so that its endpoint is not known")
        };
        let read = Argument::find(endpoint, name).and_then(|argument| match argument {
            Argument::Other(RequestPart::Body { .. }) => self.read_body(),
            argument => self.value(endpoint, argument)?.read(),
        });
        match read {
            Ok(value) => value,
            Err(problem) => fail(&format!("the argument `{name}` of {endpoint} cannot be read: {problem}")),
        }
    }

    /// The body: JSON; where it is none, a text.
    ///
    /// # Panics
    ///
    /// If it is no `V`.
    #[track_caller]
    pub fn body<V: DeserializeOwned>(&self) -> V {
        match self.read_body() {
            Ok(value) => value,
            Err(problem) => fail(&format!("the body of the request cannot be read: {problem}")),
        }
    }

    pub(super) fn read_body<V: DeserializeOwned>(&self) -> Result<V, String> {
        let body = self.request.body();
        serde_json::from_slice(body).or_else(|error| {
            let text = std::str::from_utf8(body).map_err(|_| error.to_string())?;
            TextValue::Text(text.to_owned()).read().map_err(|_| error.to_string())
        })
    }

    fn value(&self, endpoint: &'static Endpoint, argument: Argument) -> Result<TextValue, String> {
        let uri = self.request.uri();
        match argument {
            Argument::Path(part) => Ok(self.path_value(part)),
            Argument::Query(part) => Ok(pairs::value(uri.query().unwrap_or_default(), endpoint, part)),
            Argument::Other(part) => match part {
                RequestPart::Header { header, .. } => Ok(self
                    .header(header)
                    .map_or(TextValue::Absent, |text| TextValue::Joined(text.to_owned()))),
                RequestPart::Cookie { cookie, .. } => {
                    let text = self.cookie(cookie).map(|text| TextValue::Text(text.to_owned()));
                    Ok(text.unwrap_or(TextValue::Absent))
                }
                RequestPart::Form { .. } => {
                    let body = String::from_utf8_lossy(self.request.body());
                    Ok(pairs::form(&body, endpoint.query_style().lists))
                }
                RequestPart::Url { .. } => Ok(TextValue::Text(uri.to_string())),
                RequestPart::Body { .. } | RequestPart::Headers { .. } | RequestPart::Multipart { .. } => {
                    Err("it is not read as a value: look at `.request()`".to_owned())
                }
            },
        }
    }

    fn path_value(&self, part: &PathPart) -> TextValue {
        let raw =
            |name: &str| self.path.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str());
        let list = |text: &str, separator| {
            TextValue::List(text.split(separator).map(|item| TextValue::Text(decoded(item))).collect())
        };
        match part {
            PathPart::Literal(_) => None,
            PathPart::Value { name, .. } => raw(name).map(|text| TextValue::Text(decoded(text))),
            PathPart::Rest { name, .. } => raw(name).map(|text| list(text, '/')),
            PathPart::List { name, .. } => raw(name).map(|text| list(text, ',')),
        }
        .unwrap_or(TextValue::Absent)
    }

    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        let pairs = self.header("cookie")?.split("; ").filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find_map(|(known, value)| (known == name).then_some(value))
    }
}

/// Shows what was asked, and no header, which can be a secret.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("method", self.request.method())
            .field("path", &self.request.uri().path())
            .field("endpoint", &self.endpoint.map(|endpoint| format_args!("{endpoint}").to_string()))
            .finish_non_exhaustive()
    }
}
