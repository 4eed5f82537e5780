//! [`Patch`]: one field of an update.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error as _};
use uuid::Uuid;

use crate::id::Id;

/// What an update does with one field: keep it, clear it, or set it.
///
/// In JSON a kept field is absent, a cleared one `null`. Every setter of an update takes
/// `impl Into<Patch<T>>`, so a plain value sets the field:
///
/// ```
/// use prolifi::{Patch, customers::UpdateCustomer};
///
/// let update = UpdateCustomer::new().first_name("Jane").phone(Patch::Clear);
/// assert_eq!(serde_json::to_string(&update)?, r#"{"first_name":"Jane","phone":null}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// There is no conversion from `Option`, since `None` could mean either; say which with
/// [`set_or_keep`](Self::set_or_keep) or [`set_or_clear`](Self::set_or_clear).
///
/// In a struct of your own, a field needs both attributes:
///
/// ```
/// use prolifi::Patch;
///
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct UpdateNote {
///     #[serde(default, skip_serializing_if = "Patch::is_keep")]
///     text: Patch<String>,
/// }
/// assert_eq!(serde_json::to_string(&UpdateNote { text: Patch::Keep })?, "{}");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Patch<T> {
    /// Leaves the field as it is; not sent.
    #[default]
    Keep,
    /// Sends `null`.
    Clear,
    /// Sends this value.
    Set(T),
}

impl<T> Patch<T> {
    /// Sets a value that is there, and keeps the field otherwise.
    ///
    /// ```
    /// use prolifi::Patch;
    ///
    /// assert_eq!(Patch::set_or_keep(None::<u8>), Patch::Keep);
    /// ```
    pub fn set_or_keep(value: Option<T>) -> Self {
        value.map_or(Self::Keep, Self::Set)
    }

    /// Sets a value that is there, and clears the field otherwise.
    ///
    /// ```
    /// use prolifi::Patch;
    ///
    /// assert_eq!(Patch::set_or_clear(None::<u8>), Patch::Clear);
    /// ```
    pub fn set_or_clear(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }

    /// Whether the field is left as it is: for `skip_serializing_if`.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
    }
}

impl From<&str> for Patch<Id> {
    fn from(value: &str) -> Self {
        Self::Set(value.into())
    }
}

impl From<Uuid> for Patch<Id> {
    fn from(value: Uuid) -> Self {
        Self::Set(value.into())
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // Writing `null` here would clear what was to be kept.
            Self::Keep => Err(S::Error::custom(
                "a `Patch::Keep` cannot be written; give the field `#[serde(skip_serializing_if = \"Patch::is_keep\")]`",
            )),
            // Not `None`, which a query or a form leaves out: there, clearing has no form.
            Self::Clear => serializer.serialize_unit(),
            Self::Set(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::set_or_clear)
    }
}
