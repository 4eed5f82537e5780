//! The pairs of the query.

use serde_json::Value;

use super::{
    super::{
        document::{Location, Parameter, Schema},
        nearest::suggestion,
        parts::{is_list, is_object, is_open, member_names, parts},
        typed::{assembled, single, steps, typed},
    },
    Compared, decoded,
};

/// A pair as it was sent: the name decoded, the value not yet.
#[derive(Debug, Clone)]
struct Pair {
    name: String,
    raw: String,
}

impl Pair {
    /// `+` is a space in a query, as the form styles write it.
    fn text(&self) -> String {
        decoded(&self.raw.replace('+', " "))
    }
}

impl Compared<'_> {
    pub(super) fn query(&mut self) {
        let query = self.sent.request.uri().query().unwrap_or_default();
        let mut pairs: Vec<Pair> = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, raw)| Pair { name: decoded(&name.replace('+', " ")), raw: raw.to_owned() })
            .collect();
        let parameters = self.operation.parameters_in(Location::Query);
        // Those that take whatever is left take it last.
        let (catch_all, named): (Vec<_>, Vec<_>) =
            parameters.iter().partition(|parameter| takes_any_name(parameter));
        for parameter in named.into_iter().chain(catch_all) {
            let own: Vec<Pair> = pairs.iter().filter(|pair| is_of(parameter, &pair.name)).cloned().collect();
            pairs.retain(|pair| !is_of(parameter, &pair.name));
            self.parameter(parameter, &own);
        }
        let credentials: Vec<String> =
            self.credentials(Location::Query).into_iter().map(str::to_owned).collect();
        for pair in pairs.iter().filter(|pair| !credentials.contains(&pair.name)) {
            let problem = match suggestion(&pair.name, parameters.iter().map(Parameter::name)) {
                meant if meant.is_empty() => {
                    match parameters.iter().map(Parameter::name).collect::<Vec<_>>().join("`, `") {
                        none if none.is_empty() => "the document knows nothing in this query".to_owned(),
                        known => format!("the document knows no such parameter, and has `{known}`"),
                    }
                }
                meant => format!("the document knows no such parameter{meant}"),
            };
            self.drift_of(format!("query `{}`", pair.name), &Value::String(pair.text()), problem);
        }
    }

    fn parameter(&mut self, parameter: &Parameter<'_>, own: &[Pair]) {
        let place = format!("query `{}`", parameter.name());
        if own.is_empty() {
            if parameter.is_required() {
                self.drift(place, "it is not sent, and the document requires it");
            }
            return;
        }
        if let Some(content) = parameter.content() {
            let text = own.first().map(Pair::text).unwrap_or_default();
            match (serde_json::from_str(&text), content.schema()) {
                (Ok(value), Some(schema)) if content.is_json() => self.value(&place, &schema, &value),
                (Err(_), _) if content.is_json() => {
                    self.drift_of(
                        place,
                        &Value::String(text),
                        "it is no JSON, which the document writes it as",
                    );
                }
                _ => {}
            }
            return;
        }
        let schema = parameter.schema();
        let is_list = schema.as_ref().is_some_and(is_list);
        let is_object = schema.as_ref().is_some_and(is_object);
        // Where it may be one value or several, one is one.
        let one = match own {
            [pair] if pair.name == parameter.name() => {
                schema.as_ref().and_then(|schema| single(&pair.text(), schema))
            }
            _ => None,
        };
        let value = if one.is_some() {
            one
        } else if is_list {
            self.list(parameter, own, &place)
        } else if is_object {
            self.object(parameter, own, &place)
        } else {
            match own {
                [pair] if pair.name == parameter.name() => Some(typed(&pair.text(), schema.as_ref())),
                several => {
                    let problem = "it is sent as a list, or with members, and the document takes one value";
                    self.drift_of(place.clone(), &sent(several), problem);
                    None
                }
            }
        };
        if let (Some(value), Some(schema)) = (value, schema) {
            self.value(&place, &schema, &value);
        }
    }

    fn list(&mut self, parameter: &Parameter<'_>, own: &[Pair], place: &str) -> Option<Value> {
        let name = parameter.name();
        let item = parameter.schema().and_then(|schema| parts(&schema).iter().find_map(Schema::item));
        let [first, ..] = own else { return None };
        let (separators, form): (&[&str], String) = match (parameter.style(), parameter.explodes()) {
            ("deepObject", _) => (&[], format!("`{name}[]=a&{name}[]=b`")),
            (_, true) => (&[], format!("`{name}=a&{name}=b`")),
            ("spaceDelimited", _) => (&["%20", "+"], format!("`{name}=a%20b`")),
            ("pipeDelimited", _) => (&["|", "%7C", "%7c"], format!("`{name}=a|b`")),
            _ => (&[","], format!("`{name}=a,b`")),
        };
        let bracketed = own.iter().any(|pair| pair.name != name);
        // A separator of another style is never encoded, where it stands for itself it is.
        let foreign =
            |raw: &str| [",", "|"].iter().any(|other| raw.contains(other) && !separators.contains(other));
        let repeated = own.len() > 1 && !separators.is_empty();
        let deep = parameter.style() == "deepObject";
        if (bracketed && !deep)
            || (!bracketed && deep)
            || repeated
            || own.iter().any(|pair| foreign(&pair.raw))
        {
            self.drift_of(place, &sent(own), format!("the document writes the list as {form}"));
            return None;
        }
        if deep {
            return Some(below(own, parameter.schema().as_ref()));
        }
        if separators.is_empty() {
            return Some(own.iter().map(|pair| typed(&pair.text(), item.as_ref())).collect());
        }
        let mut raw = first.raw.clone();
        for separator in separators {
            raw = raw.replace(separator, "\u{1f}");
        }
        Some(raw.split('\u{1f}').map(|text| typed(&decoded(text), item.as_ref())).collect())
    }

    fn object(&mut self, parameter: &Parameter<'_>, own: &[Pair], place: &str) -> Option<Value> {
        let schema = parameter.schema();
        if own.iter().all(|pair| pair.name == parameter.name()) {
            // `name=a,1,b,2`
            if parameter.style() == "form" && !parameter.explodes() {
                let all = own.first().map(|pair| pair.raw.clone()).unwrap_or_default();
                let texts: Vec<String> = all.split(',').map(decoded).collect();
                let pairs: Vec<(Vec<String>, String)> = texts
                    .chunks(2)
                    .filter_map(|pair| Some((vec![pair.first()?.clone()], pair.get(1)?.clone())))
                    .collect();
                let pairs: Vec<_> = pairs.iter().map(|(steps, text)| (&steps[..], text.as_str())).collect();
                return Some(assembled(&pairs, schema.as_ref()));
            }
            let form = match parameter.style() {
                "deepObject" => format!("`{}[member]=value`", parameter.name()),
                _ => "`member=value`".to_owned(),
            };
            self.drift_of(place, &sent(own), format!("the document writes its members as {form}"));
            return None;
        }
        if parameter.style() == "deepObject" {
            return Some(below(own, schema.as_ref()));
        }
        let pairs: Vec<(Vec<String>, String)> =
            own.iter().map(|pair| (steps(&pair.name), pair.text())).collect();
        let pairs: Vec<_> = pairs.iter().map(|(steps, text)| (&steps[..], text.as_str())).collect();
        Some(assembled(&pairs, schema.as_ref()))
    }
}

/// The value of pairs whose names begin with that of their parameter: `filter[name]`.
fn below(own: &[Pair], schema: Option<&Schema<'_>>) -> Value {
    let pairs: Vec<(Vec<String>, String)> =
        own.iter().map(|pair| (steps(&pair.name).split_off(1), pair.text())).collect();
    let pairs: Vec<_> = pairs.iter().map(|(steps, text)| (&steps[..], text.as_str())).collect();
    assembled(&pairs, schema)
}

/// Whether the parameter is an object whose members stand in the query by themselves, and may have any name.
fn takes_any_name(parameter: &Parameter<'_>) -> bool {
    is_spread(parameter) && parameter.schema().is_some_and(|schema| is_open(&schema))
}

fn is_spread(parameter: &Parameter<'_>) -> bool {
    parameter.style() == "form"
        && parameter.explodes()
        && parameter.schema().is_some_and(|schema| is_object(&schema))
}

/// Whether a pair of this name is of the parameter: `filter[name]` is of `filter`.
fn is_of(parameter: &Parameter<'_>, name: &str) -> bool {
    let own = parameter.name();
    let within = || {
        name.split_once('[')
            .is_some_and(|(object, _)| object == own || own.strip_suffix("[]") == Some(object))
    };
    let member = || {
        is_spread(parameter)
            && parameter.schema().is_some_and(|schema| {
                is_open(&schema) || member_names(&schema).iter().any(|member| steps(name)[0] == *member)
            })
    };
    name == own || within() || member()
}

/// What was sent, as it reads.
fn sent(pairs: &[Pair]) -> Value {
    let pairs: Vec<_> = pairs.iter().map(|pair| format!("{}={}", pair.name, pair.raw)).collect();
    Value::String(pairs.join("&"))
}
