//! [`PageShape`]: how a service writes its pages.

/// How a service writes a page, and where it takes the offset: data of a [`Service`](crate::Service).
///
/// The default is `{"data": [..], "pagination": {"total", "limit", "offset", "has_more"}}` with the offset in
/// the query parameter `offset`.
///
/// ```
/// use prolifi_core::{PageShape, Service};
///
/// // {"results": [..], "count": 250} for ?skip=40
/// let shape = PageShape::new("results").beside_items().total("count").offset_parameter("skip");
/// let service = Service::new("https://api.example.com").page_shape(shape);
/// ```
///
/// What a page does not say of itself is done without: a list whose pages tell neither whether there are more nor
/// how many there are in all ends with its first empty page. The items, and the member that holds what is said, have
/// to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageShape {
    pub(crate) items: &'static str,
    pub(crate) pagination: Option<&'static str>,
    pub(crate) total: &'static str,
    pub(crate) limit: &'static str,
    pub(crate) offset: &'static str,
    pub(crate) has_more: &'static str,
    pub(crate) offset_parameter: &'static str,
}

impl PageShape {
    /// A page whose items are in this member, and else as by default.
    pub const fn new(items: &'static str) -> Self {
        Self {
            items,
            pagination: Some("pagination"),
            total: "total",
            limit: "limit",
            offset: "offset",
            has_more: "has_more",
            offset_parameter: "offset",
        }
    }

    /// The member with the object that describes the page.
    pub const fn pagination(mut self, member: &'static str) -> Self {
        self.pagination = Some(member);
        self
    }

    /// What describes the page stands beside the items, in no object of its own.
    pub const fn beside_items(mut self) -> Self {
        self.pagination = None;
        self
    }

    /// The member with the number of all items that match.
    pub const fn total(mut self, member: &'static str) -> Self {
        self.total = member;
        self
    }

    /// The member that repeats the limit of the request.
    pub const fn limit(mut self, member: &'static str) -> Self {
        self.limit = member;
        self
    }

    /// The member that repeats the offset of the request.
    pub const fn offset(mut self, member: &'static str) -> Self {
        self.offset = member;
        self
    }

    /// The member that is `true` while items remain after the page.
    pub const fn has_more(mut self, member: &'static str) -> Self {
        self.has_more = member;
        self
    }

    /// The query parameter that takes the offset.
    pub const fn offset_parameter(mut self, key: &'static str) -> Self {
        self.offset_parameter = key;
        self
    }
}

impl Default for PageShape {
    fn default() -> Self {
        Self::new("data")
    }
}
