//! [`Course`]: all of a call that is the same for every type.

use std::{
    mem,
    task::{Context, Poll, ready},
};

use bytes::Bytes;

use super::reader::{Held, given_away};
use crate::{
    answer::{self, Answer, Reading, Wanted},
    error::Error,
    policy::{self, Running},
    request::Prepared,
};

/// A call without its type, compiled once.
pub(super) struct Course {
    pub(super) stage: Stage,
    /// What the reader of the answer was given beside it.
    pub(super) held: Held,
}

pub(super) enum Stage {
    Built(Box<Prepared>),
    Running(Running),
    /// Given to a mock, to be read as this.
    Answered(Box<Answer>, &'static Wanted),
    Failed(Error),
    Done,
}

impl Course {
    pub(super) fn new(prepared: Box<Prepared>, wanted: &'static Wanted) -> Self {
        let mut course = Self::at(Stage::Built(prepared));
        course.want(wanted);
        course
    }

    pub(super) fn answered(response: http::Response<Bytes>, wanted: &'static Wanted) -> Self {
        Self::at(Stage::Answered(Answer::given(response), wanted))
    }

    pub(super) fn failed(error: Error) -> Self {
        Self::at(Stage::Failed(error))
    }

    fn at(stage: Stage) -> Self {
        Self { stage, held: None }
    }

    /// Has the answer received for another type.
    pub(super) fn want(&mut self, wanted: &'static Wanted) {
        match &mut self.stage {
            Stage::Built(prepared) => prepared.wanted = wanted,
            Stage::Answered(_, known) => *known = wanted,
            Stage::Running(_) | Stage::Failed(_) | Stage::Done => {}
        }
    }

    /// The answer, and what an error made of it has to know.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<(Answer, answer::Context), Error>> {
        let answer = ready!(self.answer(cx));
        Poll::Ready(answer.map(|mut answer| {
            let context = answer.last_context();
            (answer, context)
        }))
    }

    fn answer(&mut self, cx: &mut Context<'_>) -> Poll<Result<Answer, Error>> {
        if let Stage::Built(_) = self.stage
            && let Stage::Built(prepared) = mem::replace(&mut self.stage, Stage::Done)
        {
            self.stage = Stage::Running(policy::start(prepared));
        }
        if let Stage::Running(running) = &mut self.stage {
            let result = ready!(running.as_mut().poll(cx));
            self.stage = Stage::Done;
            return Poll::Ready(result);
        }
        Poll::Ready(match mem::replace(&mut self.stage, Stage::Done) {
            Stage::Answered(answer, wanted) if (wanted.reading)(answer.status()) != Reading::Refused => {
                Ok(*answer)
            }
            Stage::Answered(answer, _) => Err(answer.refused(None, false)),
            Stage::Failed(error) => Err(error),
            _ => Err(given_away()),
        })
    }
}
