//! Following redirects, where the declaration or the call asks for it: GET and HEAD only, a checked hop at a time.

use std::pin::Pin;

use http::{HeaderMap, Method, Request, StatusCode, Uri, header::LOCATION};
use url::Url;

use super::{
    attempt::{self, Complete, Failure},
    credentials::{self, Secrets},
    limit::Limit,
    redaction,
};
use crate::{answer::Reading, body::Body, error::Redaction, request::Prepared};

/// Whether the answer is a redirect that is to be followed.
fn is_followed(prepared: &Prepared, status: StatusCode) -> bool {
    prepared.limits.redirects > 0
        && matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
        && (prepared.wanted.reading)(status) == Reading::Refused
        && matches!(prepared.endpoint.method(), Method::GET | Method::HEAD)
        && prepared.body.is_empty()
}

/// An attempt that may go on behind a redirect.
pub(super) struct Hops<'e> {
    pub(super) prepared: &'e Prepared,
    /// Which attempt it is, from 1.
    pub(super) number: u32,
    /// Where the attempt was sent.
    pub(super) uri: &'e Uri,
    pub(super) secrets: Option<&'e Secrets>,
    pub(super) limit: &'e Limit,
    /// Hides the secrets of each hop, which is signed anew.
    pub(super) redaction: &'e mut Redaction,
}

type Following<'e> = Pin<Box<dyn Future<Output = Result<Complete, Failure>> + Send + 'e>>;

impl<'e> Hops<'e> {
    /// The outcome of the attempt; or, behind a redirect, what it comes to. That is in a box of its own: few calls
    /// follow one, and the others are not made larger.
    pub(super) fn outcome(
        self,
        outcome: Result<Complete, Failure>,
    ) -> Result<Result<Complete, Failure>, Following<'e>> {
        match outcome {
            Ok(first) if is_followed(self.prepared, first.status) => Err(Box::pin(self.follow(first))),
            outcome => Ok(outcome),
        }
    }

    /// Follows redirects, from the first, to an answer that is none.
    ///
    /// # Errors
    ///
    /// `Redirect`, with the head of the last answer, for a hop that is not made; and all that an attempt can end with.
    async fn follow(self, first: Complete) -> Result<Complete, Failure> {
        let prepared = self.prepared;
        let mut limit = self.limit.clone();
        let mut received = first;
        let mut followed = 0;
        let mut away = false;
        let mut from = self.uri.to_string();
        while is_followed(prepared, received.status) {
            let next = if followed == prepared.limits.redirects {
                Err(format!("there were more than {followed} redirects"))
            } else {
                target(&from, &received.headers)
            };
            let request = next.and_then(|to| {
                let request = self.request(&to, &mut away);
                from = to.into();
                request
            });
            let request = match request {
                Ok(request) => request,
                Err(problem) => return Err(Failure::redirect(&problem, received)),
            };
            followed += 1;
            redaction::add(self.redaction, &request, &prepared.client.inner().service);
            let sending = prepared.client.inner().transport.send(request);
            received = attempt::receive(sending, prepared, &mut limit).await?;
        }
        Ok(Complete { redirects: followed, ..received })
    }

    fn request(&self, to: &Url, away: &mut bool) -> Result<Request<Body>, String> {
        let prepared = self.prepared;
        let mut request = prepared.redirected(to.as_str(), self.number, away)?;
        if !*away && !prepared.per_attempt.is_empty() {
            credentials::add(prepared, self.secrets, &mut request).map_err(|error| error.to_string())?;
        }
        Ok(request)
    }
}

/// Where a redirect leads.
fn target(from: &str, headers: &HeaderMap) -> Result<Url, String> {
    let location = headers.get(LOCATION).ok_or("the redirect has no `Location`")?;
    let location = location.to_str().map_err(|_| "the redirect has a `Location` that is no text")?;
    let from = Url::parse(from).map_err(|error| error.to_string())?;
    let to = from.join(location).map_err(|error| format!("the redirect leads to no URL: {error}"))?;
    if from.scheme() == "https" && to.scheme() != "https" {
        return Err("the redirect leads from https:// to another scheme".into());
    }
    Ok(to)
}
