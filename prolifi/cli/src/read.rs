//! A file becomes a [`Document`]: JSON, or YAML.

use std::{fs, path::Path};

use prolifi_core::contract::document::{Document, Json};
use serde_saphyr::{UserMessageFormatter, options::DuplicateKeyPolicy};

/// Larger files get a line that says what is going on.
const LARGE: usize = 2_000_000;

/// The document that a file holds, or why it holds none.
pub(crate) fn read(path: &Path) -> Result<Document, String> {
    let shown = path.display();
    if path.to_str().is_some_and(|path| path.contains("://")) {
        return Err(format!("`{shown}` is an address: download the document, and name the file"));
    }
    let bytes = fs::read(path).map_err(|error| format!("`{shown}` cannot be read: {error}"))?;
    if bytes.len() > LARGE {
        eprintln!("reading `{shown}`, {:.1} MB ..", bytes.len() as f64 / 1e6);
    }
    let text = String::from_utf8(bytes).map_err(|_| format!("`{shown}` is not text in UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let json: Json = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| format!("`{shown}` is not JSON: {error}"))?
    } else {
        yaml(text).map_err(|error| {
            // Without advice for those who call the reader.
            let error = error.render_with_formatter(&UserMessageFormatter);
            format!("`{shown}` is not YAML: {error}")
        })?
    };
    Document::of(json).map_err(|error| format!("`{shown}` is {error}"))
}

fn yaml(text: &str) -> Result<Json, serde_saphyr::Error> {
    let options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        // `no` is Norway.
        strict_booleans: true,
        with_snippet: false,
        // The largest documents there are have some hundred thousand lines.
        budget: serde_saphyr::budget! {
            max_depth: 128,
            max_events: 20_000_000,
            max_nodes: 10_000_000,
        },
    };
    serde_saphyr::from_str_with_options(text, options)
}
