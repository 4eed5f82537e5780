//! [`Reader`]: how the answer of a call becomes its value.

use std::any::Any;

use crate::{answer::Answer, error::Error};

/// Reads the answer of a call.
///
/// A closure in a box would be code for each answer type in every place where a call is dropped or moved. This is a
/// pointer to a function; what the few need beside the answer is in a box that knows no type.
pub(crate) enum Reader<T> {
    /// As the type itself reads it.
    OfType(fn(Answer) -> Result<T, Error>),
    /// With what is held beside the call.
    With(fn(Answer, &mut Held) -> Result<T, Error>),
}

/// What was put there beside the function that takes it.
pub(super) type Held = Option<Box<dyn Any + Send>>;

/// The reading that was there before [more](Reader::then).
pub(super) type First<'a, T> = dyn FnMut(Answer) -> Result<T, Error> + 'a;

impl<T> Reader<T> {
    /// Of a call that never has an answer.
    pub(super) fn of_nothing() -> Self {
        Self::With(|_, _| Err(given_away()))
    }

    /// Of a value that is held.
    pub(super) fn of_value() -> Self
    where
        T: 'static,
    {
        Self::With(|_, value| take(value))
    }

    /// With more to do. `held` is what this one needs, and then what both do.
    pub(super) fn then<U, F>(self, held: &mut Held, more: F) -> Reader<U>
    where
        T: 'static,
        F: FnOnce(Answer, &mut First<'_, T>) -> Result<U, Error> + Send + 'static,
    {
        *held = Some(Box::new((self, held.take(), more)));
        Reader::With(|answer, held| {
            let (first, mut held, more) = take::<(Self, Held, F)>(held)?;
            more(answer, &mut |answer| first.read(answer, &mut held))
        })
    }

    pub(super) fn read(&self, answer: Answer, held: &mut Held) -> Result<T, Error> {
        match self {
            Self::OfType(read) => read(answer),
            Self::With(read) => read(answer, held),
        }
    }
}

/// What is held, which was put there beside the function that takes it.
fn take<H: 'static>(held: &mut Held) -> Result<H, Error> {
    held.take().and_then(|held| held.downcast().ok()).map(|held| *held).ok_or_else(given_away)
}

pub(super) fn given_away() -> Error {
    Error::build("the call was awaited before and has given its value away")
}
