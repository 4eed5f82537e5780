//! No input makes a macro panic, and what they print is always Rust.

use proc_macro2::{Span, TokenStream};
use proptest::prelude::*;

use crate::template::Template;

/// Words of valid and of invalid declarations.
const WORDS: &[&str] = &[
    "GET",
    "PACTH",
    "\"/a/<id>\"",
    "\"/<a>/<b..>?<c>&d=<e>&<f..>\"",
    "\"/{id}\"",
    "\"\"",
    "\"data\"",
    "\"30s\"",
    "=",
    ",",
    ",",
    ";",
    ":",
    "::",
    "->",
    "envelope",
    "headers",
    "timeout",
    "max_retries",
    "idempotent",
    "auth",
    "crate",
    "base",
    "none",
    "true",
    "3",
    "-",
    "'a",
    "fn",
    "async",
    "const",
    "unsafe",
    "extern",
    "\"C\"",
    "trait",
    "impl",
    "enum",
    "struct",
    "type",
    "pub",
    "dyn",
    "where",
    "self",
    "&self",
    "&mut self",
    "mut",
    "_",
    "id",
    "id: &str",
    "r#type",
    "T",
    "<T>",
    "Call<T>",
    "Result<T, E>",
    "impl Display",
    "#[endpoint(GET, \"/a\")]",
    "#[api]",
    "#[header(\"X-A\")]",
    "#[headers]",
    "#[body]",
    "#[form]",
    "#[multipart]",
    "#[status(200)]",
    "#[status(4xx)]",
    "#[status]",
    "#[cfg(all())]",
    "#[cfg_attr(all(), endpoint(GET, \"/a\"))]",
    "/** Docs. */",
    "...",
    "!",
    "0xff",
    "1.5e3",
    "b\"x\"",
    "c",
    "#",
    "..",
    "|",
    "$",
];

/// Declarations to damage: what is almost right finds more than what is not.
const ATTRIBUTES: &[&str] = &[
    "PATCH, \"/customers/<id>\", envelope = \"data\"",
    "GET, \"/a/<id>?<page>&tag=<tags>&<filter..>\", headers(\"A: b\", \"C\" = D), timeout = \"30s\", crate = a::b",
    "base = \"/v2\", envelope = none, headers(\"A: b\")",
];
const ITEMS: &[&str] = &[
    "/// Docs.\n pub async fn note<'a, T>(&'a self, id: &str, #[header(\"A\")] page: Option<u32>, tags: &[T], filter: \
     impl Ser) -> Result<T, E> where T: X;",
    "pub trait Notes<'a, T = u8>: Send + Sync where T: Copy { #[endpoint(GET, \"/a/<id>\")] fn a(&self, id: u8) -> \
     Call<T>; #[endpoint(POST, \"/a\")] async fn b(&self, note: &T) -> Result<(), E>; fn c(&self) { loop {} } const D: \
     u8 = 1; type E; }",
    "#[from_response(crate = a)] enum Found<T> { #[status(200)] A(T), #[status(404, 5xx)] B, #[status(4xx)] C(u8) }",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn random_tokens(attribute in soup(), item in soup()) {
        expand_all(&attribute, &item);
    }

    #[test]
    fn damaged_declarations(
        attribute in prop::sample::select(ATTRIBUTES),
        item in prop::sample::select(ITEMS),
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..4, prop::sample::select(WORDS)), 0..4),
        in_item in any::<bool>(),
    ) {
        let (mut attribute, mut item) = (attribute.to_owned(), item.to_owned());
        damaged(if in_item { &mut item } else { &mut attribute }, &damage);
        expand_all(&attribute, &item);
    }

    #[test]
    fn random_text_as_template(text in "\\PC*", path in "/[a-z<>./?&=%{}:#]{0,24}") {
        for text in [text, path] {
            if let Ok(template) = Template::parse(&text) {
                check(&template);
            }
        }
    }

    #[test]
    fn valid_templates_round_trip(
        segments in prop::collection::vec(segment(), 0..6),
        rest in prop::option::of("[a-z]{3}"),
        query in prop::collection::vec(query_part(), 0..4),
    ) {
        let mut text = String::new();
        for (i, segment) in segments.iter().enumerate() {
            // Names are told apart by their place.
            text.push_str(&format!("/{}", segment.replace("<n", &format!("<p{i}"))));
        }
        match rest {
            Some(rest) => text.push_str(&format!("/<{rest}..>")),
            None => text.push('/'),
        }
        for (i, part) in query.iter().enumerate() {
            text.push(if i == 0 { '?' } else { '&' });
            text.push_str(&part.replace("<n", &format!("<q{i}")));
        }
        let template = Template::parse(&text).map_err(|mistakes| TestCaseError::fail(format!("{text}: {mistakes:?}")))?;
        check(&template);
        prop_assert_eq!(template.query.len(), query.len());
    }
}

/// The canonical form is the same template, and holds nothing that ends a path, a query or a line.
fn check(template: &Template) {
    let canonical = template.to_string();
    assert_eq!(Template::parse(&canonical).as_ref(), Ok(template), "{canonical}");
    assert!(
        !canonical.contains(|c: char| c == '#' || c == '\\' || c.is_control() || c == ' '),
        "{canonical}"
    );
}

fn segment() -> impl Strategy<Value = String> {
    // A letter first, so that no segment is made of dots.
    prop_oneof![
        "[a-z][a-z.~!$'()*+,;=@:äß-]{0,6}",
        Just("<n>".to_owned()),
        "<n>[.:][a-z]{1,4}",
        Just("<n..>".to_owned()),
        "<n:comma>[.]?",
        Just("a/".to_owned()),
        "[a-z]{1,3}<n>"
    ]
}

fn query_part() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,4}",
        "[a-zé]{1,4}=[a-z+ö]{0,4}",
        Just("<n>".to_owned()),
        "[a-z]{1,4}=<n>",
        Just("<n..>".to_owned()),
        "<n:(comma|pipe|space|repeat|indices|brackets)>",
        "<n([.]{2})?:(dots|flat|brackets)>",
        "[a-z]{1,4}=<n:(brackets:indices|dots:brackets|comma:dots)>"
    ]
}

fn soup() -> impl Strategy<Value = String> {
    let word = prop::sample::select(WORDS).prop_map(ToOwned::to_owned);
    let words = prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "));
    words.prop_recursive(3, 24, 4, |inner| {
        (inner.clone(), prop::sample::select(&["()", "[]", "{}"][..]), inner).prop_map(
            |(before, brackets, inside)| format!("{before} {}{inside}{}", &brackets[..1], &brackets[1..]),
        )
    })
}

/// Removes, repeats, replaces or adds words.
fn damaged(text: &mut String, damage: &[(prop::sample::Index, u8, &str)]) {
    let mut words: Vec<&str> = text.split(' ').collect();
    for (at, what, word) in damage {
        if words.is_empty() {
            break;
        }
        let at = at.index(words.len());
        match what {
            0 => drop(words.remove(at)),
            1 => words.insert(at, words[at]),
            2 => words[at] = word,
            _ => words.insert(at, word),
        }
    }
    *text = words.join(" ");
}

/// All macros on the same input; text that is no token stream never reaches one.
fn expand_all(attribute: &str, item: &str) {
    let (Ok(attribute), Ok(item)) = (attribute.parse::<TokenStream>(), item.parse::<TokenStream>()) else {
        return;
    };
    let _ = crate::endpoint::expand(attribute.clone(), item.clone(), Span::call_site());
    let _ = crate::api::expand(attribute, &item, Span::call_site());
    let _ = crate::from_response::expand(item);
}
