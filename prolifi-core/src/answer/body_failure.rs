//! What it means that a body could not be received to its end.

#[cfg(feature = "gzip")]
use crate::transport::decompress::Unpacked;
use crate::{
    body::Late,
    error::{BoxError, ErrorKind},
};

/// The kind of error, and what is said of it, where a body was late, or arrived and could not be unpacked; `None` where
/// the connection failed.
pub(crate) fn body_failure(source: &BoxError) -> Option<(ErrorKind, String)> {
    if let Some(late) = source.downcast_ref::<Late>() {
        return Some((ErrorKind::Timeout, late.to_string()));
    }
    #[cfg(feature = "gzip")]
    if let Some(unpacked) = source.downcast_ref::<Unpacked>() {
        let kind = match unpacked {
            Unpacked::Damaged(_) => ErrorKind::Decode,
            Unpacked::TooLong(_) => ErrorKind::TooLarge,
        };
        return Some((kind, unpacked.to_string()));
    }
    None
}
