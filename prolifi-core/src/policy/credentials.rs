//! What authenticates an attempt, beside the headers that all attempts have.

use http::Request;

use crate::{body::Body, client::Scheme};

/// Adds to the request of an attempt what its endpoint authenticates with.
///
/// # Errors
///
/// What `http` says of an address that has become too long.
pub(super) fn add(schemes: &[Scheme], request: &mut Request<Body>) -> Result<(), http::Error> {
    for scheme in schemes {
        if let Scheme::Fixed(proof) = scheme {
            proof.add_to(request)?;
        }
    }
    Ok(())
}
