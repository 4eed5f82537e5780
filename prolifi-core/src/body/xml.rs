//! [`Xml`]: bodies of XML, on their way out.

use http::HeaderValue;
use serde::Serialize;

use super::Body;

/// XML, as the body of an endpoint or as what its answer is read as (feature `xml`). `quick-xml` maps it to serde's
/// types: a field `@id` is an attribute, `$text` the text of an element, a `Vec` an element that is repeated. The root is
/// called as the type, or as its `#[serde(rename = "..")]`.
///
/// ```
/// use serde::{Deserialize, Serialize};
/// use prolifi::{Call, Xml, http};
///
/// #[derive(Debug, Deserialize, Serialize, PartialEq)]
/// struct Tagging {
///     #[serde(rename = "@version")]
///     version: u8,
///     #[serde(rename = "Tag", default)]
///     tags: Vec<String>,
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let answer = http::Response::new(r#"<Tagging version="2"><Tag>a</Tag><Tag>b</Tag></Tagging>"#);
/// let call = Call::<Xml<Tagging>>::answer(answer);
/// // `#[endpoint(GET, "/tags")] fn tags(&self) -> Call<Xml<Tagging>>;`
/// let Xml(tagging) = call.await?;
/// assert_eq!(tagging, Tagging { version: 2, tags: vec!["a".to_owned(), "b".to_owned()] });
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Xml<T>(pub T);

impl<T: Serialize> Xml<T> {
    /// The bytes to send.
    ///
    /// # Errors
    ///
    /// A sentence that says why the value has no form in XML.
    pub(crate) fn to_body(&self) -> Result<Body, String> {
        const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        const XML: HeaderValue = HeaderValue::from_static("application/xml");
        let mut text = DECLARATION.to_owned();
        match quick_xml::se::to_writer(&mut text, &self.0) {
            Ok(_) => Ok(Body::from(text).content_type(XML)),
            Err(error) => Err(format!("the body could not be encoded as XML: {error}")),
        }
    }
}
