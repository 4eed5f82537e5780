//! What a method is called whose operation has no name.

use crate::names::{singular, words};

/// Names by method and path, the best first: `list_customers`, `create_customer_note`, `pause_subscription`.
pub(super) fn by_path(method: &str, path: &str) -> Vec<String> {
    let parts: Vec<&str> = path.split(['/', '#', '?']).filter(|part| !part.is_empty()).collect();
    let is_value = |part: &&&str| part.starts_with('{');
    let whole: Vec<_> = parts
        .iter()
        .map(|part| if is_value(&part) { format!("by {part}") } else { (*part).to_owned() })
        .collect();
    let whole = format!("{} {}", method.to_lowercase(), whole.join(" "));
    // One of many, where a value behind it says which.
    let mut resource: Vec<String> = Vec::new();
    let mut last_is_value = false;
    for (at, part) in parts.iter().enumerate() {
        last_is_value = is_value(&part);
        if last_is_value {
            continue;
        }
        let is_one = parts.get(at + 1).is_some_and(|next| is_value(&next));
        resource.push(if is_one { one(part) } else { words(part).join(" ") });
    }
    let Some((last, around)) = resource.split_last() else { return vec![whole] };
    let around = around.join(" ");
    let is_many = one(last) != *last;
    let name = match (method, last_is_value) {
        ("GET", true) => format!("get {around} {last}"),
        ("GET", false) => format!("{} {around} {last}", if is_many { "list" } else { "get" }),
        ("POST", false) if is_many => format!("create {around} {}", one(last)),
        ("POST", false) if !around.is_empty() => format!("{last} {around}"),
        ("PATCH", _) => format!("update {around} {last}"),
        ("PUT", _) => format!("replace {around} {last}"),
        ("DELETE", _) => format!("delete {around} {last}"),
        _ => format!("{} {around} {last}", method.to_lowercase()),
    };
    vec![name, whole]
}

/// The last word as one of many.
fn one(part: &str) -> String {
    let mut words = words(part);
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::by_path;
    use crate::names::snake;

    #[test]
    fn names_say_what_is_done() {
        let table = [
            ("GET", "/customers", "list_customers"),
            ("POST", "/customers", "create_customer"),
            ("GET", "/customers/{id}", "get_customer"),
            ("PATCH", "/customers/{id}", "update_customer"),
            ("DELETE", "/customers/{id}/notes/{note}", "delete_customer_note"),
            ("GET", "/customers/{id}/usage", "get_customer_usage"),
            ("POST", "/customers/{id}/notes", "create_customer_note"),
            ("POST", "/subscriptions/{id}/pause", "pause_subscription"),
            ("GET", "/", "get"),
            ("POST", "/token", "post_token"),
        ];
        for (method, path, name) in table {
            assert_eq!(snake(&by_path(method, path)[0]), name, "{method} {path}");
        }
    }
}
