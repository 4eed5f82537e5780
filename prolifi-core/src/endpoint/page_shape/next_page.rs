//! How the next page is asked for, and from where to where what asks for it goes.

use std::fmt;

/// How the page behind another is asked for.
///
/// ```
/// use prolifi::{NextPage, WriteTo};
///
/// // ?page=0 is the first page.
/// const NUMBERED: NextPage = NextPage::Page { to: WriteTo::Query("page"), first: 0 };
/// assert_eq!(NUMBERED.to_string(), "page number from 0 in the query parameter `page`");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextPage {
    /// By the number of rows that lie before it.
    Offset {
        /// Where the offset is written.
        to: WriteTo,
    },
    /// By its number.
    Page {
        /// Where the number is written.
        to: WriteTo,
        /// The number of the first page, 1 mostly.
        first: u64,
    },
    /// By a token that the page before it gave: a cursor, a continuation.
    Token {
        /// Where the token is read.
        from: ReadFrom,
        /// Where it is written.
        to: WriteTo,
    },
    /// By a field of the last item before it.
    LastItem {
        /// The place of the field in the item.
        field: &'static str,
        /// Where its value is written.
        to: WriteTo,
    },
    /// By a URL that the page before it gave. It is followed as it is, if it keeps the scheme, the host, the port and
    /// the base path of the client's address: a credential goes nowhere else.
    Url {
        /// Where the URL is read.
        from: ReadFrom,
    },
}

/// Where something is read in an answer.
///
/// ```
/// use prolifi::{PageShape, ReadFrom};
///
/// // The body is the list itself, and what is said of it stands in headers.
/// const LISTED: PageShape = PageShape::LINK.total_from(ReadFrom::Header("x-total-count"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadFrom {
    /// At a place of the body.
    Body(&'static str),
    /// In a header.
    Header(&'static str),
    /// In `Link`, with this relation: `"next"` (RFC 8288).
    Link(&'static str),
}

/// Where something is written in a request.
///
/// ```
/// use prolifi::{NextPage, PageShape, ReadFrom, WriteTo};
///
/// // A search by POST: {"query": "..", "cursor": ".."}
/// const SEARCH: PageShape =
///     PageShape::by(NextPage::Token { from: ReadFrom::Body("cursor"), to: WriteTo::Body("cursor") }).items("hits");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WriteTo {
    /// In the query, under this key. A pair with the key, which the first request has, is replaced.
    Query(&'static str),
    /// In a header.
    Header(&'static str),
    /// At a place of the body, which is a JSON object. Objects on the way to it are made.
    Body(&'static str),
}

/// In words, as errors and a stored [`Position`](crate::Position) name it.
impl fmt::Display for NextPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offset { to } => write!(f, "offset in {to}"),
            Self::Page { to, first } => write!(f, "page number from {first} in {to}"),
            Self::Token { from, to } => write!(f, "token from {from} in {to}"),
            Self::LastItem { field, to } => write!(f, "`{field}` of the last item in {to}"),
            Self::Url { from } => write!(f, "URL from {from}"),
        }
    }
}

impl fmt::Display for ReadFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(place) => write!(f, "the member `{place}`"),
            Self::Header(name) => write!(f, "the header `{name}`"),
            Self::Link(relation) => write!(f, "the link `{relation}`"),
        }
    }
}

impl fmt::Display for WriteTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Query(key) => write!(f, "the query parameter `{key}`"),
            Self::Header(name) => write!(f, "the header `{name}`"),
            Self::Body(place) => write!(f, "the body's `{place}`"),
        }
    }
}
