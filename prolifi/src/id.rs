//! [`Id`]: an identifier of the service.

use std::{borrow::Borrow, fmt, ops::Deref};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An identifier that the service gave: the text as it was received.
///
/// The documentation says that ids are UUIDs; a text that is none is kept all the same, and is the service's to refuse.
/// It derefs to `&str`, so `&customer.id` goes wherever an id is asked for, and is made of a text or of a [`Uuid`].
///
/// ```
/// use prolifi::{Id, uuid::Uuid};
///
/// let id = Id::from("7c9e6679-7425-40de-944b-e07fc1f90ae7");
/// assert_eq!(id, "7c9e6679-7425-40de-944b-e07fc1f90ae7");
/// assert_eq!(id.uuid(), Some(Uuid::from_u128(0x7c9e6679_7425_40de_944b_e07fc1f90ae7)));
/// assert_eq!(Id::from("cus_7").uuid(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as a UUID, if it is one.
    pub fn uuid(&self) -> Option<Uuid> {
        Uuid::try_parse(&self.0).ok()
    }
}

impl Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<Uuid> for Id {
    fn from(uuid: Uuid) -> Self {
        Self(uuid.to_string())
    }
}

impl From<&Self> for Id {
    fn from(id: &Self) -> Self {
        id.clone()
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl PartialEq<Uuid> for Id {
    fn eq(&self, other: &Uuid) -> bool {
        self.uuid() == Some(*other)
    }
}
