//! [`Multipart`]: a form with files (RFC 7578).

use std::fmt::Write;

use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use http::HeaderValue;
use http_body::Body as _;
use http_body_util::BodyDataStream;
use uuid::Uuid;

use super::Body;
use crate::error::BoxError;

/// A `multipart/form-data` body: the argument of an endpoint that is marked `#[multipart]`.
///
/// A form is sent with its length if each of its parts has one, as bytes and files have, and a stream by
/// [`Body::length`]. It can be sent again for a retry if each of its parts can; see [`Body`].
///
/// ```
/// use prolifi::{Body, Multipart};
///
/// let form = Multipart::new()
///     .text("note", "March")
///     .file("report", "march.csv", Body::from("id,total\n1,20\n").content_type("text/csv".parse()?));
/// # Ok::<(), prolifi::http::header::InvalidHeaderValue>(())
/// ```
#[derive(Debug)]
pub struct Multipart {
    boundary: String,
    parts: Vec<Part>,
}

/// A part, with its headers written already.
#[derive(Debug)]
struct Part {
    head: Bytes,
    body: Body,
}

impl Multipart {
    /// A form without parts.
    pub fn new() -> Self {
        Self { boundary: Uuid::new_v4().simple().to_string(), parts: Vec::new() }
    }

    /// Adds a field of text.
    pub fn text(self, name: &str, text: impl Into<String>) -> Self {
        self.add(name, None, Body::from(Bytes::from(text.into())))
    }

    /// Adds a field that is neither text nor a file: it has the content type of the body, and no file name.
    ///
    /// ```
    /// use prolifi::{Body, Multipart};
    ///
    /// let settings = Body::json(&[1, 2])?;
    /// let form = Multipart::new().part("settings", settings);
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn part(self, name: &str, body: impl Into<Body>) -> Self {
        self.add(name, None, body.into())
    }

    /// Adds a file: its name, its bytes or stream, and the content type that the body has.
    pub fn file(self, name: &str, file_name: &str, body: impl Into<Body>) -> Self {
        self.add(name, Some(file_name), body.into())
    }

    /// How long it is, with an end of so many bytes, if each part knows it of itself.
    fn length(&self, end: usize) -> Option<u64> {
        self.parts.iter().try_fold(end as u64, |sum, part| {
            let around = (part.head.len() + LINE_END.len()) as u64;
            sum.checked_add(around)?.checked_add(part.body.size_hint().exact()?)
        })
    }

    /// Writes the headers of a part (RFC 7578, section 4.2).
    fn add(mut self, name: &str, file_name: Option<&str>, mut body: Body) -> Self {
        let mut head =
            format!("--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, escape(name));
        // Writing into a `String` does not fail.
        if let Some(file_name) = file_name {
            let _ = write!(head, "; filename=\"{}\"", escape(file_name));
        }
        let content_type = body.take_content_type();
        if let Some(content_type) = content_type.as_ref().and_then(|value| value.to_str().ok()) {
            let _ = write!(head, "\r\nContent-Type: {content_type}");
        } else if file_name.is_some() {
            head.push_str("\r\nContent-Type: application/octet-stream");
        }
        head.push_str("\r\n\r\n");
        self.parts.push(Part { head: head.into(), body });
        self
    }
}

impl Default for Multipart {
    fn default() -> Self {
        Self::new()
    }
}

impl From<Multipart> for Body {
    fn from(form: Multipart) -> Self {
        let content_type = HeaderValue::try_from(format!("multipart/form-data; boundary={}", form.boundary));
        let end = Bytes::from(format!("--{}--\r\n", form.boundary));
        let known = form.parts.iter().map(|part| part.body.to_bytes()).collect::<Option<Vec<_>>>();
        let length = form.length(end.len());
        let body = if let Some(known) = known {
            // With its length, which not every server can do without.
            let parts =
                form.parts.iter().zip(&known).flat_map(|(part, bytes)| [&*part.head, bytes, LINE_END]);
            Self::from(parts.chain([&*end]).collect::<Vec<_>>().concat())
        } else if form.parts.iter().all(|part| part.body.is_replayable()) {
            Self::replayable(move || {
                let parts: Vec<_> =
                    form.parts.iter().map(|part| (part.head.clone(), part.body.share())).collect();
                join(parts, end.clone())
            })
        } else {
            Self::stream(join(form.parts.into_iter().map(|part| (part.head, part.body)).collect(), end))
        };
        let body = match length {
            Some(length) => body.length(length),
            None => body,
        };
        match content_type {
            Ok(content_type) => body.content_type(content_type),
            // A boundary of hexadecimal digits is always a header value.
            Err(_) => body,
        }
    }
}

const LINE_END: &[u8] = b"\r\n";

/// All parts, each behind its head, and the end.
fn join(
    parts: Vec<(Bytes, Body)>,
    end: Bytes,
) -> impl futures_util::Stream<Item = Result<Bytes, BoxError>> + Send + 'static {
    let once = |bytes| stream::once(async move { Ok::<_, BoxError>(bytes) });
    let parts = stream::iter(parts).flat_map(move |(head, body)| {
        once(head).chain(BodyDataStream::new(body).into_stream()).chain(once(Bytes::from_static(LINE_END)))
    });
    parts.chain(once(end))
}

/// The three characters that would end a quoted name, as browsers write them (WHATWG HTML, "escape a
/// multipart/form-data name").
fn escape(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}
