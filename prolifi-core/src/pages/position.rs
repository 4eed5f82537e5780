//! [`Position`]: where in a list to go on.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::mark::Mark;
use crate::{endpoint::NextPage, text::moves_text};

/// A place in a list, to go on from there later or in another process: what [`Pages::position`](crate::Pages::position)
/// gives and [`Pages::start_at`](crate::Pages::start_at) takes.
///
/// Store it by serde, in whatever format. What it holds is the service's: a token may go out of date, and an item that
/// it names may be removed. It knows how its list asks for pages, so that a position of another kind of list is refused,
/// but neither the endpoint nor its arguments: those have to be the same again.
///
/// ```
/// use prolifi::{Page, Pages, Position};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut list = Pages::ready([Ok(Page::new(vec![1, 2, 3]))]);
/// list.next().await;
/// let stored = serde_json::to_string(&list.position())?;
///
/// // Later:
/// let position: Position = serde_json::from_str(&stored)?;
/// assert_eq!(position, list.position());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// How the list asks for pages, in words.
    shape: String,
    /// What asks for the page; without it, it is the first.
    pub(super) at: Option<Mark>,
    /// How many rows of the page lie before the position.
    pub(super) skip: u64,
    /// How many rows of the list lie before the page, where that is known.
    pub(super) before: Option<u64>,
}

impl Position {
    pub(super) fn new(next: &NextPage, at: Option<Mark>, skip: u64, before: Option<u64>) -> Self {
        Self { shape: next.to_string(), at, skip, before }
    }

    /// Whether it is one of a list that asks for pages in this way.
    ///
    /// # Errors
    ///
    /// A sentence that names both.
    pub(super) fn check(&self, next: &NextPage) -> Result<(), String> {
        let own = next.to_string();
        if self.shape == own {
            return Ok(());
        }
        let shown: String =
            self.shape.chars().filter(|c| !c.is_control() && !moves_text(*c)).take(200).collect();
        Err(format!("the position is of a list by {shown}, and this list goes by {own}"))
    }
}

/// Shows the kind of list: a token may tell more than a log should know.
impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Position").field("shape", &self.shape).finish_non_exhaustive()
    }
}
