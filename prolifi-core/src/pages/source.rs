//! [`Source`]: where the pages of a list come from.

use serde::de::DeserializeOwned;

use super::{
    ask,
    page::Page,
    read_page::{self, Marks},
    slice::Asked,
};
use crate::{
    answer,
    call::Call,
    endpoint::{Endpoint, PageShape},
    error::Error,
    request::Prepared,
};

pub(super) enum Source<T> {
    /// The request of each page, but for what asks for it.
    Request(Call<Page<T>>),
    /// A mock.
    Given(Box<dyn Iterator<Item = Call<Page<T>>> + Send>),
    /// A request that could be made only once.
    Spent,
}

/// A page, with what says where its list goes on.
pub(super) struct Received<T> {
    pub(super) page: Page<T>,
    pub(super) marks: Marks,
    /// For an error about the page.
    pub(super) context: answer::Context,
}

impl<T> Source<T> {
    /// The request of the first page.
    pub(super) fn prepared(&self) -> Option<&Prepared> {
        match self {
            Self::Request(call) => call.prepared(),
            Self::Given(_) | Self::Spent => None,
        }
    }

    pub(super) fn endpoint(&self) -> Option<&'static Endpoint> {
        self.prepared().map(|prepared| prepared.endpoint)
    }

    pub(super) fn is_mock(&self) -> bool {
        matches!(self, Self::Given(_))
    }

    /// The call for a page alone.
    pub(super) fn into_call(self, shape: &PageShape, asked: Option<&Asked>) -> Call<Page<T>> {
        let call = match (self, asked) {
            (Self::Request(mut call), Some(asked)) => {
                ask_for(&mut call, shape, asked);
                Some(call)
            }
            (Self::Given(mut calls), _) => calls.next(),
            (Self::Request(_), None) | (Self::Spent, _) => None,
        };
        call.unwrap_or_else(|| Call::failed(Error::build("the list has no further page")))
    }

    pub(super) fn change(&mut self, change: impl FnOnce(Call<Page<T>>) -> Call<Page<T>>) {
        *self = match std::mem::replace(self, Self::Spent) {
            Self::Request(call) => Self::Request(change(call)),
            other => other,
        };
    }
}

impl<T: DeserializeOwned + 'static> Source<T> {
    /// The call for a page; `None` where a mock has no more.
    pub(super) fn call(&mut self, shape: PageShape, asked: &Asked) -> Option<Call<Received<T>>> {
        let mut call = match self {
            Self::Given(calls) => return Some(given(calls.next()?)),
            Self::Request(call) => match call.again() {
                Some(call) => call,
                None => match std::mem::replace(self, Self::Spent) {
                    Self::Request(call) => call,
                    Self::Given(_) | Self::Spent => return None,
                },
            },
            Self::Spent => {
                return Some(Call::failed(Error::build(
                    "the body of the request is a stream, which cannot be sent again for the next page",
                )));
            }
        };
        ask_for(&mut call, &shape, asked);
        let came_from = call.prepared().filter(|_| shape.has_urls());
        let came_from = came_from.map(|prepared| (prepared.base().clone(), prepared.target.clone()));
        Some(call.then(move |answer, _| {
            let (page, mut marks) = read_page::page(&answer, &shape)?;
            if let Some((base, target)) = came_from {
                marks.resolve(&shape, |url| base.follow(&target, url));
            }
            Ok(Received { page, marks, context: answer.context() })
        }))
    }
}

/// Without a mark, the request stays as it was built.
fn ask_for<T>(call: &mut Call<Page<T>>, shape: &PageShape, asked: &Asked) {
    if let Some(mark) = &asked.mark
        && let Some(prepared) = call.prepared_mut()
    {
        let (step, other) = match shape.back {
            Some(back) if asked.back => (back, Some(shape.next)),
            back => (shape.next, back),
        };
        let done = ask::ask(prepared, &step, other.as_ref(), mark);
        prepared.check(done);
    }
}

fn given<T: 'static>(call: Call<Page<T>>) -> Call<Received<T>> {
    call.then(|answer, first| {
        let context = answer.context();
        Ok(Received { page: first(answer)?, marks: Marks::default(), context })
    })
}
