//! [`Drift`]: one difference between a trait and its document; and what a contract comes to.

use std::fmt;

use serde_json::Value;

/// How much of a value is shown.
const SHOWN: usize = 80;

/// A difference between what a trait does and what its document says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drift {
    /// In the order of the trait.
    pub(super) order: usize,
    /// The method and its endpoint: `add_note (POST /notes)`.
    pub operation: String,
    /// What it is about: "query `page`", "body /tags/0", "answer 200 /data/id".
    pub place: String,
    /// What stands there, as JSON, cut where it is long; `None` where nothing does.
    pub value: Option<String>,
    /// What is wrong with it.
    pub problem: String,
}

impl Drift {
    pub(super) fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { order: 0, operation: String::new(), place: place.into(), value: None, problem: problem.into() }
    }

    pub(super) fn of(mut self, value: &Value) -> Self {
        let text = value.to_string();
        let shown: String = text.chars().take(SHOWN).collect();
        self.value = Some(if shown.len() < text.len() { format!("{shown}…") } else { shown });
        self
    }
}

/// Prints a line: the operation, the place, the value, and what is wrong.
impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.operation)?;
        if !self.place.is_empty() {
            write!(f, ", {}", self.place)?;
        }
        if let Some(value) = &self.value {
            write!(f, " = {value}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// What a contract found that is worth a look and breaks nothing; what [`Contract::finish`](super::Contract::finish)
/// gives where there is no drift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Members that the document requires and the type does not read, answers of which the document does not say what
    /// they hold, parts of the document that could not be held against anything.
    pub notes: Vec<Drift>,
}

/// Prints a note a line.
impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        lines(&self.notes, f)
    }
}

/// A trait and its document differ.
///
/// `Debug` is the same text as `Display`, so that a test that unwraps it can be read.
#[derive(Clone, PartialEq, Eq)]
pub struct Broken {
    pub(super) api: &'static str,
    /// The differences, in the order of the trait.
    pub drifts: Vec<Drift>,
    /// What else was found.
    pub notes: Vec<Drift>,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = if self.drifts.len() == 1 { "" } else { "s" };
        writeln!(f, "`{}` and its document differ in {} place{s}", self.api, self.drifts.len())?;
        lines(&self.drifts, f)
    }
}

impl fmt::Debug for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Broken {}

fn lines(drifts: &[Drift], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    drifts.iter().try_for_each(|drift| writeln!(f, "  {drift}"))
}
