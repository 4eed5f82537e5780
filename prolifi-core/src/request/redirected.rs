//! The request that follows a redirect.

use http::{HeaderMap, Request, header::ACCEPT};

use super::{Prepared, destination::Destination};
use crate::body::Body;

impl Prepared {
    /// The same request to where a redirect leads. From the first hop to another origin on it is `away`, and has no
    /// credential, no cookie and no header but `Accept`.
    ///
    /// # Errors
    ///
    /// A sentence that says why it is not sent there.
    pub(crate) fn redirected(
        &self,
        url: &str,
        attempt: u32,
        away: &mut bool,
    ) -> Result<Request<Body>, String> {
        let inner = self.client.inner();
        let (destination, target) = Destination::of_url(inner, url)?;
        let base = destination.base(inner);
        *away |= !base.is_same_origin(self.base());
        let uri = base.uri(target).map_err(|error| format!("the URL is not valid: {error}"))?;
        let mut request = self.request(uri, attempt);
        if *away {
            let accept = request.headers_mut().remove(ACCEPT);
            *request.headers_mut() = accept.map(|accept| (ACCEPT, accept)).into_iter().collect::<HeaderMap>();
        }
        Ok(request)
    }
}
