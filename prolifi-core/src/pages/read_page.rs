//! A page read out of an answer, as its shape says.

use std::{
    fmt,
    hash::{DefaultHasher, Hasher},
    marker::PhantomData,
};

use http::{HeaderMap, HeaderValue};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{link, mark::Mark, page::Page};
use crate::{
    answer::{Answer, FromResponse},
    endpoint::{NextPage, PageShape, ReadFrom},
    error::Error,
    json::{self, places},
};

/// What a page says of the pages beside it.
#[derive(Default)]
pub(super) struct Marks {
    /// What asks for the page behind it.
    pub(super) next: Option<Mark>,
    /// What asks for the page before it.
    pub(super) back: Option<Mark>,
    /// A number that equal items share, and different ones hardly ever.
    pub(super) fingerprint: u64,
}

impl Marks {
    /// Makes a URL that is relative to that of the page independent of it. One that leads elsewhere stays as it is: it
    /// is refused when it is asked for, behind the rows of the page.
    pub(super) fn resolve(&mut self, shape: &PageShape, follow: impl Fn(&str) -> Result<String, String>) {
        for (step, mark) in [(Some(shape.next), &mut self.next), (shape.back, &mut self.back)] {
            if let (Some(NextPage::Url { .. }), Some(Mark::Text(url))) = (step, mark)
                && let Ok(target) = follow(url)
            {
                *url = target;
            }
        }
    }
}

/// Reads a page, and what it says of its neighbours.
///
/// # Errors
///
/// [`ErrorKind::Decode`](crate::ErrorKind::Decode), with the place, and no value of the body.
pub(super) fn page<T: DeserializeOwned>(
    answer: &Answer,
    shape: &PageShape,
) -> Result<(Page<T>, Marks), Error> {
    let body = answer.bytes();
    let read = || {
        let values = Values::find(&body, answer.headers(), shape)?;
        let items = values.items()?;
        let mut page = Page::new(match items {
            Some(items) if shape.items.are_values => places::read::<MapValues<T>>(&body, items)?.0,
            Some(items) => places::read(&body, items)?,
            None => Vec::new(),
        });
        page.total = values.number(shape.total);
        page.pages = values.number(shape.pages);
        page.limit = values.number(shape.limit);
        page.begins_at = values.number(shape.begins_at);
        page.has_more = values.flag(shape.more);
        page.headers = answer.headers().clone();
        let marks = Marks {
            next: values.mark(shape.next, |ends| ends.last),
            back: shape.back.and_then(|back| values.mark(back, |ends| ends.first)),
            fingerprint: fingerprint(items.map_or("", RawValue::get)),
        };
        Ok((page, marks))
    };
    read().map_err(|problem| answer.undecodable(&problem))
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + 'static> FromResponse for Page<T> {
    fn media_types() -> HeaderValue {
        // As its items are read.
        Vec::<T>::media_types()
    }

    fn from_response(answer: Answer) -> Result<Self, Error> {
        page(&answer, &answer.page_shape()).map(|(page, _)| page)
    }
}

/// The parts of an answer that its shape names, as they are written.
struct Values<'a> {
    shape: &'a PageShape,
    headers: &'a HeaderMap,
    found: Vec<(&'static str, Option<&'a RawValue>)>,
}

impl<'a> Values<'a> {
    fn find(body: &'a [u8], headers: &'a HeaderMap, shape: &'a PageShape) -> Result<Self, json::Problem> {
        let of_step = |step: NextPage| match step {
            NextPage::Token { from, .. } | NextPage::Url { from } => Some(from),
            NextPage::Offset { .. } | NextPage::Page { .. } | NextPage::LastItem { .. } => None,
        };
        let in_body = |from: Option<ReadFrom>| match from {
            Some(ReadFrom::Body(place)) => Some(place),
            Some(ReadFrom::Header(_) | ReadFrom::Link(_)) | None => None,
        };
        let places = [
            Some(shape.items.place),
            in_body(of_step(shape.next)),
            in_body(shape.back.and_then(of_step)),
            in_body(shape.more),
            in_body(shape.total),
            in_body(shape.pages),
            in_body(shape.limit),
            in_body(shape.begins_at),
        ];
        // An empty body is read as `null`, as all answers are.
        let body = if body.is_empty() { b"null" } else { body };
        let [root] = places::find(body, [Some(shape.within)])?;
        let found = match root {
            Some(root) => places::find(root.get().as_bytes(), places)?,
            None => [None; 8],
        };
        let found = places.into_iter().zip(found).filter_map(|(place, value)| Some((place?, value)));
        Ok(Self { shape, headers, found: found.collect() })
    }

    /// The items; `None` where there are none and that is allowed.
    fn items(&self) -> Result<Option<&'a RawValue>, json::Problem> {
        let items = self.at(self.shape.items.place);
        if self.shape.items.are_optional && items.is_none_or(|items| items.get() == "null") {
            return Ok(None);
        }
        let place = || match (self.shape.within, self.shape.items.place) {
            (within, "") => within.to_owned(),
            ("", items) => items.to_owned(),
            (within, items) => {
                format!("/{}/{}", within.trim_start_matches('/'), items.trim_start_matches('/'))
            }
        };
        items.map(Some).ok_or_else(|| json::Problem::missing(&place()))
    }

    fn at(&self, place: &str) -> Option<&'a RawValue> {
        self.found.iter().find(|(known, _)| *known == place)?.1
    }

    fn number(&self, from: Option<ReadFrom>) -> Option<u64> {
        self.text(from?, |value| value.parse().ok())
    }

    fn flag(&self, from: Option<ReadFrom>) -> Option<bool> {
        self.text(from?, |value| value.parse().ok())
    }

    /// Reads a number or a flag, which look the same in JSON and in a header.
    fn text<V>(&self, from: ReadFrom, parse: impl Fn(&str) -> Option<V>) -> Option<V> {
        match from {
            ReadFrom::Body(place) => parse(self.at(place)?.get()),
            ReadFrom::Header(name) => {
                parse(&self.headers.get(name)?.to_str().ok()?.trim().to_ascii_lowercase())
            }
            ReadFrom::Link(_) => None,
        }
    }

    /// What asks for a page beside this one. `end` is the item that a list by items goes on from.
    fn mark(&self, step: NextPage, end: fn(Ends<'a>) -> Option<&'a RawValue>) -> Option<Mark> {
        match step {
            NextPage::Offset { .. } | NextPage::Page { .. } => None,
            NextPage::LastItem { field, .. } => {
                let ends = serde_json::from_str(self.at(self.shape.items.place)?.get()).ok()?;
                let [value] = places::find(end(ends)?.get().as_bytes(), [Some(field)]).ok()?;
                Mark::of(value?)
            }
            NextPage::Token { from, .. } | NextPage::Url { from } => match from {
                ReadFrom::Body(place) => Mark::of(self.at(place)?),
                ReadFrom::Header(name) => Mark::of_text(self.headers.get(name)?.to_str().ok()?.to_owned()),
                ReadFrom::Link(relation) => Mark::of_text(link::find(self.headers, relation)?),
            },
        }
    }
}

fn fingerprint(items: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(items.as_bytes());
    hasher.finish()
}

/// The values of an object, in its order.
struct MapValues<T>(Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for MapValues<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapValuesVisitor(PhantomData)).map(Self)
    }
}

struct MapValuesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for MapValuesVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object whose values are the items")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some((IgnoredAny, item)) = map.next_entry()? {
            items.push(item);
        }
        Ok(items)
    }
}

/// The first and the last item, as they are written.
#[derive(Default)]
struct Ends<'a> {
    first: Option<&'a RawValue>,
    last: Option<&'a RawValue>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Ends<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Ends::default())
    }
}

impl<'de> Visitor<'de> for Ends<'de> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("items")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Self, A::Error> {
        while let Some(item) = items.next_element()? {
            self.pass(item);
        }
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut items: A) -> Result<Self, A::Error> {
        while let Some((IgnoredAny, item)) = items.next_entry()? {
            self.pass(item);
        }
        Ok(self)
    }
}

impl<'a> Ends<'a> {
    fn pass(&mut self, item: &'a RawValue) {
        self.first = self.first.or(Some(item));
        self.last = Some(item);
    }
}
