//! What it means that a body could not be received to its end.

use crate::error::{BoxError, ErrorKind};

/// The kind of error, and what is said of it, where the body arrived and could not be unpacked; `None` where
/// the connection failed.
#[cfg(feature = "gzip")]
pub(crate) fn of_unpacking(source: &BoxError) -> Option<(ErrorKind, String)> {
    use crate::transport::decompress::Unpacked;

    let unpacked = source.downcast_ref::<Unpacked>()?;
    let kind = match unpacked {
        Unpacked::Damaged(_) => ErrorKind::Decode,
        Unpacked::TooLong(_) => ErrorKind::TooLarge,
    };
    Some((kind, unpacked.to_string()))
}

#[cfg(not(feature = "gzip"))]
pub(crate) fn of_unpacking(_: &BoxError) -> Option<(ErrorKind, String)> {
    None
}
