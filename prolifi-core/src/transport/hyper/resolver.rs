//! [`Resolver`]: the addresses of a name.

use std::{
    future::{Future, ready},
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll},
    vec,
};

use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use tower_service::Service;

use crate::transport::settings::{LOCALHOST, LOOPBACK};

/// The system's, but for `localhost`, which is never looked up: a key is sent there in plain text.
#[derive(Debug, Clone)]
pub(super) struct Resolver(GaiResolver);

impl Resolver {
    pub(super) fn new() -> Self {
        Self(GaiResolver::new())
    }
}

type Addresses = vec::IntoIter<SocketAddr>;

impl Service<Name> for Resolver {
    type Response = Addresses;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Addresses>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        if name.as_str().eq_ignore_ascii_case(LOCALHOST) {
            return Box::pin(ready(Ok(LOOPBACK.to_vec().into_iter())));
        }
        let looking = self.0.call(name);
        Box::pin(async move { Ok(looking.await?.collect::<Vec<_>>().into_iter()) })
    }
}

#[cfg(test)]
mod tests {
    use tower_service::Service;

    use super::Resolver;

    #[tokio::test]
    async fn localhost_is_this_machine_whoever_is_asked() {
        for name in ["localhost", "LocalHost"] {
            let addresses = Resolver::new().call(name.parse().expect("a name")).await.expect("addresses");
            assert!(addresses.as_slice().iter().all(|address| address.ip().is_loopback()), "{name}");
            assert_eq!(addresses.len(), 2, "of both versions of IP");
        }
    }
}
