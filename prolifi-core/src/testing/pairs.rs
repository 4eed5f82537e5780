//! The pairs of a query or of a form, read back as the values that they were written from.

use super::{difference::decoded, template::has_key, text_value::TextValue};
use crate::endpoint::{Endpoint, ListStyle, QueryPart};

/// The value of an argument of the query.
pub(super) fn value(query: &str, endpoint: &Endpoint, part: &QueryPart) -> TextValue {
    let style = part.style().unwrap_or_else(|| endpoint.query_style());
    let mut value = TextValue::Absent;
    for pair in of_part(query, endpoint, part) {
        let (key, text) = pair.split_once('=').unwrap_or((pair, ""));
        let key = decoded(key);
        let below = match part {
            QueryPart::Value { key: own, .. } | QueryPart::ValueAs { key: own, .. } => {
                key.strip_prefix(&decoded(own)).unwrap_or_default()
            }
            QueryPart::Literal(_) | QueryPart::Fields { .. } | QueryPart::FieldsAs { .. } => &key,
        };
        value.insert(&names(below), leaf(text, style.lists));
    }
    value
}

/// The fields of a form.
pub(super) fn form(body: &str, lists: ListStyle) -> TextValue {
    let mut value = TextValue::Fields(Vec::new());
    for pair in body.split('&').filter(|pair| !pair.is_empty()) {
        let pair = pair.replace('+', "%20");
        let (key, text) = pair.split_once('=').unwrap_or((&pair, ""));
        value.insert(&names(&decoded(key)), leaf(text, lists));
    }
    value
}

/// The pairs that an argument has written: those with its key, or all that no other argument has.
pub(super) fn of_part<'a>(
    query: &'a str,
    endpoint: &'a Endpoint,
    part: &'a QueryPart,
) -> impl Iterator<Item = &'a str> {
    let is_of = |pair: &str, part: &QueryPart| match part {
        QueryPart::Literal(literal) => pair == *literal,
        QueryPart::Value { key, .. } | QueryPart::ValueAs { key, .. } => has_key(pair, key),
        QueryPart::Fields { .. } | QueryPart::FieldsAs { .. } => false,
    };
    query.split('&').filter(|pair| !pair.is_empty()).filter(move |pair| match part {
        QueryPart::Fields { .. } | QueryPart::FieldsAs { .. } => {
            !endpoint.query().iter().any(|other| is_of(pair, other))
        }
        part => is_of(pair, part),
    })
}

/// A text, or a list that shares its pair.
fn leaf(text: &str, lists: ListStyle) -> TextValue {
    let separator = match lists {
        ListStyle::Comma => ",",
        ListStyle::Pipe => "|",
        ListStyle::Space => "%20",
        ListStyle::Repeat | ListStyle::Brackets | ListStyle::Indices => "",
    };
    match separator {
        separator if !separator.is_empty() && text.contains(separator) => {
            TextValue::List(text.split(separator).map(|item| TextValue::Text(decoded(item))).collect())
        }
        _ => TextValue::Text(decoded(text)),
    }
}

/// The names in a key such as `a[b][]` or `a.b`.
fn names(key: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = key;
    while !rest.is_empty() {
        if let Some((name, behind)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            names.push(name);
            rest = behind;
        } else {
            let plain = rest.strip_prefix('.').unwrap_or(rest);
            let end = plain.find(['[', '.']).unwrap_or(plain.len()).max(1).min(plain.len());
            names.push(&plain[..end]);
            rest = &plain[end..];
        }
    }
    names
}

impl TextValue {
    /// Puts a value below these names, beside what is there. A number and nothing are places in a list.
    fn insert(&mut self, names: &[&str], value: Self) {
        let Some((name, rest)) = names.split_first() else {
            *self = match (std::mem::replace(self, Self::Absent), value) {
                (Self::Absent, value) => value,
                (Self::List(mut items), value) => {
                    items.push(value);
                    Self::List(items)
                }
                (one, value) => Self::List(vec![one, value]),
            };
            return;
        };
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            if !matches!(self, Self::List(_)) {
                *self = Self::List(Vec::new());
            }
            if let Self::List(items) = self {
                let index = name.parse().unwrap_or(items.len()).min(items.len());
                if index == items.len() {
                    items.push(Self::Absent);
                }
                items[index].insert(rest, value);
            }
            return;
        }
        if !matches!(self, Self::Fields(_)) {
            *self = Self::Fields(Vec::new());
        }
        if let Self::Fields(fields) = self {
            let index = fields.iter().position(|(known, _)| known == name).unwrap_or(fields.len());
            if index == fields.len() {
                fields.push(((*name).to_owned(), Self::Absent));
            }
            fields[index].1.insert(rest, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::form;
    use crate::endpoint::ListStyle;

    #[test]
    fn pairs_are_read_in_every_style() {
        type Lists = std::collections::BTreeMap<String, Vec<u8>>;
        for (body, style) in [
            ("ids=1&ids=2", ListStyle::Repeat),
            ("ids=1,2", ListStyle::Comma),
            ("ids=1|2", ListStyle::Pipe),
            ("ids=1+2", ListStyle::Space),
            ("ids%5B%5D=1&ids%5B%5D=2", ListStyle::Brackets),
            ("ids%5B0%5D=1&ids%5B1%5D=2", ListStyle::Indices),
        ] {
            let read = form(body, style).read::<Lists>().unwrap();
            assert_eq!(read["ids"], [1, 2], "{body}");
        }
        type Nested = std::collections::BTreeMap<String, std::collections::BTreeMap<String, String>>;
        for body in
            ["card%5Bname%5D=Jane+Doe&card%5Bcity%5D=K%C3%B6ln", "card.name=Jane+Doe&card.city=K%C3%B6ln"]
        {
            let read = form(body, ListStyle::Repeat).read::<Nested>().unwrap();
            assert_eq!((&*read["card"]["name"], &*read["card"]["city"]), ("Jane Doe", "Köln"), "{body}");
        }
    }
}
