//! [`Events`]: server-sent events, as WHATWG HTML, section 9.2.6 ("Interpreting an event stream") reads them.

use std::time::Duration;

use bytes::{Buf, BytesMut};
use http::{HeaderMap, HeaderValue};

use super::{Decoder, LONGEST_ITEM, is_of_type, line_end, too_long, unread_encoding};
use crate::error::Error;

/// Server-sent events (`text/event-stream`). Reconnecting is left to the caller, who has
/// [`Event::id`] to go on from.
///
/// ```
/// use futures_util::StreamExt;
/// use prolifi::{Call, http, streaming::{Events, Streaming}};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let call = Call::<Streaming<Events>>::answer(http::Response::new("event: paid\nid: 17\ndata: {}\n\n"));
/// // `call` is a `Call<Streaming<Events>>`.
/// let mut events = call.await?;
/// while let Some(event) = events.next().await {
///     let event = event?;
///     assert_eq!((&*event.event, &*event.data, &*event.id), ("paid", "{}", "17"));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct Events {
    started: bool,
    /// How much of the buffer holds no end of a line.
    scanned: usize,
    /// Whether the last line ended in CR. It was a whole end; an LF behind it belongs to it.
    after_cr: bool,
    /// The event whose lines are being read.
    event: Event,
    has_data: bool,
}

/// One event.
///
/// ```
/// use bytes::BytesMut;
/// use prolifi::streaming::{Decoder, Events};
///
/// let mut bytes = BytesMut::from("id: 17\nretry: 1500\ndata: two\ndata: lines\n\n");
/// let event = Events::default().decode(&mut bytes, false)?.expect("a whole event");
/// assert_eq!((&*event.event, &*event.data, &*event.id), ("message", "two\nlines", "17"));
/// assert_eq!(event.retry.unwrap().as_millis(), 1500);
/// # Ok::<(), prolifi::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Event {
    /// The type of the event; `message` where the service names none.
    pub event: String,
    /// The data, its lines joined by `\n`.
    pub data: String,
    /// The last id that the stream gave, also by an earlier event.
    pub id: String,
    /// How long to wait before connecting again, if the stream ever said so.
    pub retry: Option<Duration>,
}

impl Decoder for Events {
    type Item = Event;

    const IS_FEED: bool = true;

    fn media_types() -> HeaderValue {
        HeaderValue::from_static(EVENT_STREAM)
    }

    /// Anything else fails the connection (WHATWG HTML, section 9.2.3): a page of a proxy is not a stream without
    /// events. An answer that does not say what it is, is taken for one.
    fn takes(headers: &HeaderMap) -> bool {
        is_of_type(headers, EVENT_STREAM) && unread_encoding(headers).is_none()
    }

    /// An event that is not complete when the stream ends is dropped, as the standard says.
    fn decode(&mut self, buffer: &mut BytesMut, ended: bool) -> Result<Option<Event>, Error> {
        if !self.started {
            if buffer.len() < BOM.len() && !ended && BOM.starts_with(buffer) {
                return Ok(None);
            }
            self.started = true;
            if buffer.starts_with(BOM) {
                buffer.advance(BOM.len());
            }
        }
        while let Some(line) = self.next_line(buffer) {
            if line.is_empty() {
                if let Some(event) = self.dispatch() {
                    return Ok(Some(event));
                }
            } else {
                self.line(&String::from_utf8_lossy(&line));
                if self.event.data.len() > LONGEST_ITEM {
                    return Err(too_long());
                }
            }
        }
        Ok(None)
    }
}

const EVENT_STREAM: &str = "text/event-stream";
const BOM: &[u8] = b"\xef\xbb\xbf";

impl Events {
    /// Takes a line that ends in CR, LF or both. It is complete with its CR: nothing may follow for long.
    fn next_line(&mut self, buffer: &mut BytesMut) -> Option<BytesMut> {
        if self.after_cr && !buffer.is_empty() {
            self.after_cr = false;
            if buffer.starts_with(b"\n") {
                buffer.advance(1);
            }
        }
        let at = line_end(buffer, &mut self.scanned, |byte| matches!(byte, b'\r' | b'\n'))?;
        self.scanned = 0;
        self.after_cr = buffer.get(at) == Some(&b'\r');
        let line = buffer.split_to(at);
        buffer.advance(1);
        Some(line)
    }

    fn line(&mut self, line: &str) {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event.event),
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
                self.has_data = true;
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.event.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.event.retry = value.parse().ok().map(Duration::from_millis).or(self.event.retry);
            }
            // An empty field is a comment; others are not known to the standard.
            _ => {}
        }
    }

    /// The event that an empty line completes. Without data there is none; id and retry stay.
    fn dispatch(&mut self) -> Option<Event> {
        let next = Event { id: self.event.id.clone(), retry: self.event.retry, ..Event::default() };
        let mut event = std::mem::replace(&mut self.event, next);
        if !std::mem::take(&mut self.has_data) {
            return None;
        }
        if event.event.is_empty() {
            "message".clone_into(&mut event.event);
        }
        Some(event)
    }
}

#[cfg(test)]
mod tests {
    use bytes::BytesMut;

    use super::{Decoder, Event, Events};

    /// Decodes a stream that arrives in pieces of this size.
    fn decode(stream: &str, size: usize) -> Vec<Event> {
        let (mut events, mut buffer, mut found) = (Events::default(), BytesMut::new(), Vec::new());
        for piece in stream.as_bytes().chunks(size) {
            buffer.extend_from_slice(piece);
            while let Some(event) = events.decode(&mut buffer, false).expect("never fails") {
                found.push(event);
            }
        }
        while let Some(event) = events.decode(&mut buffer, true).expect("never fails") {
            found.push(event);
        }
        found
    }

    #[test]
    fn the_examples_of_the_standard_are_read_in_pieces_of_any_size() {
        let message = |data: &str| Event { event: "message".into(), data: data.into(), ..Event::default() };
        let add = |data: &str| Event { event: "add".into(), data: data.into(), ..Event::default() };
        let cases: &[(&str, Vec<Event>)] = &[
            ("data: YHOO\ndata: +2\ndata: 10\n\n", vec![message("YHOO\n+2\n10")]),
            ("data\n\ndata\ndata\n\ndata:", vec![message(""), message("\n")]),
            ("data:test\n\ndata: test\n\n", vec![message("test"), message("test")]),
            ("event: add\ndata: 73857293\n\n: comment\n\n", vec![add("73857293")]),
            ("\u{feff}data: a\r\n\r\ndata: b\r\rdata: c\n\n", vec![message("a"), message("b"), message("c")]),
        ];
        for (stream, expected) in cases {
            for size in 1..=stream.len() {
                assert_eq!(&decode(stream, size), expected, "{stream:?} in pieces of {size}");
            }
        }
    }

    #[test]
    fn an_id_holds_until_it_is_replaced() {
        let events = decode(
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            7,
        );
        let read: Vec<_> = events.iter().map(|event| (&*event.data, &*event.id)).collect();
        assert_eq!(read, [("first event", "1"), ("second event", ""), (" third event", "")]);
    }

    #[test]
    fn an_event_is_given_when_its_blank_line_is_complete() {
        for end in ["\n\n", "\r\r", "\r\n\r\n", "\r\n\r", "\n\r", "\r\n\n"] {
            let (mut events, mut buffer) = (Events::default(), BytesMut::from("data: A"));
            assert_eq!(events.decode(&mut buffer, false).expect("never fails"), None);
            buffer.extend_from_slice(end.as_bytes());
            let event = events.decode(&mut buffer, false).expect("never fails");
            assert_eq!(event.map(|event| event.data).as_deref(), Some("A"), "{end:?}");
            // The LF of a CRLF that comes late ends no further line.
            buffer.extend_from_slice(if end.ends_with('\r') { b"\ndata: B\n\n" } else { b"data: B\n\n" });
            let event = events.decode(&mut buffer, false).expect("never fails");
            assert_eq!(event.map(|event| event.data).as_deref(), Some("B"), "{end:?}");
        }
    }

    #[test]
    fn another_and_shorter_buffer_is_no_panic() {
        let mut events = Events::default();
        assert_eq!(
            events.decode(&mut BytesMut::from("data: not finished"), false).expect("never fails"),
            None
        );
        assert!(events.decode(&mut BytesMut::from("x\n"), true).is_ok());
    }

    #[test]
    fn retry_is_digits_alone() {
        let events = decode("retry: 1500\ndata: a\n\nretry: 2s\ndata: b\n\n", 64);
        let waits: Vec<_> = events.iter().map(|event| event.retry.map(|wait| wait.as_millis())).collect();
        assert_eq!(waits, [Some(1500), Some(1500)]);
    }
}
