//! The header `Link` (RFC 8288, section 3).

use http::{HeaderMap, header::LINK};

/// The target of the first link with this relation.
pub(super) fn find(headers: &HeaderMap, relation: &str) -> Option<String> {
    let values = headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(links).find(|link| link.has(relation)).map(|link| link.target.to_owned())
}

struct Link<'a> {
    target: &'a str,
    /// `; rel="next"; title="a, b"`.
    parameters: &'a str,
}

impl Link<'_> {
    /// Whether the first `rel` names it. It can hold several relations, whose case does not matter.
    fn has(&self, relation: &str) -> bool {
        let rel = cut(self.parameters, ';').filter_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("rel").then(|| value.trim().trim_matches('"'))
        });
        let mut relations = rel.take(1).flat_map(str::split_ascii_whitespace);
        relations.any(|given| given.eq_ignore_ascii_case(relation))
    }
}

/// The links of one value of the header.
fn links(value: &str) -> impl Iterator<Item = Link<'_>> {
    cut(value, ',').filter_map(|link| {
        let (target, parameters) = link.trim().strip_prefix('<')?.split_once('>')?;
        Some(Link { target: target.trim(), parameters })
    })
}

/// Cuts at a character, where it stands neither in quotes nor in the brackets of a target.
fn cut(text: &str, at: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped, mut target) = (false, false, false);
    text.split(move |c: char| {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' if !target => quoted = !quoted,
            '<' if !quoted => target = true,
            '>' if !quoted => target = false,
            _ => return c == at && !quoted && !target,
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header::LINK};

    use super::find;

    fn next(values: &[&'static str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        values.iter().for_each(|value| {
            headers.append(LINK, HeaderValue::from_static(value));
        });
        find(&headers, "next")
    }

    #[test]
    fn the_link_is_found_among_others() {
        for values in [
            &[r#"<https://a.b/c?page=2>; rel="next""#][..],
            &[r#"<https://a.b/c?page=1>; rel="prev", <https://a.b/c?page=2>; rel="next""#],
            &[r#"<https://a.b/1>; rel=prev"#, r#"<https://a.b/c?page=2>;rel=next"#],
            &[
                r#"<https://a.b/1>; title="a, <x>; rel=\"next\""; rel="last" , <https://a.b/c?page=2>; REL="last NEXT""#,
            ],
            &[r#"< https://a.b/c?page=2 > ; rel = "next" ; rel = "prev""#],
        ] {
            assert_eq!(next(values).as_deref(), Some("https://a.b/c?page=2"), "{values:?}");
        }
        assert_eq!(next(&["<https://a.b/?x=1,2;3>; rel=next"]).as_deref(), Some("https://a.b/?x=1,2;3"));
    }

    #[test]
    fn what_is_no_such_link_is_none() {
        for values in [
            &[][..],
            &[r#"<https://a.b>; rel="nextish""#],
            &[r#"<https://a.b>; rel="prev"; rel="next""#],
            &["https://a.b; rel=next"],
            &["<https://a.b; rel=next"],
            &[r#"<https://a.b>; title="rel=next""#],
            &[""],
        ] {
            assert_eq!(next(values), None, "{values:?}");
        }
    }
}
