//! The request for a page: the request of the first, and in it what asks for another.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, header::CONTENT_TYPE};

use super::{mark::Mark, query_pair};
use crate::{
    body::Body,
    endpoint::{NextPage, WriteTo},
    json::{edit, places},
    request::Prepared,
};

/// Asks for the page that `mark` is for. What asked for a page in the other direction is left out.
///
/// # Errors
///
/// A sentence.
pub(super) fn ask(
    prepared: &mut Prepared,
    next: &NextPage,
    other: Option<&NextPage>,
    mark: &Mark,
) -> Result<(), String> {
    let Some(to) = place(next) else {
        let target = prepared.base().follow(&prepared.target, &mark.plain()?);
        prepared.target =
            target.map_err(|problem| format!("the URL of a page is not followed: {problem}"))?;
        return Ok(());
    };
    if let Some(other) = other.and_then(place)
        && other != to
    {
        write(prepared, other, None)?;
    }
    write(prepared, to, Some(mark))
}

/// Sets a part of the request, or removes it.
///
/// # Errors
///
/// A sentence.
pub(super) fn write(prepared: &mut Prepared, to: WriteTo, mark: Option<&Mark>) -> Result<(), String> {
    match to {
        WriteTo::Query(key) => {
            let value = mark.map(Mark::plain).transpose()?;
            prepared.target = query_pair::write(&prepared.target, key, value.as_deref())?;
            Ok(())
        }
        WriteTo::Header(name) => {
            let name =
                HeaderName::try_from(name).map_err(|_| format!("`{name}` is not the name of a header"))?;
            let Some(mark) = mark else {
                prepared.remove_header(&name);
                return Ok(());
            };
            let value = HeaderValue::try_from(mark.plain()?)
                .map_err(|_| format!("what asks for the next page cannot stand in the header `{name}`"))?;
            prepared.set_header(name, value)
        }
        WriteTo::Body(place) => {
            let body = prepared.body.to_bytes();
            let text = body.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
            let edited = text.and_then(|text| edit::set(text, place, mark.map(Mark::json).as_deref()));
            let edited = edited.ok_or_else(|| {
                format!("`{place}` is written into the body of the request, which has to be a JSON object")
            })?;
            prepared.body = Body::from(Bytes::from(edited));
            if prepared.headers.get(&CONTENT_TYPE).is_none() {
                prepared.set_header(CONTENT_TYPE, HeaderValue::from_static("application/json"))?;
            }
            Ok(())
        }
    }
}

/// The number that a request asks for by itself, of a list by offset or page number.
pub(super) fn asked(prepared: &Prepared, next: &NextPage) -> Option<u64> {
    let (NextPage::Offset { to } | NextPage::Page { to, .. }) = next else { return None };
    match *to {
        WriteTo::Query(key) => query_pair::read(&prepared.target, key),
        WriteTo::Header(name) => {
            let name = HeaderName::try_from(name).ok()?;
            prepared.headers.get(&name)?.to_str().ok()?.parse().ok()
        }
        WriteTo::Body(place) => {
            let [found] = places::find(prepared.body.as_bytes()?, [Some(place)]).ok()?;
            found?.get().parse().ok()
        }
    }
}

/// `None` for a list by URL.
fn place(next: &NextPage) -> Option<WriteTo> {
    match next {
        NextPage::Offset { to }
        | NextPage::Page { to, .. }
        | NextPage::Token { to, .. }
        | NextPage::LastItem { to, .. } => Some(*to),
        NextPage::Url { .. } => None,
    }
}
