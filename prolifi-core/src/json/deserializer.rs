//! How every JSON text is read here: the deserializer, where it puts a value, and the keys that it gives.

use std::borrow::Cow;

use serde::Deserialize;

/// Of one kind, so that a type has its code once.
pub(crate) type Json<'b> = serde_json::Deserializer<serde_json::de::StrRead<'b>>;

/// Where a value is put that is read: an `Option`.
///
/// What is generic is compiled for each type, and of reading this is all that has to be. A closure would be twice as much.
pub(crate) trait Slot<'b> {
    fn fill(&mut self, json: &mut Json<'b>) -> serde_json::Result<()>;
}

impl<'b, T: Deserialize<'b>> Slot<'b> for Option<T> {
    fn fill(&mut self, json: &mut Json<'b>) -> serde_json::Result<()> {
        // Not with `?`, which would be two functions more for each type.
        match T::deserialize(json) {
            Ok(value) => {
                *self = Some(value);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}

/// A key, borrowed unless it has escapes.
#[derive(Deserialize)]
pub(super) struct Key<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);
