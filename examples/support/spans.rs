//! [`Spans`]: a `tracing` layer that prints a span when it ends, one field a line.

use std::fmt::{Debug, Write};

use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::{
    Layer,
    layer::Context,
    registry::{LookupSpan, SpanRef},
};

/// Prints each span with its fields, and the events in it, a line each, as they happened.
pub struct Spans;

/// What a span has told so far.
struct Told(String);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut told = Told(format!("{}\n", attributes.metadata().name()));
        attributes.record(&mut Lines(&mut told.0));
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(told);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        tell(context.span(id), |told| values.record(&mut Lines(told)));
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        tell(context.event_span(event), |told| {
            told.push_str("  ·");
            event.record(&mut Words(told));
            told.push('\n');
        });
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        tell(context.span(&id), |told| println!("{told}"));
    }
}

fn tell<'a, S: LookupSpan<'a>>(span: Option<SpanRef<'a, S>>, tell: impl FnOnce(&mut String)) {
    if let Some(span) = span
        && let Some(Told(told)) = span.extensions_mut().get_mut()
    {
        tell(told);
    }
}

/// The fields of a span, a line each. (Writing into a `String` does not fail.)
struct Lines<'a>(&'a mut String);

impl Visit for Lines<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = writeln!(self.0, "  {:<26} {value:?}", field.name());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}

/// The message and the fields of an event, side by side.
struct Words<'a>(&'a mut String);

impl Visit for Words<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = match field.name() {
            "message" => write!(self.0, " {value:?}"),
            name => write!(self.0, "  {name}={value:?}"),
        };
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}
