//! [`Tokens`]: a source of tokens, and the service that takes each until its end.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use http::{Request, Response};
use prolifi::{
    Body, BoxError, Credentials, CredentialsFuture, FetchContext, Rejected, Secret,
    transport::{Transport, TransportFuture},
};
use tokio::time::{Instant, sleep};

/// Issues `token-1`, `token-2` and so on, and as a transport answers 200 to each that is valid, 401 to all else.
#[derive(Clone)]
pub struct Tokens {
    state: Arc<Mutex<State>>,
}

struct State {
    lifetime: Duration,
    /// Whether the token says how long it is good.
    told: bool,
    fetch_takes: Duration,
    call_takes: Duration,
    script: VecDeque<Fetched>,
    revision: u64,
    fetches: Vec<Instant>,
    /// What each fetch was told of the secret that was refused.
    refused: Vec<Option<String>>,
    /// The ends of the tokens, the first first.
    ends: Vec<Instant>,
    /// The statuses given, with the token that was shown.
    answers: Vec<(u16, String)>,
    running: usize,
    most_running: usize,
}

/// How one fetch ends; where nothing is said, with a token.
#[derive(Debug, Clone, Copy)]
pub enum Fetched {
    /// A token.
    Token,
    /// The same token as the last.
    Same,
    /// An error after which another fetch may succeed.
    Fails,
    /// An error that stays.
    Rejected,
    /// Nothing ever comes.
    Hangs,
    /// The code of the source panics.
    Panics,
}

impl Tokens {
    /// Tokens that are good for so long, and say so.
    pub fn lasting(lifetime: Duration) -> Self {
        let state = State {
            lifetime,
            told: true,
            fetch_takes: Duration::ZERO,
            call_takes: Duration::ZERO,
            script: VecDeque::new(),
            revision: 0,
            fetches: Vec::new(),
            refused: Vec::new(),
            ends: Vec::new(),
            answers: Vec::new(),
            running: 0,
            most_running: 0,
        };
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// Says nothing of how long they are good.
    pub fn untold(self) -> Self {
        self.lock().told = false;
        self
    }

    /// Lets a fetch and a call take so long.
    pub fn slow(self, fetch: Duration, call: Duration) -> Self {
        (self.lock().fetch_takes, self.lock().call_takes) = (fetch, call);
        self
    }

    /// Ends the next fetches like this.
    pub fn then(&self, outcomes: impl IntoIterator<Item = Fetched>) {
        self.lock().script.extend(outcomes);
    }

    /// Gives the source another secret of its own.
    pub fn renew(&self) {
        self.lock().revision += 1;
    }

    /// Ends all tokens now, before their time.
    pub fn revoke(&self) {
        let now = Instant::now();
        self.lock().ends.iter_mut().for_each(|end| *end = now.min(*end));
    }

    /// How many fetches were begun.
    pub fn fetches(&self) -> usize {
        self.lock().fetches.len()
    }

    /// When they were begun.
    pub fn fetched_at(&self) -> Vec<Instant> {
        self.lock().fetches.clone()
    }

    /// How many fetches were on their way at once, at most.
    pub fn most_at_once(&self) -> usize {
        self.lock().most_running
    }

    /// What the fetches were told of the secret that was refused.
    pub fn refused(&self) -> Vec<Option<String>> {
        self.lock().refused.clone()
    }

    /// The statuses given, with the token that was shown.
    pub fn answers(&self) -> Vec<(u16, String)> {
        self.lock().answers.clone()
    }

    /// How many calls were answered with 401.
    pub fn refusals(&self) -> usize {
        self.lock().answers.iter().filter(|(status, _)| *status == 401).count()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Credentials for Tokens {
    fn fetch<'a>(&'a self, with: &'a FetchContext) -> CredentialsFuture<'a> {
        Box::pin(async move {
            let running = Running::start(self);
            let (outcome, takes) = {
                let mut state = self.lock();
                state.fetches.push(Instant::now());
                state.refused.push(with.refused().map(str::to_owned));
                (state.script.pop_front().unwrap_or(Fetched::Token), state.fetch_takes)
            };
            sleep(takes).await;
            drop(running);
            match outcome {
                Fetched::Token => Ok(self.issue()),
                Fetched::Same => Ok(self.last()),
                Fetched::Fails => Err("the vault is closed".into()),
                Fetched::Rejected => Err(Rejected::new("the vault does not know us").into()),
                Fetched::Hangs => std::future::pending::<Result<Secret, BoxError>>().await,
                Fetched::Panics => panic!("a mistake in the source"),
            }
        })
    }

    fn revision(&self) -> u64 {
        self.lock().revision
    }
}

impl Tokens {
    fn issue(&self) -> Secret {
        let mut state = self.lock();
        let end = Instant::now() + state.lifetime;
        state.ends.push(end);
        drop(state);
        self.last()
    }

    fn last(&self) -> Secret {
        let state = self.lock();
        let secret = Secret::new(format!("token-{}", state.ends.len()));
        if state.told { secret.expires_in(state.lifetime) } else { secret }
    }
}

/// Counts a fetch while it is on its way.
struct Running<'a>(&'a Tokens);

impl<'a> Running<'a> {
    fn start(tokens: &'a Tokens) -> Self {
        let mut state = tokens.lock();
        state.running += 1;
        state.most_running = state.most_running.max(state.running);
        drop(state);
        Self(tokens)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.lock().running -= 1;
    }
}

impl Transport for Tokens {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        let shown = request.headers().get("authorization").and_then(|value| value.to_str().ok());
        let shown = shown.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default().to_owned();
        let tokens = self.clone();
        Box::pin(async move {
            let takes = tokens.lock().call_takes;
            sleep(takes).await;
            let mut state = tokens.lock();
            let number = shown.strip_prefix("token-").and_then(|number| number.parse::<usize>().ok());
            let end = number.and_then(|number| state.ends.get(number.wrapping_sub(1)).copied());
            let status = if end.is_some_and(|end| Instant::now() < end) { 200 } else { 401 };
            state.answers.push((status, shown));
            Ok(Response::builder().status(status).body(Body::from("{}")).expect("an answer"))
        })
    }
}
