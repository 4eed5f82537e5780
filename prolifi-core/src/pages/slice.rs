//! [`Slice`]: which part of its list a page is, as far as the page and the walk to it tell.

use super::{mark::Mark, page::Page, read_page::Marks};
use crate::endpoint::{NextPage, PageShape};

/// A page that is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    /// What asks for it; without it, it is the first.
    pub(super) mark: Option<Mark>,
    /// How many of its rows were taken before.
    pub(super) skip: u64,
    /// How many rows of the list lie before it, if that is known.
    pub(super) before: Option<u64>,
    /// Whether it is asked for as the page before another.
    pub(super) back: bool,
}

/// A page that was received.
#[derive(Debug)]
pub(super) struct Slice {
    pub(super) asked: Asked,
    /// Its offset or its number.
    pub(super) number: Option<u64>,
    /// The same, as the page itself tells it.
    pub(super) begins_at: Option<u64>,
    /// How many rows of the list lie before it, if that is known.
    pub(super) before: Option<u64>,
    pub(super) length: u64,
    /// Whether there are more rows behind it.
    pub(super) goes_on: bool,
    /// Whether the page says so itself, and not the number of all rows alone.
    pub(super) says_so: bool,
    /// What asks for the page behind it.
    pub(super) next: Option<Mark>,
    /// The page before it, where there is one and the service offers it.
    pub(super) back: Option<Asked>,
    pub(super) fingerprint: u64,
}

impl Slice {
    pub(super) fn new<T>(shape: &PageShape, asked: Asked, page: &Page<T>, marks: Marks) -> Self {
        let length = page.items.len() as u64;
        let number = first(shape)
            .map(|first| asked.mark.as_ref().and_then(Mark::number).or(page.begins_at).unwrap_or(first));
        let before = match shape.next {
            NextPage::Offset { .. } => number,
            _ => asked.before,
        };
        let behind = before.map(|before| before.saturating_add(length));
        let said = page.has_more.or(match shape.next {
            NextPage::Token { .. } | NextPage::Url { .. } => Some(marks.next.is_some()),
            NextPage::Page { first, .. } => number
                .zip(page.pages)
                .map(|(number, pages)| number.saturating_sub(first).saturating_add(1) < pages),
            NextPage::Offset { .. } | NextPage::LastItem { .. } => None,
        });
        let counted = page.total.zip(behind).map(|(total, behind)| behind < total);
        let back = page_before(shape, &asked, number, page, marks.back);
        Self {
            number,
            begins_at: page.begins_at,
            before,
            length,
            goes_on: said.or(counted).unwrap_or(length > 0),
            says_so: said.is_some(),
            next: match shape.next {
                NextPage::Offset { .. } => behind.map(Mark::Number),
                NextPage::Page { .. } => number.map(|number| Mark::Number(number.saturating_add(1))),
                _ => marks.next,
            },
            back: back.map(|mark| Asked { mark: Some(mark), back: true, ..Asked::default() }),
            fingerprint: marks.fingerprint,
            asked,
        }
    }

    /// How many rows lie before the page behind this one.
    pub(super) fn behind(&self) -> Option<u64> {
        self.before.map(|before| before.saturating_add(self.length))
    }
}

/// The offset or the number of the first page.
fn first(shape: &PageShape) -> Option<u64> {
    match shape.next {
        NextPage::Offset { .. } => Some(0),
        NextPage::Page { first, .. } => Some(first),
        NextPage::Token { .. } | NextPage::LastItem { .. } | NextPage::Url { .. } => None,
    }
}

/// What asks for the page before this one.
fn page_before<T>(
    shape: &PageShape,
    asked: &Asked,
    number: Option<u64>,
    page: &Page<T>,
    said: Option<Mark>,
) -> Option<Mark> {
    match (shape.back, shape.next, number) {
        // Towards the beginning `has_more` is about the rows before, and the first page has none.
        (Some(NextPage::LastItem { .. }), ..) => {
            let is_there = if asked.back { page.has_more != Some(false) } else { asked.mark.is_some() };
            said.filter(|_| is_there)
        }
        (Some(_), ..) => said,
        (None, NextPage::Offset { .. }, Some(offset)) if offset > 0 => {
            let length = page.limit.unwrap_or(page.items.len() as u64).max(1);
            Some(Mark::Number(offset.saturating_sub(length)))
        }
        (None, NextPage::Page { first, .. }, Some(number)) if number > first => {
            Some(Mark::Number(number - 1))
        }
        (None, ..) => None,
    }
}
