//! The OpenAPI description, with its references resolved.

use std::collections::BTreeSet;

use serde_json::Value;

pub(super) struct Document(Value);

/// One operation of the description.
pub(super) struct Operation {
    /// `PATCH /customers/{id}`
    pub(super) name: String,
    parameters: Vec<Value>,
    /// The schema of the JSON body.
    pub(super) body: Option<Value>,
}

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl Document {
    pub(super) fn read() -> Self {
        Self(serde_json::from_str(include_str!("../../../prolifi/openapi/prolifi.json")).expect("JSON"))
    }

    pub(super) fn names(&self) -> Vec<String> {
        let paths = self.0["paths"].as_object().expect("paths");
        let operations = paths.iter().flat_map(|(path, item)| {
            let methods = METHODS.iter().filter(|method| item.get(**method).is_some());
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        });
        operations.collect()
    }

    pub(super) fn operation(&self, name: &str) -> Option<Operation> {
        let (method, path) = name.split_once(' ')?;
        let item = self.0["paths"].get(path)?;
        let operation = item.get(method.to_lowercase())?;
        let parameters = [item, operation].into_iter().filter_map(|part| part["parameters"].as_array());
        let body = operation.get("requestBody").map(|body| {
            let content = body["content"].as_object().expect("content");
            assert_eq!(content.keys().collect::<Vec<_>>(), ["application/json"], "{name}");
            self.resolve(&content["application/json"]["schema"])
        });
        Some(Operation {
            name: name.to_owned(),
            parameters: parameters.flatten().map(|parameter| self.resolve(parameter)).collect(),
            body,
        })
    }

    /// A schema by its name.
    pub(super) fn schema(&self, name: &str) -> Value {
        self.resolve(&self.0["components"]["schemas"][name])
    }

    /// The value without references in it.
    fn resolve(&self, value: &Value) -> Value {
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            let target = self.0.pointer(reference.trim_start_matches('#')).expect("a target");
            return self.resolve(target);
        }
        match value {
            Value::Object(object) => {
                object.iter().map(|(key, value)| (key.clone(), self.resolve(value))).collect()
            }
            Value::Array(list) => list.iter().map(|value| self.resolve(value)).collect(),
            other => other.clone(),
        }
    }
}

impl Operation {
    /// The names of the parameters in this place.
    pub(super) fn names_in(&self, place: &str) -> Vec<&str> {
        let here = self.parameters.iter().filter(|parameter| parameter["in"] == place);
        here.map(|parameter| parameter["name"].as_str().expect("a name")).collect()
    }

    /// The schema of a parameter.
    pub(super) fn parameter(&self, name: &str) -> &Value {
        let found = self.parameters.iter().find(|parameter| parameter["name"] == name);
        &found.unwrap_or_else(|| panic!("{} takes no {name}", self.name))["schema"]
    }
}

pub(super) fn properties(schema: &Value) -> BTreeSet<&str> {
    schema["properties"].as_object().expect("properties").keys().map(String::as_str).collect()
}

/// Whether the schema takes `null`.
pub(super) fn is_nullable(schema: &Value) -> bool {
    match schema["oneOf"].as_array() {
        Some(choices) => choices.iter().any(is_nullable),
        None => has_type(schema, &Value::Null),
    }
}

pub(super) fn required(schema: &Value) -> BTreeSet<&str> {
    let names = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
    names.iter().map(|name| name.as_str().expect("a name")).collect()
}

/// Holds a value against what a schema says of its type, as far as this description goes.
pub(super) fn check(schema: &Value, value: &Value, at: &str) {
    if let Some(choices) = schema["oneOf"].as_array() {
        let fits = choices.iter().any(|choice| has_type(choice, value));
        assert!(fits, "{at}: {value} is none of {choices:?}");
        return;
    }
    assert!(has_type(schema, value), "{at}: {value} is not {}", schema["type"]);
    if let (Some(format), Some(text)) = (schema["format"].as_str(), value.as_str()) {
        let fits = match format {
            "uuid" => text.len() == 36 && text.parse::<uuid::Uuid>().is_ok(),
            "date" => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
            "date-time" => text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok(),
            "email" => text.contains('@'),
            other => panic!("{at}: a format that this test does not know: {other}"),
        };
        assert!(fits, "{at}: {text} is no {format}");
    }
    for known in ["enum", "x-known-values"] {
        if let Some(values) = schema[known].as_array() {
            assert!(values.contains(value), "{at}: {value} is none of {values:?}");
        }
    }
    if let (Some(fields), Some(object)) = (schema["properties"].as_object(), value.as_object()) {
        for (name, value) in object {
            check(&fields[name], value, &format!("{at}.{name}"));
        }
    }
}

/// A schema without a type takes everything.
pub(super) fn has_type(schema: &Value, value: &Value) -> bool {
    let actual = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_u64() || number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    match &schema["type"] {
        Value::Null => true,
        Value::Array(types) => types.iter().any(|name| name == actual),
        name => name == actual,
    }
}
