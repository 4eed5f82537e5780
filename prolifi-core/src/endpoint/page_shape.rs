//! [`PageShape`]: how a service writes its pages, and how it is asked for the next one.

mod named;
mod next_page;

pub use self::next_page::{NextPage, ReadFrom, WriteTo};

/// How a service writes a page of a list, and how it is asked for the next: constant data of a
/// [`Service`](crate::Service), of a trait or of an endpoint (`pages = SHAPE`), for [`Pages`](crate::Pages) and
/// [`Page`](crate::Page).
///
/// Begin with a shape that has a name, such as [`LINK`](Self::LINK), or with how the next page is asked for, and say
/// what the service does otherwise:
///
/// ```
/// use prolifi::{PageShape, Service};
///
/// // {"results": [..], "count": 250} for ?skip=40
/// const BY_SKIP: PageShape = PageShape::offset("skip").items("results").total("count");
/// // {"orders": [..], "paging": {"next": "dGhlIG5leHQ"}} for ?after=dGhlIG5leHQ
/// const BY_TOKEN: PageShape = PageShape::token("/paging/next", "after").items("orders");
///
/// let service = Service::new("https://api.example.com").page_shape(BY_SKIP);
/// ```
///
/// A place in a body is written as the name of a member, `"results"`, or with a slash before each name of the way to
/// it, `"/paging/next"` (a JSON pointer, RFC 6901, through objects; `~1` is a slash in a name). `""` is the body
/// itself, which is also where the items are unless something else is said.
///
/// What a page does not say of itself is done without: a list of offsets, numbers or last items whose pages tell
/// neither whether there are more nor how many there are in all ends with its first empty page. A list of tokens or
/// URLs ends where the next one is absent, `null`, `false` or empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageShape {
    /// The object that all places below lie in.
    pub(crate) within: &'static str,
    pub(crate) items: Items,
    pub(crate) next: NextPage,
    /// How the page before is asked for, where the service says that.
    pub(crate) back: Option<NextPage>,
    pub(crate) more: Option<ReadFrom>,
    pub(crate) total: Option<ReadFrom>,
    pub(crate) pages: Option<ReadFrom>,
    pub(crate) limit: Option<ReadFrom>,
    pub(crate) begins_at: Option<ReadFrom>,
    pub(crate) size: Option<WriteTo>,
}

/// Where the items of a page are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Items {
    pub(crate) place: &'static str,
    /// Whether they are the values of an object, and not the elements of a list.
    pub(crate) are_values: bool,
    /// Whether a page without items may leave them out.
    pub(crate) are_optional: bool,
}

impl PageShape {
    /// A list whose pages are asked for in this way, and whose items are the body itself.
    ///
    /// ```
    /// use prolifi::{NextPage, PageShape, ReadFrom, WriteTo};
    ///
    /// // A search by POST, with the cursor from a header in its body.
    /// const SEARCH: PageShape = PageShape::by(NextPage::Token {
    ///     from: ReadFrom::Header("x-next-cursor"),
    ///     to: WriteTo::Body("/page/cursor"),
    /// });
    /// ```
    pub const fn by(next: NextPage) -> Self {
        Self {
            within: "",
            items: Items { place: "", are_values: false, are_optional: false },
            next,
            back: None,
            more: None,
            total: None,
            pages: None,
            limit: None,
            begins_at: None,
            size: None,
        }
    }

    /// How the next page is asked for.
    pub const fn next_page(&self) -> NextPage {
        self.next
    }

    /// A page begins at the offset in this query parameter: how many rows of the list lie before it.
    pub const fn offset(parameter: &'static str) -> Self {
        Self::by(NextPage::Offset { to: WriteTo::Query(parameter) })
    }

    /// A page has the number in this query parameter, counted from 1.
    pub const fn page(parameter: &'static str) -> Self {
        Self::by(NextPage::Page { to: WriteTo::Query(parameter), first: 1 })
    }

    /// A page has the token in this query parameter, and the place in the body holds the token of the next.
    pub const fn token(place: &'static str, parameter: &'static str) -> Self {
        Self::by(NextPage::Token { from: ReadFrom::Body(place), to: WriteTo::Query(parameter) })
    }

    /// A page begins behind the item that is named in this query parameter, by a field that each item has.
    pub const fn last_item(field: &'static str, parameter: &'static str) -> Self {
        Self::by(NextPage::LastItem { field, to: WriteTo::Query(parameter) })
    }

    /// The place in the body holds the URL of the next page.
    pub const fn url(place: &'static str) -> Self {
        Self::by(NextPage::Url { from: ReadFrom::Body(place) })
    }

    /// The place of the list of items.
    pub const fn items(mut self, place: &'static str) -> Self {
        self.items.place = place;
        self.items.are_values = false;
        self
    }

    /// The place of an object whose values are the items, in the order in which it is written.
    pub const fn values(mut self, place: &'static str) -> Self {
        self.items.place = place;
        self.items.are_values = true;
        self
    }

    /// A page without items leaves them out, or writes `null`. Else that is an error, since the shape may be another.
    pub const fn optional_items(mut self) -> Self {
        self.items.are_optional = true;
        self
    }

    /// The object that all places in the body lie in, such as `/data/viewer/repositories` of a GraphQL answer.
    pub const fn within(mut self, place: &'static str) -> Self {
        self.within = place;
        self
    }

    /// The place that is `true` while there are more items behind the page, and else `false`.
    pub const fn more(self, place: &'static str) -> Self {
        self.more_from(ReadFrom::Body(place))
    }

    /// The same, read from anywhere.
    pub const fn more_from(mut self, from: ReadFrom) -> Self {
        self.more = Some(from);
        self
    }

    /// The place with the number of all items.
    pub const fn total(self, place: &'static str) -> Self {
        self.total_from(ReadFrom::Body(place))
    }

    /// The same, read from anywhere, such as the header `X-Total-Count`.
    pub const fn total_from(mut self, from: ReadFrom) -> Self {
        self.total = Some(from);
        self
    }

    /// The place with the number of all pages, for a list by page number.
    pub const fn pages(self, place: &'static str) -> Self {
        self.pages_from(ReadFrom::Body(place))
    }

    /// The same, read from anywhere.
    pub const fn pages_from(mut self, from: ReadFrom) -> Self {
        self.pages = Some(from);
        self
    }

    /// The place that repeats how many items a page holds at most.
    pub const fn limit(mut self, place: &'static str) -> Self {
        self.limit = Some(ReadFrom::Body(place));
        self
    }

    /// The place that repeats the offset or the number of the page. A page that repeats another one than was asked
    /// for is then an error.
    pub const fn begins_at(mut self, place: &'static str) -> Self {
        self.begins_at = Some(ReadFrom::Body(place));
        self
    }

    /// The number of the first page, where it is not 1.
    pub const fn first_page(mut self, number: u64) -> Self {
        if let NextPage::Page { to, .. } = self.next {
            self.next = NextPage::Page { to, first: number };
        }
        self
    }

    /// How the page before another is asked for, where that is not by arithmetic. A [`NextPage::LastItem`] is here the
    /// first item.
    ///
    /// ```
    /// use prolifi::{NextPage, PageShape, ReadFrom};
    ///
    /// // {"next": "https://..", "prev": "https://..", "rows": [..]}
    /// const ROWS: PageShape = PageShape::url("next").back(NextPage::Url { from: ReadFrom::Body("prev") }).items("rows");
    /// ```
    pub const fn back(mut self, back: NextPage) -> Self {
        self.back = Some(back);
        self
    }

    /// The query parameter for the size of a page, which [`Pages::page_size`](crate::Pages::page_size) sets.
    pub const fn size(self, parameter: &'static str) -> Self {
        self.size_to(WriteTo::Query(parameter))
    }

    /// The same, written anywhere.
    pub const fn size_to(mut self, to: WriteTo) -> Self {
        self.size = Some(to);
        self
    }

    /// Whether the service says by URLs which page is beside another.
    pub(crate) fn has_urls(&self) -> bool {
        [Some(self.next), self.back].iter().any(|step| matches!(step, Some(NextPage::Url { .. })))
    }
}

/// [`PageShape::OFFSET`].
impl Default for PageShape {
    fn default() -> Self {
        Self::OFFSET
    }
}
