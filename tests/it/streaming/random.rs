//! Random streams: what is read does not depend on how the bytes arrive, and is what others read.

use std::time::Duration;

use bytes::Bytes;
use prolifi::{
    Api, Call, Client, Error, ErrorKind, endpoint,
    streaming::{Decoder, Event, Events, JsonLines, Streaming},
};
use prolifi_tests::printed;
use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::Value;

use crate::random::{answering, arriving, cuts, damaged, is_one_plain_line, leaks, pieces, run, text, value};

trait Feeds: Api {
    #[endpoint(GET, "/events")]
    fn events(&self) -> Call<Streaming<Events>>;
    #[endpoint(GET, "/rows")]
    fn rows(&self) -> Call<Streaming<JsonLines<Value>>>;
}
impl Feeds for Client {}

/// The event's type, data and id, and its `retry`.
type Told = (String, String, String, Option<Duration>);

/// Lines of events, of comments and of nothing, with every end of a line.
fn event_stream() -> impl Strategy<Value = String> {
    let field = prop_oneof![
        4 => prop::sample::select(&["data", "event", "id", "retry", ""][..]).prop_map(str::to_owned),
        1 => "[a-zé \u{feff}]{0,5}",
    ];
    let told = prop_oneof![3 => text(), 1 => "[0-9]{0,22}", 1 => "[: \u{0}\u{feff}]{0,3}"];
    let line = prop_oneof![
        4 => (field, prop::sample::select(&[":", ": ", ":  ", ""][..]), told)
            .prop_map(|(field, colon, told)| format!("{field}{colon}{told}")),
        3 => Just(String::new()),
    ];
    let end = prop::sample::select(&["\n", "\n", "\r\n", "\r", "\n\n", "\r\r", "\r\n\r\n", ""][..]);
    let lines = vec((line, end), 0..12);
    (prop::sample::select(&["", "", "\u{feff}", "\u{feff}\u{feff}"][..]), lines).prop_map(|(mark, lines)| {
        lines.into_iter().fold(mark.to_owned(), |text, (line, end)| text + &line + end)
    })
}

/// What the standard says of a stream, read whole (WHATWG HTML, section 9.2.6).
fn standard(stream: &[u8]) -> Vec<Told> {
    let text = String::from_utf8_lossy(stream);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
    let (mut told, mut id, mut retry) = (Vec::new(), String::new(), None);
    let (mut event, mut data) = (String::new(), String::new());
    let ended = text.rfind('\n').map_or("", |end| &text[..end]);
    for line in ended.split('\n') {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        if line.is_empty() {
            if let Some(data) = data.strip_suffix('\n') {
                let name = if event.is_empty() { "message" } else { &event };
                told.push((name.to_owned(), data.to_owned(), id.clone(), retry));
            }
            (event, data) = (String::new(), String::new());
        } else if field == "event" {
            event = value.to_owned();
        } else if field == "data" {
            data = data + value + "\n";
        } else if field == "id" && !value.contains('\0') {
            id = value.to_owned();
        } else if field == "retry" && value.chars().all(|c| c.is_ascii_digit()) {
            // A wait beyond what the type holds is not told.
            retry = value.parse().map(Duration::from_millis).ok().or(retry);
        }
    }
    told
}

fn json_lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![6 => value().prop_map(|value| value.to_string()), 1 => "[ \t]{0,2}"];
    let end = prop::sample::select(&["\n", "\r\n", "\n\n", " \n\t", ""][..]);
    vec((line, end), 0..6)
        .prop_map(|lines| lines.into_iter().fold(String::new(), |text, (line, end)| text + &line + end))
}

/// Whole, in these pieces, and byte by byte.
fn arrivals(stream: &[u8], cuts: &[Index]) -> [Vec<Bytes>; 3] {
    let bytes = stream.iter().map(|byte| Bytes::copy_from_slice(&[*byte])).collect();
    [pieces(stream, &[]), pieces(stream, cuts), bytes]
}

/// What a stream gives: its items, and its error, behind which there must be nothing.
async fn read<D: Decoder>(call: Call<Streaming<D>>) -> (Vec<D::Item>, Option<Error>) {
    let mut stream = call.await.expect("a head");
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        match item {
            Ok(item) => items.push(item),
            Err(error) => {
                assert!(stream.next().await.is_none(), "a stream ends with its first error");
                return (items, Some(error));
            }
        }
    }
    assert!(stream.next().await.is_none(), "a stream that has ended goes on");
    (items, None)
}

fn events(pieces: Vec<Bytes>) -> (Vec<Told>, Option<Error>) {
    let (events, error) = run(read(answering(200, arriving(pieces)).events()));
    let told = |event: Event| (event.event, event.data, event.id, event.retry);
    (events.into_iter().map(told).collect(), error)
}

proptest! {
    #[test]
    fn events_are_those_of_the_standard_however_they_arrive(
        stream in prop_oneof![8 => damaged(event_stream()), 1 => vec(any::<u8>(), 0..64)],
        cuts in cuts(),
    ) {
        let expected = standard(&stream);
        for pieces in arrivals(&stream, &cuts) {
            let (told, error) = events(pieces);
            prop_assert!(error.is_none(), "{:?}", error);
            prop_assert_eq!(&told, &expected);
        }
    }

    #[test]
    fn events_before_a_lost_connection_are_given(stream in damaged(event_stream()), cuts in cuts()) {
        let expected = standard(&stream);
        let mut steps: Vec<_> = pieces(&stream, &cuts).into_iter().map(Ok).collect();
        steps.push(Err(std::io::Error::other("lost")));
        let body = prolifi::Body::stream(futures_util::stream::iter(steps));
        let (events, error) = run(read(answering(200, body).events()));
        prop_assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::Transport));
        // A line that ends in CR may go on, and is not complete.
        prop_assert!(events.len() == expected.len() || (events.len() + 1 == expected.len() && stream.ends_with(b"\r")));
        for (event, (.., data, _, _)) in events.iter().zip(&expected) {
            prop_assert_eq!(&event.data, data);
        }
    }

    #[test]
    fn lines_of_json_are_what_serde_json_reads(stream in damaged(json_lines()), cuts in cuts()) {
        let (mut expected, mut wrong) = (Vec::new(), None);
        for (number, line) in stream.split(|byte| *byte == b'\n').enumerate() {
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            match std::str::from_utf8(line).ok().and_then(|line| serde_json::from_str::<Value>(line).ok()) {
                Some(value) => expected.push(value),
                None => {
                    wrong = Some(number + 1);
                    break;
                }
            }
        }
        for pieces in arrivals(&stream, &cuts) {
            let (rows, error) = run(read(answering(200, arriving(pieces)).rows()));
            prop_assert_eq!(&rows, &expected);
            match (error, wrong) {
                (None, None) => {}
                (Some(error), Some(line)) => {
                    let said = error.to_string();
                    prop_assert!(error.is_decode() && said.contains(&format!("line {line} of the stream")), "{}", said);
                    prop_assert!(is_one_plain_line(&said), "{:?}", said);
                    prop_assert!(!leaks(&printed(&error), &stream), "{}", said);
                }
                (error, wrong) => prop_assert!(false, "line {wrong:?} is wrong, and the error {error:?}"),
            }
        }
    }
}
