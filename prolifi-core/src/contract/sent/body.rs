//! The body, by its media type.

use http::header;
use serde_json::Value;

use super::{
    super::{
        document::{MediaType, essence},
        nearest::suggestion,
        parts::{is_open, member_names},
        typed::{assembled, steps},
    },
    Compared, decoded,
};

impl Compared<'_> {
    pub(super) fn body(&mut self) {
        let request = &self.sent.request;
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let sent = essence(content_type.unwrap_or_default());
        let is_sent = !request.body().is_empty() || content_type.is_some();
        let Some(documented) = self.operation.body() else {
            if is_sent {
                self.drift("body", format!("one of `{sent}` is sent, and the document has none"));
            }
            return;
        };
        if !is_sent {
            if documented.is_required() {
                self.drift("body", "none is sent, and the document requires one");
            }
            return;
        }
        let types = documented.media_types();
        if types.is_empty() {
            return;
        }
        let exact = types.iter().find(|media_type| media_type.essence() == sent);
        let Some(media_type) = exact.or_else(|| types.iter().find(|media_type| media_type.takes(&sent)))
        else {
            let known: Vec<_> = types.iter().map(MediaType::name).collect();
            self.drift(
                "body",
                format!("it is sent as `{sent}`, and the document takes `{}`", known.join("`, `")),
            );
            return;
        };
        self.content(media_type, &sent, content_type.unwrap_or_default());
    }

    fn content(&mut self, media_type: &MediaType<'_>, sent: &str, content_type: &str) {
        let Some(schema) = media_type.schema() else { return };
        let body = self.sent.request.body().clone();
        let is_json = sent == "application/json" || sent.ends_with("+json");
        if is_json {
            match serde_json::from_slice(&body) {
                Ok(value) => self.value("body", &schema, &value),
                Err(error) => self.drift("body", format!("it is no JSON: {error}")),
            }
        } else if sent == "application/x-www-form-urlencoded" {
            let text = String::from_utf8_lossy(&body).replace('+', " ");
            let pairs: Vec<(Vec<String>, String)> = text
                .split('&')
                .filter(|pair| !pair.is_empty())
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(name, value)| (steps(&decoded(name)), decoded(value)))
                .collect();
            let pairs: Vec<_> = pairs.iter().map(|(steps, text)| (&steps[..], text.as_str())).collect();
            self.value("body", &schema, &assembled(&pairs, Some(&schema)));
        } else if sent.starts_with("multipart/") {
            self.multipart(&schema, content_type, &body);
        } else if sent.starts_with("text/") {
            self.value("body", &schema, &Value::String(String::from_utf8_lossy(&body).into_owned()));
        }
    }

    /// The names of the parts: what is in them is bytes as often as not.
    fn multipart(&mut self, schema: &super::Schema<'_>, content_type: &str, body: &[u8]) {
        let sent = part_names(content_type, body);
        let known = member_names(schema);
        for name in sent.iter().filter(|name| !is_open(schema) && !known.contains(&name.as_str())) {
            let problem =
                format!("the document knows no such part{}", suggestion(name, known.iter().copied()));
            self.drift(format!("body, part `{name}`"), problem);
        }
        for name in super::super::parts::parts(schema).iter().flat_map(super::Schema::required) {
            if !sent.iter().any(|part| part == name) {
                self.drift(format!("body, part `{name}`"), "it is not sent, and the document requires it");
            }
        }
    }
}

/// The names of the parts of a multipart body (RFC 7578, section 4.2).
fn part_names(content_type: &str, body: &[u8]) -> Vec<String> {
    let Some((_, boundary)) = content_type.split_once("boundary=") else { return Vec::new() };
    let boundary = boundary.split(';').next().unwrap_or_default().trim_matches('"');
    let text = String::from_utf8_lossy(body);
    let delimiter = format!("--{boundary}");
    let parts = text.split(&delimiter).filter_map(|part| part.split_once("\r\n\r\n"));
    parts
        .filter_map(|(head, _)| {
            let disposition =
                head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition"))?;
            let (_, name) =
                disposition.split_once(" name=\"").or_else(|| disposition.split_once(";name=\""))?;
            Some(name.split('"').next()?.to_owned())
        })
        .collect()
}
