//! [`Capture`]: everything that this thread logs, through `tracing` and through `log`, at every level.

use std::{
    cell::RefCell,
    fmt::{Debug, Write},
    sync::{
        Arc, Mutex, Once, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::DefaultGuard,
};

thread_local! {
    /// Where `log` writes; the logger is one for the process, and other tests have nothing to write.
    static LOG: RefCell<Option<Text>> = const { RefCell::new(None) };
}

type Text = Arc<Mutex<String>>;

/// Keeps what the thread logs until it is dropped.
pub(super) struct Capture {
    text: Text,
    _guard: DefaultGuard,
}

impl Capture {
    pub(super) fn start() -> Self {
        static LOGGER: Once = Once::new();
        LOGGER.call_once(|| {
            log::set_logger(&ThisThread).unwrap();
            log::set_max_level(log::LevelFilter::Trace);
        });
        let text = Text::default();
        LOG.set(Some(Arc::clone(&text)));
        let recorder = Recorder { text: Arc::clone(&text), spans: AtomicU64::new(1) };
        Self { text, _guard: tracing::subscriber::set_default(recorder) }
    }

    pub(super) fn text(&self) -> String {
        self.text.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        LOG.set(None);
    }
}

fn write(text: &Text, line: &str) {
    let mut text = text.lock().unwrap_or_else(PoisonError::into_inner);
    text.push_str(line);
    text.push('\n');
}

struct ThisThread;

impl log::Log for ThisThread {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        LOG.with_borrow(Option::is_some)
    }

    fn log(&self, record: &log::Record<'_>) {
        LOG.with_borrow(|text| {
            if let Some(text) = text {
                write(text, &format!("{} {} {}", record.level(), record.target(), record.args()));
            }
        });
    }

    fn flush(&self) {}
}

struct Recorder {
    text: Text,
    spans: AtomicU64,
}

impl Recorder {
    fn record(&self, metadata: Option<&Metadata<'_>>, visit: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(String::new());
        visit(&mut fields);
        let (target, name) = metadata.map_or(("", ""), |metadata| (metadata.target(), metadata.name()));
        write(&self.text, &format!("{target} {name}{}", fields.0));
    }
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let _ = write!(self.0, " {}={value}", field.name());
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.record(Some(span.metadata()), |fields| span.record(fields));
        Id::from_u64(self.spans.fetch_add(1, Ordering::Relaxed))
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.record(None, |fields| values.record(fields));
    }

    fn event(&self, event: &Event<'_>) {
        self.record(Some(event.metadata()), |fields| event.record(fields));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
