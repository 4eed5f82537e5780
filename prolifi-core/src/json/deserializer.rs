//! How every JSON text is read here: the deserializer, and the keys that it gives.

use std::borrow::Cow;

use serde::Deserialize;

/// Of one kind, so that a type has its code once.
pub(crate) type Json<'b> = serde_json::Deserializer<serde_json::de::StrRead<'b>>;

/// Reads a value and keeps it.
pub(crate) type Value<'a, 'b> = dyn FnMut(&mut Json<'b>) -> serde_json::Result<()> + 'a;

/// A key, borrowed unless it has escapes.
#[derive(Deserialize)]
pub(super) struct Key<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);
