//! [`Trail`]: where a walk through a list stands.

use super::{
    mark::Mark,
    position::Position,
    progress::{Problem, Progress},
    slice::{Asked, Slice},
};
use crate::endpoint::{NextPage, PageShape};

#[derive(Debug)]
pub(super) struct Trail {
    pub(super) shape: PageShape,
    /// The page that is asked for next; `None` at the end of the list.
    ahead: Option<Asked>,
    /// The page that was received last.
    here: Option<Slice>,
    /// Where a list by page numbers ends, if that was an empty page: the one before it may not be full.
    end: Option<Position>,
    progress: Progress,
}

impl Trail {
    pub(super) fn new(shape: PageShape) -> Self {
        let ahead = Some(Asked { before: Some(0), ..Asked::default() });
        Self { shape, ahead, here: None, end: None, progress: Progress::default() }
    }

    /// A walk that begins at a position.
    ///
    /// # Errors
    ///
    /// A sentence: the position is of another kind of list.
    pub(super) fn from(shape: PageShape, position: Position) -> Result<Self, String> {
        position.check(&shape.next)?;
        let Position { at, skip, before, .. } = position;
        Ok(Self { ahead: Some(Asked { mark: at, skip, before, back: false }), ..Self::new(shape) })
    }

    /// The page that is asked for next; `None` at the end of the list.
    pub(super) fn ahead(&self) -> Option<&Asked> {
        self.ahead.as_ref()
    }

    /// The page before the one received last; `None` where there is none.
    pub(super) fn before(&self) -> Option<&Asked> {
        self.here.as_ref()?.back.as_ref()
    }

    /// Whether the service offers the way back.
    pub(super) fn leads_back(&self) -> bool {
        self.shape.back.is_some()
            || matches!(self.shape.next, NextPage::Offset { .. } | NextPage::Page { .. })
    }

    /// The position of the next page.
    pub(super) fn position(&self) -> Position {
        match (&self.ahead, &self.end, &self.here) {
            (Some(asked), ..) => self.position_in(asked, 0),
            (None, Some(end), _) => end.clone(),
            (None, None, Some(here)) => self.position_behind(here, here.length),
            (None, None, None) => self.position_in(&Asked::default(), 0),
        }
    }

    /// The position before so many rows of the page received last.
    pub(super) fn position_before(&self, rows: u64) -> Position {
        match &self.here {
            Some(here) if rows > 0 => self.position_behind(here, here.length.saturating_sub(rows)),
            _ => self.position(),
        }
    }

    /// The position behind so many rows of a page.
    fn position_behind(&self, here: &Slice, rows: u64) -> Position {
        match (self.shape.next, &here.next) {
            (NextPage::Offset { .. }, _) => {
                let offset = here.before.unwrap_or(0).saturating_add(rows);
                Position::new(&self.shape.next, Some(Mark::Number(offset)), 0, None)
            }
            // Later there may be more behind it.
            (NextPage::LastItem { .. }, Some(next)) if rows == here.length => {
                Position::new(&self.shape.next, Some(next.clone()), 0, here.behind())
            }
            _ => self.position_in(&here.asked, rows),
        }
    }

    fn position_in(&self, asked: &Asked, rows: u64) -> Position {
        let skip = if rows == 0 { asked.skip } else { rows };
        Position::new(&self.shape.next, asked.mark.clone(), skip, asked.before)
    }

    /// Stands behind a page.
    ///
    /// # Errors
    ///
    /// [`Problem`]: it brings the list no further.
    pub(super) fn arrive(&mut self, slice: Slice) -> Result<(), Problem> {
        let turned = self.here.as_ref().is_some_and(|here| here.asked.back != slice.asked.back);
        if turned {
            self.progress = Progress::default();
        }
        let outcome = match slice.asked.back {
            true => Ok(()),
            false => self.progress.check(&self.shape, &slice),
        };
        if !matches!(outcome, Err(Problem::Refused(_))) {
            // From a page before another there is a way on, whatever it says of the rows before it.
            let goes_on = (slice.goes_on || slice.asked.back) && outcome.is_ok();
            self.stand_behind(slice, goes_on);
        }
        outcome
    }

    pub(super) fn stand_behind(&mut self, slice: Slice, goes_on: bool) {
        self.end = match (self.shape.next, &self.here) {
            (NextPage::Page { .. }, Some(here)) if slice.length == 0 && !goes_on => {
                Some(self.position_behind(here, here.length))
            }
            _ => None,
        };
        let ahead = Asked { mark: slice.next.clone(), before: slice.behind(), ..Asked::default() };
        self.ahead = Some(ahead).filter(|ahead| goes_on && ahead.mark.is_some());
        self.here = Some(slice);
    }

    /// How many rows lie between a page that was asked for as the one before, and the page received last: it may
    /// reach into that, at the beginning of a list by offsets.
    pub(super) fn rows_until_here(&self, asked: &Asked) -> Option<u64> {
        let offset = asked.mark.as_ref().filter(|_| asked.back).and_then(Mark::number)?;
        match self.shape.next {
            NextPage::Offset { .. } => self.here.as_ref()?.before?.checked_sub(offset),
            _ => None,
        }
    }
}
