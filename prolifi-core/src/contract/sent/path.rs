//! The values of the path.

use serde_json::Value;

use super::{
    super::{
        document::{Location, Parameter},
        find::path_values,
        parts::{is_list, is_object, parts},
        typed::typed,
    },
    Compared, decoded,
};

impl Compared<'_> {
    pub(super) fn path(&mut self) {
        let operation = self.operation;
        let values = path_values(operation.path(), self.sent.request.uri().path());
        for parameter in operation.parameters_in(Location::Path) {
            let Some((_, raw)) = values.iter().find(|(name, _)| *name == parameter.name()) else { continue };
            let place = format!("path `{}`", parameter.name());
            let written = match parameter.style() {
                "label" => raw.strip_prefix('.'),
                "matrix" => raw.strip_prefix(&*format!(";{}=", parameter.name())),
                _ => Some(raw.as_str()),
            };
            let Some(written) = written else {
                let form = match parameter.style() {
                    "label" => ".value".to_owned(),
                    _ => format!(";{}=value", parameter.name()),
                };
                let problem = format!("the document writes it as `{form}` (style `{}`)", parameter.style());
                self.drift_of(place, &Value::String(decoded(raw)), problem);
                continue;
            };
            if let Some((value, schema)) = path_value(&parameter, written) {
                self.value(&place, &schema, &value);
            }
        }
    }
}

/// `None` where its schema does not say how it is written.
fn path_value<'a>(parameter: &Parameter<'a>, raw: &str) -> Option<(Value, super::Schema<'a>)> {
    let schema = parameter.schema()?;
    if is_list(&schema) {
        let item = parts(&schema).iter().find_map(super::Schema::item);
        let items = raw.split(',').map(|text| typed(&decoded(text), item.as_ref()));
        return Some((items.collect(), schema));
    }
    if is_object(&schema) {
        return None;
    }
    Some((typed(&decoded(raw), Some(&schema)), schema))
}
