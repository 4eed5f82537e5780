//! [`Error::decode_body`]: an error's body as a type of the caller's own.

use serde::de::DeserializeOwned;

use crate::{
    error::{Error, ErrorKind},
    json,
};

impl Error {
    /// Reads the body of the answer as JSON of a type of your own.
    ///
    /// ```
    /// use prolifi::{Call, http};
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Conflict {
    ///     existing_id: u64,
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let call = Call::<u32>::answer(http::Response::builder().status(409).body(r#"{"existing_id": 12}"#)?);
    /// let error = call.await.unwrap_err();
    /// let conflict: Conflict = error.decode_body()?;
    /// assert_eq!(conflict.existing_id, 12);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] where there is no body or it does not fit, which one that was cut at 64 KiB
    /// never does. What is known of the call is in that error too.
    pub fn decode_body<U: DeserializeOwned>(&self) -> Result<U, Error> {
        let body = self.body().map(|body| &body[..]).unwrap_or_default();
        json::from_slice(body, None)
            .map_err(|problem| self.of_same_call(ErrorKind::Decode, problem.to_string()))
    }
}
