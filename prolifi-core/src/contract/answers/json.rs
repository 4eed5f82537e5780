//! Answers of JSON: the examples of the document, and generated ones.

use http::StatusCode;
use serde_json::Value;

use super::{
    super::{
        checked::Checked,
        document::{DocumentedAnswer, MediaType},
        generate::{Extent, Generated, Generator},
        json_schema::Direction,
        nearest::suggestion,
        report::Drift,
    },
    Answers,
    fault::Fault,
    given::given,
};

/// As many faults are looked for in one answer.
const FAULTS: usize = 12;

/// A body, and where it comes from.
pub(super) struct Sample {
    pub(super) value: Value,
    /// `None` of an example.
    extent: Option<Extent>,
    /// The place of an example.
    place: String,
    undescribed: Vec<String>,
}

impl<C, F: Fn(C) -> R, R: Checked> Answers<'_, C, F> {
    pub(super) async fn json(
        &mut self,
        answer: &DocumentedAnswer<'_>,
        status: StatusCode,
        media_type: &MediaType<'_>,
        place: &str,
    ) {
        let examples = media_type.examples();
        let mut samples: Vec<Sample> =
            examples.iter().map(|node| Sample::example(node.json().to_value(), node.place())).collect();
        let mut promised = None;
        if let Some(schema) = media_type.schema() {
            let mut generator = Generator::new(Direction::Answer);
            for extent in [Extent::Whole, Extent::Required, Extent::Least] {
                let made = generator.next().make(&schema, extent);
                if extent == Extent::Least {
                    promised = Some(made.promised.clone());
                }
                samples.push(Sample::made(made, extent));
            }
            while !generator.is_done() {
                samples.push(Sample::made(generator.next().make(&schema, Extent::Varied), Extent::Varied));
            }
        }
        let mut whole = None;
        for sample in samples {
            if sample.extent.is_some() && !self.is_sound(media_type, &sample, place) {
                continue;
            }
            let is_read = self.sample(answer, status, media_type, &sample, place).await;
            if sample.extent == Some(Extent::Whole) && is_read {
                whole = Some(sample);
            }
        }
        if let (Some(whole), Some(promised), true) = (whole, promised, status.is_success()) {
            self.unread(answer, status, media_type, &whole, &promised, place).await;
        }
    }

    /// Whether a value that was made is what its schema asks for. Not all that a schema can say can be made.
    fn is_sound(&mut self, media_type: &MediaType<'_>, sample: &Sample, place: &str) -> bool {
        let Some(schema) = media_type.schema() else { return true };
        match self.validator.faults(&schema, Direction::Answer, &sample.value) {
            Ok(faults) => match faults.first() {
                None => true,
                Some(fault) => {
                    let note = format!("no value could be made that its schema takes: {}", fault.problem);
                    let place = format!("{place} {}", fault.pointer);
                    self.found.notes.push(Drift::new(place.trim_end(), note).of(&fault.value));
                    false
                }
            },
            Err(reason) => {
                self.found
                    .notes
                    .push(Drift::new(place, format!("its schema can be held against nothing: {reason}")));
                true
            }
        }
    }

    /// Whether the answer was read. What is wrong with it is reported, place by place.
    async fn sample(
        &mut self,
        answer: &DocumentedAnswer<'_>,
        status: StatusCode,
        media_type: &MediaType<'_>,
        sample: &Sample,
        place: &str,
    ) -> bool {
        let mut body = sample.value.clone();
        let mut is_read = true;
        for _ in 0..FAULTS {
            let Some(fault) = self.fault(answer, status, media_type, &body).await else { break };
            if fault.is_within(&sample.undescribed) {
                let note = "the document does not say what this holds, and the type needs more";
                let place = format!("{place} {}", fault.pointer());
                self.found.notes.push(Drift::new(place.trim_end(), note));
                return false;
            }
            self.report(&fault, &body, sample, place);
            is_read = false;
            match self.mended(answer, status, media_type, &fault, &body).await {
                Some(mended) => body = mended,
                None => break,
            }
        }
        is_read
    }

    /// The body with something that gets the type past a fault, so that what comes behind it is seen too.
    async fn mended(
        &self,
        answer: &DocumentedAnswer<'_>,
        status: StatusCode,
        media_type: &MediaType<'_>,
        fault: &Fault,
        body: &Value,
    ) -> Option<Value> {
        let mut candidates = fault.candidates(body);
        let mut has_named = false;
        while let Some(candidate) = candidates.pop() {
            match self.fault(answer, status, media_type, &candidate).await {
                Some(other) if other == *fault || other.is_in_place_of(fault) => {
                    // An enum says which names it has.
                    let named = other.expected_name().filter(|_| !has_named);
                    if let Some(next) = named.and_then(|name| fault.put(body, Value::from(name))) {
                        has_named = true;
                        candidates.push(next);
                    }
                }
                _ => return Some(candidate),
            }
        }
        None
    }

    async fn fault(
        &self,
        answer: &DocumentedAnswer<'_>,
        status: StatusCode,
        media_type: &MediaType<'_>,
        body: &Value,
    ) -> Option<Fault> {
        let given = given(answer, status, Some(media_type), body.to_string().into_bytes());
        self.asker.ask(given).await.result.err().map(|error| Fault::of(&error, self.sent.endpoint))
    }

    fn report(&mut self, fault: &Fault, body: &Value, sample: &Sample, place: &str) {
        let pointer = fault.pointer();
        let at = body.pointer(&pointer);
        let problem = match fault.missing() {
            Some(name) => {
                let known = at
                    .and_then(Value::as_object)
                    .map(|object| object.keys().map(String::as_str).collect::<Vec<_>>());
                let why = match sample.extent {
                    Some(Extent::Required | Extent::Least | Extent::Varied) => {
                        "which the document does not promise".to_owned()
                    }
                    Some(Extent::Whole) => format!(
                        "which the document does not know{}",
                        suggestion(name, known.unwrap_or_default())
                    ),
                    None => "which the example does not have".to_owned(),
                };
                format!("the type needs the member `{name}`, {why}")
            }
            None => fault.problem.clone(),
        };
        let problem = match sample.extent {
            None => format!("{problem} (the example at {})", sample.place),
            Some(_) => problem,
        };
        let mut drift = Drift::new(format!("{place} {pointer}").trim_end(), problem);
        if let Some(value) = at.filter(|_| fault.missing().is_none()) {
            drift = drift.of(value);
        }
        let is_known = |other: &Drift| (&other.place, &other.problem) == (&drift.place, &drift.problem);
        if sample.extent == Some(Extent::Least) && !self.found.drifts.iter().any(is_known) {
            drift.problem = format!("{}: its schema says of no member whether it is required", drift.problem);
            self.found.notes.push(drift);
        } else {
            self.found.drifts.push(drift);
        }
    }
}

impl Sample {
    fn example(value: Value, place: &str) -> Self {
        Self { value, extent: None, place: place.to_owned(), undescribed: Vec::new() }
    }

    fn made(made: Generated, extent: Extent) -> Self {
        Self { value: made.value, extent: Some(extent), place: String::new(), undescribed: made.undescribed }
    }
}
