//! What the operation answers, read by the decoder of the call.

mod fault;
mod given;
mod json;
mod statuses;
mod unread;

use http::{StatusCode, header};
use serde_json::Value;

use self::given::{documented_status, given};
use super::{
    ask::Asker,
    checked::Checked,
    document::{DocumentedAnswer, MediaType, Operation, essence},
    recorder::Sent,
    report::Drift,
    sent::Differences,
    validator::Validator,
};

/// One call beside its operation.
struct Answers<'a, C, F> {
    asker: &'a Asker<'a, C, F>,
    operation: &'a Operation<'a>,
    sent: &'a Sent,
    validator: &'a mut Validator,
    found: Differences,
}

pub(super) async fn differences<C, F: Fn(C) -> R, R: Checked>(
    asker: &Asker<'_, C, F>,
    operation: &Operation<'_>,
    sent: &Sent,
    validator: &mut Validator,
) -> Differences {
    let mut answers = Answers { asker, operation, sent, validator, found: Differences::default() };
    let documented = operation.answers();
    for answer in &documented {
        if let Some(status) = documented_status(answer, &documented) {
            answers.answer(answer, status).await;
        }
    }
    answers.statuses(&documented).await;
    answers.found
}

impl<C, F: Fn(C) -> R, R: Checked> Answers<'_, C, F> {
    async fn answer(&mut self, answer: &DocumentedAnswer<'_>, status: StatusCode) {
        let place = format!("answer {}", answer.status());
        if !self.asker.ask_empty(status).await.is_read() {
            return self.refused(answer, status, &place).await;
        }
        let types = answer.media_types();
        let wanted: Vec<&MediaType<'_>> =
            types.iter().filter(|media_type| self.asks_for(media_type)).collect();
        if wanted.is_empty() && !types.is_empty() {
            let known: Vec<_> = types.iter().map(MediaType::name).collect();
            let problem = format!(
                "the document answers `{}`, and the type asks for `{}`",
                known.join("`, `"),
                self.accept()
            );
            self.found.drifts.push(Drift::new(place, problem));
            return;
        }
        if types.is_empty() {
            return self.empty(answer, status, &place).await;
        }
        for media_type in wanted {
            if media_type.is_json() {
                self.json(answer, status, media_type, &place).await;
            } else {
                self.bytes(answer, status, media_type, &place).await;
            }
        }
    }

    /// An answer that the type does not read is an error of the call. Of success it has to be read.
    async fn refused(&mut self, answer: &DocumentedAnswer<'_>, status: StatusCode, place: &str) {
        let succeeds = |answer: &DocumentedAnswer<'_>| {
            answer.range().is_some_and(|(first, _)| (200..300).contains(&first))
        };
        let is_all = status.is_redirection() && !self.operation.answers().iter().any(succeeds);
        if (status.is_success() && answer.range().is_some()) || is_all {
            self.found
                .drifts
                .push(Drift::new(place, "the type does not read this status, which is then an error"));
        }
    }

    async fn empty(&mut self, answer: &DocumentedAnswer<'_>, status: StatusCode, place: &str) {
        let asked = self.asker.ask(given(answer, status, None, Vec::new())).await;
        if let Err(error) = asked.result {
            let problem = fault::Fault::of(&error, self.sent.endpoint).problem;
            self.found.drifts.push(Drift::new(place, format!("the document has no body here: {problem}")));
        }
    }

    /// What is no JSON is read as any text.
    async fn bytes(
        &mut self,
        answer: &DocumentedAnswer<'_>,
        status: StatusCode,
        media_type: &MediaType<'_>,
        place: &str,
    ) {
        let mut texts: Vec<String> = Vec::new();
        for example in media_type.examples() {
            texts.push(example.json().text().map_or_else(|| example.json().to_string(), str::to_owned));
        }
        if texts.is_empty() {
            // There is no telling what other formats hold.
            return;
        }
        for text in texts {
            let body = text.clone().into_bytes();
            if let Err(error) = self.asker.ask(given(answer, status, Some(media_type), body)).await.result {
                let problem = fault::Fault::of(&error, self.sent.endpoint).problem;
                self.found.drifts.push(Drift::new(place, problem).of(&Value::String(text)));
            }
        }
    }

    fn accept(&self) -> String {
        let accept = self.sent.request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
        accept.unwrap_or("*/*").to_owned()
    }

    fn asks_for(&self, media_type: &MediaType<'_>) -> bool {
        let offered = media_type.essence();
        self.accept().split(',').map(essence).any(|wanted| {
            let is_json = wanted == "application/json" && media_type.is_json();
            wanted == "*/*"
                || is_json
                || media_type.takes(&wanted)
                || wanted.strip_suffix('*').is_some_and(|kind| offered.starts_with(kind))
        })
    }
}
