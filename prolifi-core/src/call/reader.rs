//! [`Reader`]: how the answer of a call becomes its value.

use std::any::Any;

use crate::{
    answer::{Answer, FromResponse},
    error::Error,
};

/// Reads the answer of a call, once.
///
/// A closure in a box would be code for each answer type in every place where a call is dropped or moved. This is a
/// pointer to a function, and for the few that need more than the answer a box that knows no type.
pub(crate) struct Reader<T> {
    read: fn(Answer, Held) -> Result<T, Error>,
    held: Held,
}

type Held = Option<Box<dyn Any + Send>>;

impl<T> Reader<T> {
    /// As the type itself reads it.
    pub(super) fn of_type() -> Self
    where
        T: FromResponse,
    {
        Self { read: |answer, _| T::from_response(answer), held: None }
    }

    /// Gives a value that was there before.
    pub(super) fn of_value(value: T) -> Self
    where
        T: Send + 'static,
    {
        Self { read: |_, held| take(held), held: Some(Box::new(value)) }
    }

    /// Of a call that never has an answer.
    pub(super) fn of_nothing() -> Self {
        Self { read: |_, _| Err(given_away()), held: None }
    }

    /// With more to do.
    pub(super) fn then<U, F>(self, more: F) -> Reader<U>
    where
        T: 'static,
        F: FnOnce(Answer, Self) -> Result<U, Error> + Send + 'static,
    {
        let read = |answer, held| {
            let (first, more) = take::<(Self, F)>(held)?;
            more(answer, first)
        };
        Reader { read, held: Some(Box::new((self, more))) }
    }

    pub(crate) fn read(&mut self, answer: Answer) -> Result<T, Error> {
        (self.read)(answer, self.held.take())
    }
}

/// What is held, which was put there beside the function that takes it.
fn take<H: 'static>(held: Held) -> Result<H, Error> {
    held.and_then(|held| held.downcast().ok()).map(|held| *held).ok_or_else(given_away)
}

pub(super) fn given_away() -> Error {
    Error::build("the call was awaited before and has given its value away")
}
