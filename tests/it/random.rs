//! What random tests of bodies share: JSON, damage to it, and how it arrives.

use bytes::Bytes;
use prolifi::{Body, Client, Service, testing::FakeTransport};
use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::{Value, json};

/// A value that no error may show.
pub(crate) const MARKER: &str = "hunter2";

/// Members that the readers know.
const NAMES: &[&str] = &[
    "data",
    "error",
    "type",
    "code",
    "message",
    "detail",
    "errors",
    "field",
    "id",
    "name",
    "status",
    "tags",
    "pagination",
    "total",
    "limit",
    "offset",
    "has_more",
];

/// What a service writes: mostly any text, with what could break a line of a log well represented.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => any::<String>(),
        4 => "[a-z \"'`\\\\\u{0}\t\r\n\u{1b}\u{7f}\u{85}\u{301}\u{61c}\u{200e}\u{2028}\u{2029}\u{202e}\u{2066}é😀]{0,8}",
        2 => ".{0,8}hunter2.{0,8}",
        1 => ".{150,300}",
    ]
}

/// The name of a member: one that is known, or any that is not the marker.
pub(crate) fn name() -> impl Strategy<Value = String> {
    let own = text().prop_map(|name| name.replace(MARKER, "?"));
    prop_oneof![3 => prop::sample::select(NAMES).prop_map(str::to_owned), 1 => own]
}

/// Any JSON, with strings that hold the marker.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..5_u64).prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        Just(Value::from(MARKER)),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((name(), inner), 0..4).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A text with up to three bytes removed, added or replaced, or with its end cut off. A third is left whole.
pub(crate) fn damaged(text: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![3 => prop::sample::select(&b"\"\"{}[]:,\\ \t\r\n0-.eEtn/u"[..]), 1 => any::<u8>()];
    let damage = prop_oneof![
        Just(Vec::new()),
        vec((any::<Index>(), 0_u8..7, byte.clone()), 1..=1),
        vec((any::<Index>(), 0_u8..7, byte), 1..=3),
    ];
    (text, damage).prop_map(|(text, damage)| {
        let mut bytes = text.into_bytes();
        for (at, what, byte) in damage {
            let at = at.index(bytes.len() + 1);
            match what {
                0 | 1 if at < bytes.len() => drop(bytes.remove(at)),
                2 | 3 if at < bytes.len() => bytes[at] = byte,
                4 => bytes.truncate(at),
                _ => bytes.insert(at, byte),
            }
        }
        bytes
    })
}

/// Where a body is cut.
pub(crate) fn cuts() -> impl Strategy<Value = Vec<Index>> {
    vec(any::<Index>(), 0..8)
}

/// The body in pieces, some of which may be empty.
pub(crate) fn pieces(body: &[u8], cuts: &[Index]) -> Vec<Bytes> {
    let mut ends: Vec<usize> = cuts.iter().map(|cut| cut.index(body.len() + 1)).collect();
    ends.push(body.len());
    ends.sort_unstable();
    let mut start = 0;
    ends.into_iter()
        .map(|end| Bytes::copy_from_slice(&body[std::mem::replace(&mut start, end)..end]))
        .collect()
}

/// A body that arrives in these pieces.
pub(crate) fn arriving(pieces: Vec<Bytes>) -> Body {
    Body::stream(futures_util::stream::iter(pieces.into_iter().map(Ok::<_, std::io::Error>)))
}

/// A client of a service without habits, which answers like this.
pub(crate) fn answering(status: u16, body: impl Into<Body>) -> Client {
    let answer = http::Response::builder().status(status).body(body).expect("an answer");
    let builder = Client::builder(Service::new("https://x.test"));
    builder.transport(FakeTransport::new().answer(answer)).build().expect("a client")
}

/// Runs under a clock of its own, paused.
pub(crate) fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(future)
}

/// The text is one line, and shows in the order in which it is written.
pub(crate) fn is_one_plain_line(text: &str) -> bool {
    let breaks = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    !text.contains(breaks)
}

/// Whether the text shows the marker where it stood as a value of the body. Damage can make a name of it,
/// and names are shown.
pub(crate) fn leaks(text: &str, body: &[u8]) -> bool {
    let body = String::from_utf8_lossy(body);
    let is_name = |at: usize| {
        let behind = body[at..].split_once('"').map_or("", |(_, behind)| behind);
        behind.trim_start().starts_with(':')
    };
    text.contains(MARKER) && !body.match_indices(MARKER).any(|(at, _)| is_name(at))
}
