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
    callsite::rebuild_interest_cache,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::{Interest, set_global_default},
};

thread_local! {
    /// Where this thread's log goes; logger and subscriber are one for the process, and other tests have nothing to
    /// write.
    static LOG: RefCell<Option<Text>> = const { RefCell::new(None) };
}

type Text = Arc<Mutex<String>>;

/// Keeps what the thread logs until it is dropped.
pub(crate) struct Capture {
    text: Text,
}

impl Capture {
    /// A subscriber of this thread alone would miss events: while it is the only one, `tracing` asks only the thread that
    /// comes first to a place whether anybody wants to hear of it, and remembers the answer for all.
    pub(crate) fn start() -> Self {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            log::set_logger(&ThisThread).unwrap();
            log::set_max_level(log::LevelFilter::Trace);
            set_global_default(Recorder { spans: AtomicU64::new(1) }).unwrap();
        });
        // What a thread has just come to, while there was no subscriber.
        rebuild_interest_cache();
        let text = Text::default();
        LOG.set(Some(Arc::clone(&text)));
        Self { text }
    }

    pub(crate) fn text(&self) -> String {
        self.text.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        LOG.set(None);
    }
}

/// Writes a line where this thread's log is kept.
fn write(line: &str) {
    LOG.with_borrow(|text| {
        if let Some(text) = text {
            let mut text = text.lock().unwrap_or_else(PoisonError::into_inner);
            text.push_str(line);
            text.push('\n');
        }
    });
}

fn is_kept() -> bool {
    LOG.with_borrow(Option::is_some)
}

struct ThisThread;

impl log::Log for ThisThread {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        is_kept()
    }

    fn log(&self, record: &log::Record<'_>) {
        if is_kept() {
            write(&format!("{} {} {}", record.level(), record.target(), record.args()));
        }
    }

    fn flush(&self) {}
}

struct Recorder {
    spans: AtomicU64,
}

impl Recorder {
    fn record(metadata: Option<&Metadata<'_>>, visit: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(String::new());
        visit(&mut fields);
        let (target, name) = metadata.map_or(("", ""), |metadata| (metadata.target(), metadata.name()));
        write(&format!("{target} {name}{}", fields.0));
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
    /// Each time, since each thread has an answer of its own.
    fn register_callsite(&self, _: &Metadata<'_>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, _: &Metadata<'_>) -> bool {
        is_kept()
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        Self::record(Some(span.metadata()), |fields| span.record(fields));
        Id::from_u64(self.spans.fetch_add(1, Ordering::Relaxed))
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        Self::record(None, |fields| values.record(fields));
    }

    fn event(&self, event: &Event<'_>) {
        Self::record(Some(event.metadata()), |fields| event.record(fields));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
