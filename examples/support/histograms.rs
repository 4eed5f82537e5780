//! [`Histograms`]: a recorder of `metrics` that keeps histograms alone, in place of an exporter.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use metrics::{
    Counter, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SetRecorderError, SharedString,
    Unit, set_global_recorder,
};

/// How often each histogram was given a value, by its name and labels.
#[derive(Debug, Clone, Default)]
pub struct Histograms(Arc<Mutex<BTreeMap<String, u32>>>);

impl Histograms {
    /// Keeps the histograms of the whole program.
    ///
    /// # Errors
    ///
    /// There is a recorder already.
    pub fn install() -> Result<Self, SetRecorderError<Self>> {
        let histograms = Self::default();
        set_global_recorder(histograms.clone())?;
        Ok(histograms)
    }

    /// The histograms in the order of their names, with how many values each has.
    pub fn counts(&self) -> BTreeMap<String, u32> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// One of them.
struct Counted {
    name: String,
    histograms: Histograms,
}

impl HistogramFn for Counted {
    fn record(&self, _: f64) {
        let mut counts = self.histograms.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry(self.name.clone()).or_default() += 1;
    }
}

impl Recorder for Histograms {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
        Counter::noop()
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        // A label without a value is none.
        let labels = key.labels().filter(|label| !label.value().is_empty());
        let labels: Vec<_> =
            labels.map(|label| format!("    {:<26} {}\n", label.key(), label.value())).collect();
        let name = format!("{}\n{}", key.name(), labels.concat());
        Histogram::from_arc(Arc::new(Counted { name, histograms: self.clone() }))
    }
}
