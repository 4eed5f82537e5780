//! Why a connection failed, in the words of an error message.
//!
//! Only what is known is put into words: the text of any other error could hold an address with a login, or
//! whatever else a transport of somebody else's puts there. It can be read in `source()`.

use std::{error::Error as StdError, io};

use super::chain::chain;

/// The cause nearest to the fault that is known.
pub(super) fn of(error: &(dyn StdError + 'static)) -> Option<String> {
    chain(error).filter_map(words).last()
}

/// Whether the next attempt meets the same: a certificate does not change from one second to the next.
pub(super) fn is_lasting(error: &(dyn StdError + 'static)) -> bool {
    chain(error).any(lasts)
}

fn words(error: &(dyn StdError + 'static)) -> Option<String> {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return io_words(error);
    }
    if error.is::<tokio::time::error::Elapsed>() {
        return Some("no answer in time".to_owned());
    }
    #[cfg(any(feature = "reqwest", feature = "hyper"))]
    return super::library_words::words(error);
    #[cfg(not(any(feature = "reqwest", feature = "hyper")))]
    None
}

fn lasts(error: &(dyn StdError + 'static)) -> bool {
    #[cfg(any(feature = "reqwest", feature = "hyper"))]
    return super::library_words::lasts(error);
    #[cfg(not(any(feature = "reqwest", feature = "hyper")))]
    {
        let _ = error;
        false
    }
}

/// What the system says. The text of any other is somebody's own, but for that of the resolver.
fn io_words(error: &io::Error) -> Option<String> {
    if error.raw_os_error().is_some() {
        return Some(lower_case(&error.to_string()));
    }
    let text = error.to_string();
    if text.starts_with("failed to lookup address information: ") {
        let unknown = ["not known", "No address", "nodename nor servname", "No such host"];
        let prefix = if unknown.iter().any(|words| text.contains(words)) { "no such host, " } else { "" };
        return Some(format!("{prefix}{text}"));
    }
    let words = match error.kind() {
        io::ErrorKind::TimedOut => "no answer in time",
        io::ErrorKind::UnexpectedEof => "the other side closed the connection",
        io::ErrorKind::ConnectionRefused => "connection refused",
        io::ErrorKind::ConnectionReset => "connection reset",
        io::ErrorKind::BrokenPipe => "the connection is closed",
        _ => return None,
    };
    Some(words.to_owned())
}

fn lower_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::of;
    use crate::error::BoxError;

    #[test]
    fn only_what_is_known_is_said() {
        let rows: [(BoxError, Option<&str>); 6] = [
            (io::Error::from_raw_os_error(111).into(), Some("connection refused (os error 111)")),
            (io::Error::from(io::ErrorKind::ConnectionReset).into(), Some("connection reset")),
            (
                io::Error::other("failed to lookup address information: Name or service not known").into(),
                Some("no such host, failed to lookup address information: Name or service not known"),
            ),
            (io::Error::other(io::Error::from(io::ErrorKind::TimedOut)).into(), Some("no answer in time")),
            (io::Error::other("http://user:canary@proxy").into(), None),
            ("canary".into(), None),
        ];
        for (error, words) in rows {
            assert_eq!(of(&*error).as_deref(), words, "{error:?}");
        }
    }
}
