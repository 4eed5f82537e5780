//! [`Page`]: one slice of a list.

use std::{
    collections::HashMap,
    fmt,
    hash::{DefaultHasher, Hasher},
    vec,
};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{
    answer::{Answer, FromResponse},
    endpoint::PageShape,
    error::Error,
    json,
};

/// One page of a list: its items, and what the service says about the page.
///
/// `Call<Page<T>>` asks for a single page; [`Pages`](crate::Pages) for one after the other. The names of the
/// members are the [`PageShape`](crate::PageShape) of the service; an envelope of the endpoint does not matter.
///
/// ```
/// use prolifi_core::{Call, Page, http};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), prolifi_core::Error> {
/// let body = r#"{"data": ["a", "b"], "pagination": {"total": 5, "limit": 2, "offset": 0, "has_more": true}}"#;
/// let page = Call::<Page<String>>::answer(http::Response::new(body)).await?;
/// assert_eq!((page.total, page.has_more), (Some(5), Some(true)));
/// assert_eq!(page.items, ["a", "b"]);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// How many items there are in all.
    pub total: Option<u64>,
    /// How many items were asked for.
    pub limit: Option<u64>,
    /// How many items of the list lie before this page.
    pub offset: Option<u64>,
    /// Whether items remain after this page.
    pub has_more: Option<bool>,
}

impl<T> Page<T> {
    /// A page of which nothing but the items is known, for a mock.
    ///
    /// ```
    /// use prolifi_core::{Page, Pages};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// // What a mock of a list gives.
    /// let mut list = Pages::ready([Ok(Page::new(vec![1, 2, 3]))]);
    /// assert_eq!(list.collect_up_to(10).await?, [1, 2, 3]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(items: Vec<T>) -> Self {
        Self { items, total: None, limit: None, offset: None, has_more: None }
    }

    /// Whether the list goes on at `next`, the offset behind this page.
    pub(super) fn goes_on(&self, next: u64) -> bool {
        match (self.has_more, self.total) {
            (Some(has_more), _) => has_more,
            (None, Some(total)) => next < total,
            (None, None) => !self.items.is_empty(),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + 'static> FromResponse for Page<T> {
    fn from_response(answer: Answer) -> Result<Self, Error> {
        let shape = answer.page_shape();
        let items = answer.json_member(Some(shape.items))?;
        let members: HashMap<String, Scalar> = answer.json_member(shape.pagination)?;
        let number = |name| members.get(name).and_then(Scalar::number);
        Ok(Self {
            items,
            total: number(shape.total),
            limit: number(shape.limit),
            offset: number(shape.offset),
            has_more: members.get(shape.has_more).and_then(Scalar::flag),
        })
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

/// A number that equal items share, and different ones hardly ever.
pub(super) fn fingerprint(body: &[u8], shape: PageShape) -> Option<u64> {
    let items: &RawValue = json::from_slice(body, Some(shape.items)).ok()?;
    let mut hasher = DefaultHasher::new();
    hasher.write(items.get().as_bytes());
    Some(hasher.finish())
}

/// What can describe a page. Everything else is skipped unread, the items themselves included.
enum Scalar {
    Number(u64),
    Flag(bool),
    Other,
}

impl Scalar {
    fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Scalar, E> {
        Ok(Scalar::Flag(flag))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Scalar, E> {
        Ok(Scalar::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Scalar, E> {
        Ok(Scalar::Other)
    }

    fn visit_str<E>(self, _: &str) -> Result<Scalar, E> {
        Ok(Scalar::Other)
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }
}
