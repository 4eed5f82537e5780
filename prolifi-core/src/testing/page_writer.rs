//! [`PageWriter`]: the pages of a list, written as their shape says, and found again by what asks for them.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode, header::LINK};
use percent_encoding::percent_decode_str;

use super::to_response::{JSON, response};
use crate::{
    body::Body,
    endpoint::{NextPage, PageShape, ReadFrom, WriteTo},
    json::{edit, places},
    pages::query_pair,
};

/// The parameter that tells the pages of a list by URLs apart.
pub(super) const NUMBER: &str = "page";

/// The pages of a list: of each the items, which are JSON.
pub(super) struct PageWriter {
    shape: PageShape,
    pages: Vec<Vec<String>>,
}

impl PageWriter {
    pub(super) fn new(shape: PageShape) -> Self {
        Self { shape, pages: Vec::new() }
    }

    pub(super) fn push(&mut self, items: Vec<String>) {
        self.pages.push(items);
    }

    /// The page that a request asks for; behind the last one there is an empty page.
    ///
    /// # Errors
    ///
    /// A sentence: what is asked for begins no page, or the shape cannot be written.
    pub(super) fn answer(&self, request: &Request<Bytes>) -> Result<Response<Body>, String> {
        let index = self.asked(request)?;
        let none = Vec::new();
        let items = self.pages.get(index).unwrap_or(&none);
        let mut headers = http::HeaderMap::new();
        let mut body = self.items(items)?;
        let has_more = index + 1 < self.pages.len();
        let total: usize = self.pages.iter().map(Vec::len).sum();
        let longest = self.pages.iter().map(Vec::len).max().unwrap_or_default();
        let begins_at = match self.shape.next {
            NextPage::Page { first, .. } => first + index as u64,
            _ => self.rows_before(index) as u64,
        };
        let said = [
            (self.shape.limit, Some(longest.to_string())),
            (self.shape.begins_at, Some(begins_at.to_string())),
            (self.shape.total, Some(total.to_string())),
            (self.shape.pages, Some(self.pages.len().to_string())),
            (self.shape.more, Some(has_more.to_string())),
            (
                from(self.shape.next),
                has_more.then(|| self.mark(self.shape.next, index + 1, request)).flatten(),
            ),
            (
                self.shape.back.and_then(from),
                self.shape.back.filter(|_| index > 0).and_then(|back| self.mark(back, index - 1, request)),
            ),
        ];
        for (place, value) in said {
            let (Some(place), Some(value)) = (place, value) else { continue };
            match place {
                ReadFrom::Body(place) => body = set(&body, place, &value)?,
                ReadFrom::Header(name) => {
                    let text = serde_json::from_str(&value).unwrap_or(value);
                    headers.insert(name_of(name)?, header(&text)?);
                }
                ReadFrom::Link(relation) => {
                    let target: String = serde_json::from_str(&value).unwrap_or(value);
                    headers.append(LINK, header(&format!("<{target}>; rel=\"{relation}\""))?);
                }
            }
        }
        let body = match self.shape.within {
            "" => body,
            within => set("{}", within, &body)?,
        };
        let mut page = response(StatusCode::OK, Body::from(body.into_bytes()).content_type(JSON));
        page.headers_mut().extend(headers);
        Ok(page)
    }

    /// The body with the items alone.
    fn items(&self, items: &[String]) -> Result<String, String> {
        let written = match self.shape.items.are_values {
            false => format!("[{}]", items.join(",")),
            true => {
                let members = items.iter().enumerate().map(|(at, item)| format!("\"{at}\":{item}"));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
        };
        match self.shape.items.place {
            "" => Ok(written),
            place => set("{}", place, &written),
        }
    }

    /// What asks for a page, as JSON. `None` where the service does not give it.
    fn mark(&self, step: NextPage, index: usize, request: &Request<Bytes>) -> Option<String> {
        let text = match step {
            NextPage::Token { .. } => token(index),
            NextPage::Url { .. } => url(request, index)?,
            NextPage::Offset { .. } | NextPage::Page { .. } | NextPage::LastItem { .. } => return None,
        };
        Some(serde_json::Value::from(text).to_string())
    }

    fn rows_before(&self, index: usize) -> usize {
        self.pages.iter().take(index).map(Vec::len).sum()
    }

    /// Which page is asked for.
    fn asked(&self, request: &Request<Bytes>) -> Result<usize, String> {
        let steps = [(Some(self.shape.next), true), (self.shape.back, false)];
        for (step, forward) in steps.into_iter().filter_map(|(step, forward)| Some((step?, forward))) {
            let Some(asked) = asked_by(step, request) else { continue };
            let found = (0..=self.pages.len())
                .find(|index| self.begins(step, *index, forward) == Some(asked.clone()));
            return found.ok_or_else(|| format!("no page of the list begins at `{asked}` ({step})"));
        }
        Ok(0)
    }

    /// What asks for a page, as a text. `forward` is false for the way back.
    fn begins(&self, step: NextPage, index: usize, forward: bool) -> Option<String> {
        match step {
            NextPage::Offset { .. } => Some(self.rows_before(index).to_string()),
            NextPage::Page { first, .. } => Some((first + index as u64).to_string()),
            NextPage::Token { .. } => Some(token(index)),
            NextPage::Url { .. } => Some((index + 1).to_string()),
            NextPage::LastItem { field, .. } => {
                let item = match forward {
                    true => self.pages.get(index.checked_sub(1)?)?.last()?,
                    false => self.pages.get(index + 1)?.first()?,
                };
                let [value] = places::find(item.as_bytes(), [Some(field)]).ok()?;
                Some(plain(value?.get()))
            }
        }
    }
}

/// Where what asks for a page is read.
fn from(step: NextPage) -> Option<ReadFrom> {
    match step {
        NextPage::Token { from, .. } | NextPage::Url { from } => Some(from),
        NextPage::Offset { .. } | NextPage::Page { .. } | NextPage::LastItem { .. } => None,
    }
}

/// Where it is written; for a list by URLs in the parameter that those have here.
pub(super) fn written_to(step: NextPage) -> WriteTo {
    match step {
        NextPage::Offset { to }
        | NextPage::Page { to, .. }
        | NextPage::Token { to, .. }
        | NextPage::LastItem { to, .. } => to,
        NextPage::Url { .. } => WriteTo::Query(NUMBER),
    }
}

fn asked_by(step: NextPage, request: &Request<Bytes>) -> Option<String> {
    match written_to(step) {
        WriteTo::Query(key) => {
            let pairs = request.uri().query()?.split('&').filter_map(|pair| pair.split_once('='));
            let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
            pairs.into_iter().find(|(found, _)| decoded(found) == key).map(|(_, value)| decoded(value))
        }
        WriteTo::Header(name) => Some(request.headers().get(name)?.to_str().ok()?.to_owned()),
        WriteTo::Body(place) => {
            let [found] = places::find(request.body(), [Some(place)]).ok()?;
            Some(plain(found?.get())).filter(|text| text != "null")
        }
    }
}

fn token(index: usize) -> String {
    format!("page-{}", index + 1)
}

/// The URL of a page: that of the request, with the number of the page. Absolute, where it is known whose it is.
fn url(request: &Request<Bytes>, index: usize) -> Option<String> {
    let uri = request.uri();
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    let target = query_pair::write(target, NUMBER, Some(&(index + 1).to_string())).ok()?;
    let host = request.headers().get(http::header::HOST).and_then(|host| host.to_str().ok());
    Some(match (uri.scheme_str(), uri.authority(), host) {
        (Some(scheme), Some(authority), _) => format!("{scheme}://{authority}{target}"),
        (_, _, Some(host)) => format!("http://{host}{target}"),
        _ => target,
    })
}

/// A value of JSON as it stands in a query.
fn plain(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}

fn set(body: &str, place: &'static str, value: &str) -> Result<String, String> {
    edit::set(body, place, Some(value))
        .ok_or_else(|| format!("the page shape has a place `{place}` in what is no object"))
}

fn name_of(name: &str) -> Result<HeaderName, String> {
    HeaderName::try_from(name).map_err(|_| format!("`{name}` is not the name of a header"))
}

fn header(text: &str) -> Result<HeaderValue, String> {
    HeaderValue::try_from(text).map_err(|_| "a page has no such header".to_owned())
}
