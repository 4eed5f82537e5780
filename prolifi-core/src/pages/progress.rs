//! [`Progress`]: whether each page brings the list further.

use super::{seen::Seen, slice::Slice};
use crate::endpoint::{NextPage, PageShape};

/// How many pages in a row may be empty and say that there are more: a filter that the service applies after it has
/// cut the pages leaves some of them empty.
const EMPTY_PAGES: u32 = 1000;

/// What is remembered of the pages of a walk in one direction.
#[derive(Debug, Default)]
pub(super) struct Progress {
    seen: Seen,
    empty_pages: u32,
    /// Of the items of the page before.
    fingerprint: Option<u64>,
}

/// Why a list ends with an error.
#[derive(Debug)]
pub(super) enum Problem {
    /// The page is no part of it.
    Refused(String),
    /// The page is, and what it says of the next is wrong.
    Behind(String),
}

impl Progress {
    /// Looks at one page more.
    ///
    /// # Errors
    ///
    /// [`Problem`]: it brings the list no further.
    pub(super) fn check(&mut self, shape: &PageShape, slice: &Slice) -> Result<(), Problem> {
        let name = match (shape.next, slice.number) {
            (NextPage::Offset { .. }, Some(offset)) => format!("the page at offset {offset}"),
            (_, Some(number)) => format!("page {number}"),
            (_, None) => "the page".into(),
        };
        let no_further = |problem: String| format!("{name} brings the list no further: {problem}");
        let has_same_items = self.fingerprint.replace(slice.fingerprint) == Some(slice.fingerprint);
        self.check_place(shape, slice, has_same_items)
            .map_err(|problem| Problem::Refused(no_further(problem)))?;
        self.check_next(shape, slice, has_same_items).map_err(|problem| match problem {
            Problem::Refused(problem) => Problem::Refused(no_further(problem)),
            Problem::Behind(problem) => Problem::Behind(no_further(problem)),
        })
    }

    /// Whether it is the page that was asked for, as far as it tells, and has items if there are some.
    fn check_place(&mut self, shape: &PageShape, slice: &Slice, has_same_items: bool) -> Result<(), String> {
        if slice.length == 0 {
            return if slice.goes_on { self.check_empty(shape, slice) } else { Ok(()) };
        }
        self.empty_pages = 0;
        let Some(number) = slice.number else { return Ok(()) };
        match slice.begins_at {
            Some(begins_at) if begins_at != number => {
                Err(format!("{number} was asked for, and it says {begins_at}"))
            }
            None if has_same_items => Err("its items are those of the page before".into()),
            _ => Ok(()),
        }
    }

    fn check_empty(&mut self, shape: &PageShape, slice: &Slice) -> Result<(), String> {
        self.empty_pages += 1;
        match shape.next {
            NextPage::Token { .. } | NextPage::Url { .. } => {}
            NextPage::Page { .. } if slice.says_so => {}
            _ => return Err("it is empty, and there are more items".into()),
        }
        if self.empty_pages > EMPTY_PAGES {
            return Err(format!("it is empty, and so are the {EMPTY_PAGES} before it"));
        }
        Ok(())
    }

    /// Whether what it says of the page behind it leads there.
    fn check_next(&mut self, shape: &PageShape, slice: &Slice, has_same_items: bool) -> Result<(), Problem> {
        if !slice.goes_on {
            return Ok(());
        }
        if let (true, Some(mark)) = (self.seen.is_empty(), &slice.asked.mark) {
            self.seen.pass(mark);
        }
        match (shape.next, &slice.next) {
            (NextPage::LastItem { field, .. }, None) => Err(Problem::Behind(format!(
                "its last item has no `{field}`, by which the next page is asked for"
            ))),
            (NextPage::Token { from, .. } | NextPage::Url { from }, None) => Err(Problem::Behind(format!(
                "it says that there are more items, and {from} does not lead to them"
            ))),
            (NextPage::LastItem { .. }, Some(mark)) if self.seen.pass(mark) => {
                Err(Problem::Refused("its last item was the last of a page before it".into()))
            }
            (NextPage::Token { .. } | NextPage::Url { .. }, Some(mark)) if self.seen.pass(mark) => {
                if has_same_items {
                    Err(Problem::Refused("its items are those of the page before".into()))
                } else {
                    Err(Problem::Behind("the next page was asked for before".into()))
                }
            }
            _ => Ok(()),
        }
    }
}
