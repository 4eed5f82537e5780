//! Whether a runtime can have connections at all.

use std::{
    net::{Ipv4Addr, UdpSocket},
    panic::catch_unwind,
};

use super::{TransportError, set_up_error::SetUpError};

/// Checks the runtime of this thread.
///
/// # Errors
///
/// Where its I/O is off: a connection that is made there all the same would panic, in a task of a library.
pub(super) fn check() -> Result<(), TransportError> {
    // Without a socket to try it with, as where there are too many, nothing is known.
    let Ok(socket) = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)) else { return Ok(()) };
    if socket.set_nonblocking(true).is_err() {
        return Ok(());
    }
    // A runtime does not tell whether it has I/O, but by a panic.
    match catch_unwind(|| drop(tokio::net::UdpSocket::from_std(socket))) {
        Ok(()) => Ok(()),
        Err(_) => {
            let problem =
                "the Tokio runtime has no I/O: turn it on with `Builder::enable_io` or `enable_all`";
            Err(TransportError::connect(SetUpError(problem.into())))
        }
    }
}
