//! Headers and cookies.

use http::header;
use serde_json::Value;

use super::{
    super::{
        document::{Location, Parameter, Schema},
        nearest::suggestion,
        parts::{is_list, is_object, parts},
        report::Drift,
        typed::typed,
    },
    Compared, decoded,
};
use crate::endpoint::RequestPart;

/// These are no parameters (OpenAPI 3.1, section 4.8.12.2).
const NO_PARAMETERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl Compared<'_> {
    pub(super) fn headers(&mut self) {
        let parameters = self.operation.parameters_in(Location::Header);
        let headers = self.sent.request.headers();
        let credentials: Vec<String> =
            self.credentials(Location::Header).into_iter().map(str::to_ascii_lowercase).collect();
        for parameter in &parameters {
            let name = parameter.name().to_ascii_lowercase();
            if NO_PARAMETERS.contains(&&*name) || credentials.contains(&name) {
                continue;
            }
            let sent: Vec<_> =
                headers.get_all(&*name).iter().filter_map(|value| value.to_str().ok()).collect();
            let place = format!("header `{}`", parameter.name());
            if sent.is_empty() {
                // The key is the client's to write, where its service knows one.
                if parameter.is_required() && name != "idempotency-key" {
                    self.drift(place, "it is not sent, and the document requires it");
                }
                continue;
            }
            if let Some((value, schema)) = simple(parameter, &sent.join(",")) {
                self.value(&place, &schema, &value);
            }
        }
        self.undocumented(&parameters);
    }

    /// Headers of the declaration that the document does not know. Few documents name all, so that only what looks like
    /// another name of one is a difference.
    fn undocumented(&mut self, parameters: &[Parameter<'_>]) {
        for part in self.sent.endpoint.request_parts() {
            let RequestPart::Header { header: name, .. } = part else { continue };
            let is_known = parameters.iter().any(|parameter| parameter.name().eq_ignore_ascii_case(name));
            let Some(value) = self.sent.request.headers().get(*name).filter(|_| !is_known) else { continue };
            let value = Value::String(String::from_utf8_lossy(value.as_bytes()).into_owned());
            let place = format!("header `{name}`");
            match suggestion(name, parameters.iter().map(Parameter::name)) {
                meant if meant.is_empty() => {
                    self.found.notes.push(Drift::new(place, "the document does not know it").of(&value));
                }
                meant => self.drift_of(place, &value, format!("the document knows no such header{meant}")),
            }
        }
    }

    pub(super) fn cookies(&mut self) {
        let credentials: Vec<String> =
            self.credentials(Location::Cookie).into_iter().map(str::to_owned).collect();
        let lines = self.sent.request.headers().get_all(header::COOKIE);
        let sent: Vec<(String, String)> = lines
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .map(|(name, value)| (name.to_owned(), decoded(value)))
            .collect();
        for parameter in self.operation.parameters_in(Location::Cookie) {
            if credentials.iter().any(|name| name == parameter.name()) {
                continue;
            }
            let place = format!("cookie `{}`", parameter.name());
            match sent.iter().find(|(name, _)| name == parameter.name()) {
                Some((_, text)) => {
                    if let Some((value, schema)) = simple(&parameter, text) {
                        self.value(&place, &schema, &value);
                    }
                }
                None if parameter.is_required() => {
                    self.drift(place, "it is not sent, and the document requires it");
                }
                None => {}
            }
        }
    }
}

/// The value of the style `simple`: a list is written with commas. `None` where the document does not say.
fn simple<'a>(parameter: &Parameter<'a>, text: &str) -> Option<(Value, Schema<'a>)> {
    let schema = parameter.schema()?;
    if is_list(&schema) {
        let item = parts(&schema).iter().find_map(Schema::item);
        let items = text.split(',').map(|text| typed(text.trim(), item.as_ref()));
        return Some((items.collect(), schema));
    }
    if is_object(&schema) {
        return None;
    }
    Some((typed(text, Some(&schema)), schema))
}
