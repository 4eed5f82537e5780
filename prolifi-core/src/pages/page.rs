//! [`Page`]: one slice of a list.

use std::vec;

use http::HeaderMap;

/// One page of a list: its items, and what the service says about the page.
///
/// `Call<Page<T>>` asks for a single page; [`Pages`](crate::Pages) for one after the other. Where things stand is the
/// [`PageShape`](crate::PageShape) of the endpoint or of the service; an envelope does not matter.
///
/// ```
/// use prolifi::{Call, Page, http};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), prolifi::Error> {
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
    /// How many pages there are in all.
    pub pages: Option<u64>,
    /// How many items the page holds at most.
    pub limit: Option<u64>,
    /// The offset of the page, or its number.
    pub begins_at: Option<u64>,
    /// Whether items remain after this page.
    pub has_more: Option<bool>,
    /// The headers of the answer.
    pub headers: HeaderMap,
}

impl<T> Page<T> {
    /// A page of which nothing but the items is known, for a mock.
    ///
    /// ```
    /// use prolifi::{Page, Pages};
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
        Self {
            items,
            total: None,
            pages: None,
            limit: None,
            begins_at: None,
            has_more: None,
            headers: HeaderMap::new(),
        }
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}
