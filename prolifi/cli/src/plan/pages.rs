//! Lists that come in pages, told by the names of their parameters and members.

use prolifi_core::contract::document::{DocumentedAnswer, Location, Operation, Parameter, Schema};

use super::models::members;
use crate::names::snake_plain;

/// How the pages of a list are written, as an expression of Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    /// `PageShape::offset("offset")`, and the methods behind it.
    pub(crate) calls: Vec<String>,
    /// What its constant may be called.
    pub(crate) name: String,
}

const SIZES: [&str; 14] = [
    "limit",
    "per_page",
    "page_size",
    "pageSize",
    "perPage",
    "pagesize",
    "max_results",
    "maxResults",
    "page[size]",
    "take",
    "first",
    "pageLimit",
    "count",
    "size",
];
const TOKENS: [&str; 12] = [
    "cursor",
    "page_token",
    "pageToken",
    "next_token",
    "nextToken",
    "after",
    "marker",
    "continuation_token",
    "continuationToken",
    "continue",
    "next_page_token",
    "page_cursor",
];
const NEXT_TOKENS: [&str; 10] = [
    "next_cursor",
    "nextCursor",
    "nextPageToken",
    "next_page_token",
    "next_token",
    "nextToken",
    "next_marker",
    "nextMarker",
    "end_cursor",
    "endCursor",
];
/// Objects that say where a page stands.
const AROUND: [&str; 14] = [
    "pagination",
    "paging",
    "page",
    "pages",
    "meta",
    "metadata",
    "_meta",
    "links",
    "_links",
    "cursors",
    "page_info",
    "pageInfo",
    "response_metadata",
    "search_metadata",
];
const TOTALS: [&str; 6] =
    ["total", "total_count", "totalCount", "total_items", "totalItems", "total_results"];

/// The shape and the items of a list; no schema where nothing is said of them.
pub(crate) fn recognise<'a>(
    operation: &Operation<'a>,
    answer: &DocumentedAnswer<'a>,
    schema: &Schema<'a>,
) -> Option<(Shape, Option<Schema<'a>>)> {
    if operation.method() != "GET" {
        return None;
    }
    let body = Body::of(schema, operation.path())?;
    let parameters = operation.parameters_in(Location::Query);
    let query: Vec<&str> = parameters.iter().map(|parameter| parameter.name()).collect();
    let asked = |names: &[&'static str]| names.iter().copied().find(|name| query.contains(name));
    let is_text = |name: &str| {
        let schema = parameters.iter().find(|parameter| parameter.name() == name).and_then(Parameter::schema);
        schema.is_some_and(|schema| schema.types() == ["string"])
    };
    let has_link = answer.headers().iter().any(|header| header.name().eq_ignore_ascii_case("link"));
    let (mut calls, name) = next(&body, &asked, &is_text, has_link)?;
    let named = calls.first().is_some_and(|call| !call.contains('('));
    let is_said = body.items.is_empty() || (named && body.items == "data");
    if !is_said {
        calls.push(format!(".items({:?})", body.items));
    }
    if !named {
        for (names, call) in [(&["has_more", "hasMore"][..], "more"), (&TOTALS[..], "total")] {
            if let Some(place) =
                body.find(names).filter(|place| !calls.iter().any(|known| known.contains(place)))
            {
                calls.push(format!(".{call}({place:?})"));
            }
        }
        let size = SIZES.into_iter().find(|name| query.contains(name));
        calls.extend(size.map(|size| format!(".size({size:?})")));
    }
    // The shape of a service that is told none.
    let usual = body.items == "data" && body.find(&["has_more"]).as_deref() == Some("/pagination/has_more");
    if usual && calls.first().is_some_and(|call| call == "PageShape::offset(\"offset\")") {
        calls.clear();
    }
    Some((Shape { calls, name }, body.item))
}

/// How the next page is asked for, and what the constant may be called.
fn next(
    body: &Body<'_>,
    asked: &impl Fn(&[&'static str]) -> Option<&'static str>,
    is_text: &impl Fn(&str) -> bool,
    has_link: bool,
) -> Option<(Vec<String>, String)> {
    if asked(&["starting_after"]).is_some() && body.items == "data" && body.find(&["has_more"]).is_some() {
        return Some((vec!["PageShape::STARTING_AFTER".to_owned()], "BY_LAST_ITEM".to_owned()));
    }
    if has_link && body.items.is_empty() && asked(&["per_page", "page"]).is_some() {
        return Some((vec!["PageShape::LINK".to_owned()], "BY_LINK".to_owned()));
    }
    let by = |parameter: &str| format!("BY_{}", snake_plain(parameter).to_uppercase());
    if let Some(parameter) = asked(&TOKENS) {
        if let Some(place) = body.find(&NEXT_TOKENS).or_else(|| body.find(&[parameter])) {
            return Some((vec![format!("PageShape::token({place:?}, {parameter:?})")], by(parameter)));
        }
        if parameter == "after" && body.find(&["last_id"]).is_some() && body.find(&["has_more"]).is_some() {
            return Some((vec![format!("PageShape::last_item(\"id\", {parameter:?})")], by(parameter)));
        }
    }
    // A page that is a text is no number.
    if let Some(parameter) = asked(&["page"]).filter(|page| is_text(page)) {
        let place = body.find(&["next_page", "nextPage"])?;
        return Some((vec![format!("PageShape::token({place:?}, {parameter:?})")], by(parameter)));
    }
    let counts = body.find(&TOTALS).is_some() || body.find(&["has_more", "hasMore"]).is_some();
    if let Some(parameter) = asked(&["offset", "skip", "start", "startAt", "start_index", "startIndex"])
        && (counts || asked(&SIZES).is_some())
    {
        return Some((vec![format!("PageShape::offset({parameter:?})")], by(parameter)));
    }
    if let Some(parameter) = asked(&["page", "page_number", "pageNumber", "page[number]", "pageNo"]) {
        return Some((vec![format!("PageShape::page({parameter:?})")], by(parameter)));
    }
    asked(&SIZES).or_else(|| asked(&TOKENS)).or_else(|| asked(&["page", "offset", "start", "skip"]))?;
    let place =
        body.find(&["next", "next_url", "next_page_url", "nextLink", "@odata.nextLink", "next_link"])?;
    Some((vec![format!("PageShape::url({place:?})")], "BY_URL".to_owned()))
}

/// The body of a page.
struct Body<'a> {
    /// The place of the items.
    items: String,
    item: Option<Schema<'a>>,
    /// The places of scalars: `total`, `/pagination/total`.
    scalars: Vec<(&'a str, String)>,
}

impl<'a> Body<'a> {
    fn of(schema: &Schema<'a>, path: &str) -> Option<Self> {
        if schema.is_list() {
            return Some(Self { items: String::new(), item: schema.item(), scalars: Vec::new() });
        }
        let members = members::of(schema).ok()??;
        let lists: Vec<_> = members.fields.iter().filter(|(_, member)| member.is_list()).collect();
        let last = path.rsplit('/').find(|part| !part.is_empty() && !part.contains('{')).unwrap_or_default();
        let usual = ["data", "items", "results", "entries", "values", "records", last];
        let (name, list) = match lists.as_slice() {
            [one] => one,
            several => several.iter().find(|(name, _)| usual.contains(name))?,
        };
        let mut scalars = Vec::new();
        for (name, member) in &members.fields {
            if member.is_list() {
                continue;
            }
            if !member.is_object() {
                scalars.push((*name, (*name).to_owned()));
            }
            if !AROUND.contains(name) {
                continue;
            }
            for (inner, _) in
                members::of(member).ok().flatten().map(|members| members.fields).unwrap_or_default()
            {
                scalars.push((inner, format!("/{name}/{inner}")));
            }
        }
        let items =
            if name.contains('/') { format!("/{}", name.replace('/', "~1")) } else { (*name).to_owned() };
        Some(Self { items, item: list.item(), scalars })
    }

    fn find(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let mut all = self.scalars.iter();
            all.find(|(member, place)| member == name && !place.contains('~')).map(|(_, place)| place.clone())
        })
    }
}

impl Shape {
    /// Whether it is one that has a name: `PageShape::LINK`.
    pub(crate) fn is_named(&self) -> bool {
        self.calls.len() == 1 && self.calls.iter().all(|call| !call.contains('('))
    }

    /// The expression, in one line.
    pub(crate) fn expression(&self) -> String {
        self.calls.concat()
    }
}
