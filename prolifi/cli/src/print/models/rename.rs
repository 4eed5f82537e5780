//! [`Rename`]: names of Rust beside those that are sent.

use super::Code;

/// The rule of serde that fits most names of a type.
pub(super) struct Rename {
    rule: Option<&'static str>,
    apply: fn(&str, Option<&str>) -> String,
}

const FIELD_RULES: [&str; 5] = ["camelCase", "PascalCase", "kebab-case", "SCREAMING_SNAKE_CASE", "UPPERCASE"];
const VARIANT_RULES: [&str; 8] = [
    "lowercase",
    "snake_case",
    "camelCase",
    "kebab-case",
    "SCREAMING_SNAKE_CASE",
    "SCREAMING-KEBAB-CASE",
    "UPPERCASE",
    "PascalCase",
];

impl Rename {
    pub(super) fn of_fields<'n>(names: impl Iterator<Item = (&'n str, &'n str)>) -> Self {
        Self::of(&names.collect::<Vec<_>>(), &FIELD_RULES, field)
    }

    pub(super) fn of_variants<'n>(names: impl Iterator<Item = (&'n str, &'n str)>) -> Self {
        Self::of(&names.collect::<Vec<_>>(), &VARIANT_RULES, variant)
    }

    fn of(names: &[(&str, &str)], rules: &[&'static str], apply: fn(&str, Option<&str>) -> String) -> Self {
        let fitting = |rule: Option<&str>| {
            names.iter().filter(|(name, wire)| apply(plain(name), rule) == *wire).count()
        };
        let unchanged = fitting(None);
        // Serde cuts the first byte off for its `camelCase`.
        let is_ascii = names.iter().all(|(name, _)| name.is_ascii());
        let rules = rules.iter().filter(|rule| is_ascii || **rule != "camelCase");
        let best = rules.map(|rule| (fitting(Some(rule)), *rule)).rev().max_by_key(|(count, _)| *count);
        // A rule has to say more than it costs.
        let rule = best
            .filter(|(count, _)| *count > unchanged && (*count > 1 || names.len() == 1))
            .map(|(_, rule)| rule);
        Self { rule, apply }
    }

    pub(super) fn rule(&self) -> Option<&'static str> {
        self.rule
    }

    pub(super) fn container(&self, code: &mut Code) {
        if let Some(rule) = self.rule {
            code.line(&format!("#[serde(rename_all = {rule:?})]"));
        }
    }

    /// What serde is told of one name, and of when it is left out.
    pub(super) fn attribute(&self, code: &mut Code, name: &str, wire: &str, skip: Option<&str>) {
        let rename = ((self.apply)(plain(name), self.rule) != wire).then(|| format!("rename = {wire:?}"));
        match (rename, skip) {
            (Some(rename), Some(skip)) if rename.len() + skip.len() < 60 => {
                code.line(&format!("#[serde({rename}, {skip})]"));
            }
            (rename, skip) => {
                for word in rename.as_deref().into_iter().chain(skip) {
                    code.line(&format!("#[serde({word})]"));
                }
            }
        }
    }
}

fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}

/// As serde renames fields, whose names are in snake case.
fn field(name: &str, rule: Option<&str>) -> String {
    let pascal = || -> String {
        let mut pascal = String::new();
        let mut capital = true;
        for c in name.chars() {
            if c == '_' {
                capital = true;
            } else if capital {
                pascal.push(c.to_ascii_uppercase());
                capital = false;
            } else {
                pascal.push(c);
            }
        }
        pascal
    };
    match rule {
        Some("camelCase") => lower_first(&pascal()),
        Some("PascalCase") => pascal(),
        Some("kebab-case") => name.replace('_', "-"),
        Some("SCREAMING_SNAKE_CASE" | "UPPERCASE") => name.to_ascii_uppercase(),
        _ => name.to_owned(),
    }
}

/// As serde renames variants, whose names are in Pascal case.
fn variant(name: &str, rule: Option<&str>) -> String {
    let snake = || {
        let mut snake = String::new();
        for (at, c) in name.char_indices() {
            if at > 0 && c.is_uppercase() {
                snake.push('_');
            }
            snake.push(c.to_ascii_lowercase());
        }
        snake
    };
    match rule {
        Some("lowercase") => name.to_ascii_lowercase(),
        Some("UPPERCASE") => name.to_ascii_uppercase(),
        Some("camelCase") => lower_first(name),
        Some("snake_case") => snake(),
        Some("SCREAMING_SNAKE_CASE") => snake().to_ascii_uppercase(),
        Some("kebab-case") => snake().replace('_', "-"),
        Some("SCREAMING-KEBAB-CASE") => snake().to_ascii_uppercase().replace('_', "-"),
        _ => name.to_owned(),
    }
}

fn lower_first(name: &str) -> String {
    let Some(first) = name.chars().next() else { return String::new() };
    let (first, rest) = name.split_at(first.len_utf8());
    first.to_ascii_lowercase() + rest
}

#[cfg(test)]
mod tests {
    use super::Rename;

    #[test]
    fn the_rule_of_most_names_is_taken() {
        let rule = |names: &[(&str, &str)]| Rename::of_variants(names.iter().copied()).rule();
        assert_eq!(rule(&[("Active", "active"), ("PastDue", "past_due")]), Some("snake_case"));
        assert_eq!(rule(&[("Active", "active"), ("Trial", "trial")]), Some("lowercase"));
        assert_eq!(rule(&[("PastDue", "pastdue"), ("Open", "open")]), Some("lowercase"));
        assert_eq!(rule(&[("One", "1"), ("Two", "2")]), None);
        assert_eq!(rule(&[("PastDue", "pastDue"), ("NotYet", "notYet"), ("日本", "日本")]), None);
        let fields = [("customer_id", "customerId"), ("r#type", "type"), ("id", "ID")];
        assert_eq!(Rename::of_fields(fields.into_iter()).rule(), Some("camelCase"));
    }
}
