//! Documents that break their own rules.

use prolifi_core::contract::document::Json;

use super::{notes, written};

/// What stands anywhere in place of what is meant.
fn strangers() -> Vec<Json> {
    let texts = [
        "null",
        "true",
        "-1",
        r#""""#,
        r#""{x""#,
        "[]",
        "[[]]",
        "{}",
        r##"{"$ref": "#/paths"}"##,
        r##"{"$ref": "#"}"##,
    ];
    texts.iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

/// Every value of a document, one after the other, as something else, which is asked for each time.
fn each_changed(json: &Json, change: &mut dyn FnMut() -> Json, seen: &mut dyn FnMut(Json)) {
    fn go(
        part: &Json,
        change: &mut dyn FnMut() -> Json,
        whole: &dyn Fn(Json) -> Json,
        seen: &mut dyn FnMut(Json),
    ) {
        seen(whole(change()));
        match part {
            Json::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    let inside = |new: Json| {
                        let mut items = items.clone();
                        items[at] = new;
                        whole(Json::List(items))
                    };
                    go(item, change, &inside, seen);
                }
            }
            Json::Object(members) => {
                for (at, (_, member)) in members.iter().enumerate() {
                    let inside = |new: Json| {
                        let mut members = members.clone();
                        members[at].1 = new;
                        whole(Json::Object(members))
                    };
                    go(member, change, &inside, seen);
                }
            }
            _ => {}
        }
    }
    go(json, change, &|new| new, seen);
}

#[test]
fn whatever_stands_wherever_is_read() {
    // A part of all there are: each of them at each place takes minutes.
    let mut count = 0;
    for start in [0, 3, 7] {
        let mut strangers = strangers().into_iter().cycle().skip(start);
        each_changed(&notes(), &mut || strangers.next().unwrap(), &mut |document| {
            count += 1;
            if count % 9 == 0 {
                written(document);
            }
        });
    }
    assert!(count > 900, "{count}");
}

#[test]
fn what_is_missing_is_done_without() {
    fn without(part: &Json, whole: &dyn Fn(Json) -> Json, seen: &mut dyn FnMut(Json)) {
        if let Json::Object(members) = part {
            for (at, (_, member)) in members.iter().enumerate() {
                let mut fewer = members.clone();
                fewer.remove(at);
                seen(whole(Json::Object(fewer)));
                let inside = |new: Json| {
                    let mut members = members.clone();
                    members[at].1 = new;
                    whole(Json::Object(members))
                };
                without(member, &inside, seen);
            }
        }
    }
    let mut count = 0;
    without(&notes(), &|new| new, &mut |document| {
        count += 1;
        if count % 4 == 0 {
            written(document);
        }
    });
    assert!(count > 250, "{count}");
}

#[test]
fn names_may_be_anything() {
    fn renamed(json: &Json, name: &str) -> Json {
        match json {
            Json::List(items) => Json::List(items.iter().map(|item| renamed(item, name)).collect()),
            Json::Object(members) => {
                let own = |member: &str| match member {
                    "Note" | "NoteState" | "text" | "labels" | "replyTo" | "uploads" | "token" => {
                        name.to_owned()
                    }
                    other => other.to_owned(),
                };
                Json::Object(
                    members.iter().map(|(member, value)| (own(member), renamed(value, name))).collect(),
                )
            }
            Json::Text(text)
                if matches!(
                    text.as_str(),
                    "listNotes" | "notes" | "open" | "cursor" | "X-Request-Source"
                ) =>
            {
                Json::Text(name.to_owned())
            }
            other => other.clone(),
        }
    }
    let names = [
        "",
        " ",
        "\"",
        "\\",
        "\n",
        "*/",
        "//",
        "#",
        "?",
        "<",
        ">",
        "{",
        "}",
        "&",
        "=",
        "%",
        "r#",
        "self",
        "Self",
        "super",
        "crate",
        "_",
        "type",
        "async",
        "gen",
        "String",
        "Option",
        "Vec",
        "Value",
        "Call",
        "1",
        "-1",
        "a b",
        "ä",
        "日本",
        "🦀",
        "ⓐ",
        "\u{202e}x",
        "\u{0}",
        "__",
        "a__b",
        "$ref",
        "[]",
        "a[]",
        "::",
        "'",
        "`",
        "x/y",
        "x~y",
    ];
    for name in names {
        written(renamed(&notes(), name));
    }
}

#[test]
fn a_text_that_is_cut_is_an_error() {
    let text = include_str!("../../tests/notes/openapi.json");
    for end in (0..text.len() - 3).step_by(97) {
        assert!(serde_json::from_str::<Json>(&text[..end]).is_err());
    }
}
