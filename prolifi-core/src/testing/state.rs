//! [`State`]: the routes of a kit, what they were asked, and which of them answers.

use std::{
    panic::Location,
    sync::{Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use tokio::sync::oneshot;

use super::{
    matcher::Matcher,
    nearest::no_route,
    page_writer::PageWriter,
    played::{Effect, Outcome, Played},
    random_faults::RandomFaults,
    received::Received,
    step::{self, Step},
    template::{self, Fit},
    times::{Times, times},
};
use crate::endpoint::{Endpoint, PageShape};

/// What a kit holds. A test that failed while it looked has changed nothing.
pub(super) fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// All that a kit holds.
#[derive(Default)]
pub(super) struct State {
    pub(super) routes: Vec<RouteState>,
    pub(super) records: Vec<Record>,
    /// What was asked that no route answers, and why.
    pub(super) unexpected: Vec<String>,
    pub(super) random_faults: Option<RandomFaults>,
    /// How the lists of endpoints are written that do not say it themselves.
    pub(super) shape: PageShape,
    /// Each ends its server when it is dropped.
    pub(super) servers: Vec<oneshot::Sender<()>>,
    /// Whether somebody was told what is wrong.
    pub(super) is_verified: bool,
}

/// One route: what it asks of a request, and what it answers.
pub(super) struct RouteState {
    pub(super) endpoint: &'static Endpoint,
    pub(super) matchers: Vec<Matcher>,
    pub(super) steps: Vec<Step>,
    pub(super) pages: PageWriter,
    pub(super) times: Times,
    /// How often it was asked.
    pub(super) asked: usize,
    /// How many of its answers it has given.
    turn: usize,
    /// Where the test makes it.
    pub(super) made_at: &'static Location<'static>,
}

/// A request, the route that answered it, and what a service may have done.
pub(super) struct Record {
    pub(super) received: Received,
    pub(super) route: Option<usize>,
    pub(super) effect: Effect,
}

impl RouteState {
    pub(super) fn new(
        endpoint: &'static Endpoint,
        pages: PageWriter,
        made_at: &'static Location<'static>,
    ) -> Self {
        let (matchers, steps) = (Vec::new(), Vec::new());
        Self { endpoint, matchers, steps, pages, times: Times::ANY, asked: 0, turn: 0, made_at }
    }

    /// In what a request to its endpoint is another one than it takes.
    fn differences(&self, received: &Received) -> Vec<String> {
        self.matchers.iter().filter_map(|matcher| matcher(received)).collect()
    }

    /// `POST /notes (tests/notes.rs:12)`.
    fn place(&self) -> String {
        format!("{} ({}:{})", self.endpoint, self.made_at.file(), self.made_at.line())
    }
}

impl State {
    /// Answers a request. `asked` is its endpoint, where that is known.
    ///
    /// # Errors
    ///
    /// A sentence that says why no route does.
    pub(super) fn answer(
        &mut self,
        request: http::Request<Bytes>,
        asked: Option<&'static Endpoint>,
    ) -> Result<Played, String> {
        let mut received = Received { request, endpoint: None, path: Vec::new() };
        let chosen = self.choose(&mut received, asked);
        let played = chosen.and_then(|index| {
            let route = &mut self.routes[index];
            route.asked += 1;
            let played = step::play(&route.steps, route.turn, &route.pages, &received.request);
            let played = played.unwrap_or_else(|| Err("it has no answer".to_owned()));
            let played =
                played.map_err(|problem| format!("the route is {}, but {problem}", route.place()))?;
            // What is struck by chance is still to be given.
            match (self.random_faults.as_mut().and_then(RandomFaults::next), played) {
                (Some(fault), Played { delay, outcome: Outcome::Answer(answer) }) => {
                    Ok((index, Played { delay, outcome: fault.strike(*answer) }))
                }
                (_, played) => {
                    route.turn += 1;
                    Ok((index, played))
                }
            }
        });
        let (route, effect) = match &played {
            Ok((index, played)) => (Some(*index), played.outcome.effect()),
            Err(problem) => {
                let line = format!("{} {}", received.request.method(), received.request.uri().path());
                self.unexpected.push(format!("{line}: {problem}"));
                (None, Effect::None)
            }
        };
        self.records.push(Record { received, route, effect });
        played.map(|(_, played)| played)
    }

    /// The newest of the routes to the request's endpoint that takes it.
    fn choose(&self, received: &mut Received, asked: Option<&'static Endpoint>) -> Result<usize, String> {
        let request = &received.request;
        // A redirect and the URL of a page can lead to another path than that of the endpoint.
        let asked = asked.and_then(|asked| {
            let (_, path) = template::fit(asked, request.method(), request.uri())?;
            // Until there is a route that takes it.
            (received.endpoint, received.path) = (Some(asked), path);
            Some(asked)
        });
        let fits: Vec<(usize, Fit, _)> = self
            .routes
            .iter()
            .enumerate()
            .filter(|(_, route)| asked.is_none_or(|asked| template::is_same(asked, route.endpoint)))
            .filter_map(|(index, route)| {
                let (fit, path) = template::fit(route.endpoint, request.method(), request.uri())?;
                Some((index, fit, path))
            })
            .collect();
        let Some(best) = fits.iter().map(|(_, fit, _)| *fit).max() else {
            let routes: Vec<_> = self.routes.iter().map(|route| (route.endpoint, route.place())).collect();
            return Err(no_route(asked, (request.method(), request.uri()), &routes));
        };
        let mut nearest: Option<(usize, Vec<String>)> = None;
        for (index, _, path) in fits.into_iter().rev().filter(|(_, fit, _)| *fit == best) {
            let route = &self.routes[index];
            received.path = path;
            let differences = route.differences(received);
            if differences.is_empty() {
                received.endpoint = Some(route.endpoint);
                return Ok(index);
            }
            if nearest.as_ref().is_none_or(|(_, known)| differences.len() < known.len()) {
                nearest = Some((index, differences));
            }
        }
        let (index, differences) = nearest.unwrap_or_default();
        Err(format!(
            "no route takes it; nearest is {}, but {}",
            self.routes[index].place(),
            differences.join(", and ")
        ))
    }

    /// What was not as the routes expect, a sentence each.
    pub(super) fn problems(&self) -> Vec<String> {
        let counted = self.routes.iter().filter(|route| !route.times.are_met_by(route.asked));
        let counted = counted.map(|route| {
            let asked = match route.asked {
                0 => "was never asked".to_owned(),
                asked => format!("was asked {}", times(asked)),
            };
            format!("{} {asked}, and is to be asked {}", route.place(), route.times)
        });
        counted.chain(self.unexpected.iter().cloned()).collect()
    }
}
