//! What a call gives: the value alone, the answer beside it, or the answer as another type.

use super::{Call, reader::Reader};
use crate::answer::{FromResponse, Response, Wanted};

impl<T> Call<T> {
    /// Asks for the status and the headers beside the value.
    ///
    /// ```
    /// use prolifi::{Call, http};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = http::Response::builder().header("etag", "\"v3\"").body("7")?;
    /// let call = Call::<u32>::answer(answer);
    /// let response = call.response().await?;
    /// assert_eq!(response.value, 7);
    /// assert_eq!(response.headers["etag"], "\"v3\"");
    /// # Ok(())
    /// # }
    /// ```
    pub fn response(self) -> Call<Response<T>>
    where
        T: 'static,
    {
        self.then(|answer, first| Response::read(answer, first))
    }

    /// Reads the same answer as another type.
    ///
    /// ```
    /// use prolifi::{Call, Raw, http};
    ///
    /// #[derive(Debug, serde::Deserialize)] struct Note { text: String }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let call = Call::<Note>::answer(http::Response::new(r#"{"text": "hello", "colour": "red"}"#));
    /// // `call` is a `Call<Note>`, and `Note` has no colour.
    /// let Raw(bytes) = call.decode().await?;
    /// assert_eq!(bytes, r#"{"text": "hello", "colour": "red"}"#);
    /// # Ok(())
    /// # }
    /// ```
    pub fn decode<U: FromResponse>(mut self) -> Call<U> {
        self.course.want(Wanted::of::<U>());
        Call { course: self.course, reader: Reader::OfType(U::from_response) }
    }
}
