//! Bodies of JSON.

use http::HeaderValue;
use serde::Serialize;

use super::Body;
use crate::{error::Error, json};

impl Body {
    /// A value as JSON, for a part of a form or an endpoint that takes bodies of several kinds. A `None` is no body.
    ///
    /// ```
    /// use prolifi::Body;
    ///
    /// let body = Body::json(&["new", "paid"])?;
    /// assert_eq!(body.as_bytes(), Some(&br#"["new","paid"]"#[..]));
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Build`](crate::ErrorKind::Build) for what JSON cannot hold, NaN and infinity among it.
    pub fn json<T: Serialize>(value: &T) -> Result<Self, Error> {
        Self::of_json(value).map_err(Error::build)
    }

    /// The same, or a sentence that says why not.
    pub(crate) fn of_json(value: &dyn json::Source) -> Result<Self, String> {
        const JSON: HeaderValue = HeaderValue::from_static("application/json");
        match json::to_vec(value) {
            Ok(None) => Ok(Self::empty()),
            Ok(Some(json)) => Ok(Self::from(json).content_type(JSON)),
            Err(error) => Err(format!("the body could not be encoded as JSON: {error}")),
        }
    }
}
