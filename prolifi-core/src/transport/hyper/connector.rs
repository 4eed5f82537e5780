//! Making a connection: straight or through a proxy, in plain text or with TLS, and in time.

use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use http::{Uri, uri::Scheme};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::{
    legacy::connect::HttpConnector,
    proxy::matcher::{Intercept, Matcher},
};
use tokio::time::timeout;
use tower_service::Service;

use super::{
    connection::{Connection, ToServerOrProxy},
    resolver::Resolver,
    tunnel,
};
use crate::{
    error::BoxError,
    transport::{
        environment_proxy,
        set_up_error::SetUpError,
        settings::{CONNECT_TIMEOUT, TCP_KEEPALIVE, TCP_KEEPALIVE_RETRIES},
        tls,
    },
};

/// Connects to the server of a URI, within [`CONNECT_TIMEOUT`], TLS and proxy included.
///
/// Cheap to clone, which hyper does for every request.
#[derive(Clone)]
pub(super) struct Connector(Arc<Ways>);

/// The two ways to a server, by the scheme of its address.
struct Ways {
    plain: Tcp,
    /// Why there is none where there is none: plain HTTP works without.
    secure: Result<HttpsConnector<Route>, SetUpError>,
}

/// A connection to a server, or to a proxy that passes everything on; TLS to the server is the layer above.
#[derive(Clone)]
struct Route {
    tcp: Tcp,
    /// To a proxy, which itself may want TLS.
    proxy: HttpsConnector<Tcp>,
    proxies: Arc<Matcher>,
}

type Tcp = HttpConnector<Resolver>;
type Connecting<C> = Pin<Box<dyn Future<Output = Result<C, BoxError>> + Send>>;

impl Connector {
    pub(super) fn new() -> Self {
        let plain = tcp();
        let secure = secure(&plain);
        Self(Arc::new(Ways { plain, secure }))
    }
}

fn tcp() -> Tcp {
    let mut tcp = HttpConnector::new_with_resolver(Resolver::new());
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    // Shared among the addresses of a name, so that one dead address does not take it all.
    tcp.set_connect_timeout(Some(CONNECT_TIMEOUT));
    tcp.set_keepalive(Some(TCP_KEEPALIVE));
    tcp.set_keepalive_interval(Some(TCP_KEEPALIVE));
    tcp.set_keepalive_retries(Some(TCP_KEEPALIVE_RETRIES));
    #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
    tcp.set_tcp_user_timeout(Some(crate::transport::settings::TCP_USER_TIMEOUT));
    tcp
}

fn secure(tcp: &Tcp) -> Result<HttpsConnector<Route>, SetUpError> {
    environment_proxy::check()?;
    let tls = tls::config()?;
    let proxy = HttpsConnectorBuilder::new()
        .with_tls_config(tls.clone())
        .https_or_http()
        .enable_http1()
        .wrap_connector(tcp.clone());
    let route = Route { tcp: tcp.clone(), proxy, proxies: Arc::new(Matcher::from_system()) };
    Ok(HttpsConnectorBuilder::new()
        .with_tls_config(tls)
        .https_only()
        .enable_all_versions()
        .wrap_connector(route))
}

impl Service<Uri> for Connector {
    type Response = Connection;
    type Error = BoxError;
    type Future = Connecting<Connection>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        // A connection is made by the clone that is called: there is nothing to wait for.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        // A request in plain text would be a proxy's to read.
        if server.scheme() != Some(&Scheme::HTTPS) {
            let connecting = self.0.plain.clone().call(server);
            return in_time(async { Ok(MaybeHttpsStream::Http(MaybeHttpsStream::Http(connecting.await?))) });
        }
        match self.0.secure.clone() {
            Ok(mut secure) => in_time(secure.call(server)),
            Err(error) => in_time(async { Err(error.into()) }),
        }
    }
}

fn in_time(
    connecting: impl Future<Output = Result<MaybeHttpsStream<ToServerOrProxy>, BoxError>> + Send + 'static,
) -> Connecting<Connection> {
    Box::pin(async move { timeout(CONNECT_TIMEOUT, connecting).await?.map(Connection) })
}

impl Service<Uri> for Route {
    type Response = ToServerOrProxy;
    type Error = BoxError;
    type Future = Connecting<ToServerOrProxy>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        if let Some(intercept) = self.proxies.intercept(&server) {
            return self.through(&intercept, server);
        }
        let connecting = self.tcp.call(server);
        Box::pin(async move { Ok(MaybeHttpsStream::Http(connecting.await?)) })
    }
}

impl Route {
    fn through(&mut self, intercept: &Intercept, server: Uri) -> Connecting<ToServerOrProxy> {
        let address = intercept.uri().clone();
        if !matches!(address.scheme_str(), Some("http" | "https")) {
            let problem = "only HTTP proxies are supported by this transport";
            return Box::pin(async { Err(SetUpError(problem.into()).into()) });
        }
        let login = intercept.basic_auth().cloned();
        let connecting = self.proxy.call(address);
        Box::pin(async move {
            let connection = connecting.await?;
            Ok(tunnel::open(connection, &server, login.as_ref()).await?)
        })
    }
}
