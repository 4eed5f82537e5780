//! [`Times`]: how often a route is to be asked.

use std::{
    fmt,
    ops::{RangeFrom, RangeInclusive, RangeToInclusive},
};

/// How often a route is to be asked: a number, or a range such as `1..`, `..=3` or `1..=3`.
///
/// ```
/// use prolifi::testing::Times;
///
/// assert_eq!(Times::from(1).to_string(), "once");
/// assert_eq!(Times::from(1..).to_string(), "at least once");
/// assert_eq!(Times::from(2..=3).to_string(), "2 to 3 times");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    least: usize,
    most: usize,
}

impl Times {
    pub(super) const ANY: Self = Self { least: 0, most: usize::MAX };

    pub(super) fn are_met_by(self, times: usize) -> bool {
        (self.least..=self.most).contains(&times)
    }
}

impl From<usize> for Times {
    fn from(times: usize) -> Self {
        Self { least: times, most: times }
    }
}

impl From<RangeFrom<usize>> for Times {
    fn from(range: RangeFrom<usize>) -> Self {
        Self { least: range.start, most: usize::MAX }
    }
}

impl From<RangeToInclusive<usize>> for Times {
    fn from(range: RangeToInclusive<usize>) -> Self {
        Self { least: 0, most: range.end }
    }
}

impl From<RangeInclusive<usize>> for Times {
    fn from(range: RangeInclusive<usize>) -> Self {
        Self { least: *range.start(), most: *range.end() }
    }
}

/// In words: `at least once`.
impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (0, usize::MAX) => f.write_str("any number of times"),
            (least, most) if least == most => f.write_str(&times(least)),
            (least, usize::MAX) => write!(f, "at least {}", times(least)),
            (0, most) => write!(f, "at most {}", times(most)),
            (least, most) => write!(f, "{least} to {}", times(most)),
        }
    }
}

/// A number of times, in words.
pub(super) fn times(number: usize) -> String {
    match number {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}
