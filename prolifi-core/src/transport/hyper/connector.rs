//! Making a connection: straight or through a proxy, in plain text or with TLS, and in time.

use std::{
    future::Future,
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use http::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::{
    client::{
        legacy::connect::{HttpConnector, proxy::Tunnel},
        proxy::matcher::{Intercept, Matcher},
    },
    rt::TokioIo,
};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use tokio::{net::TcpStream, time::timeout};
use tower_service::Service;

use crate::{error::BoxError, transport::CONNECT_TIMEOUT};

/// Connects to the server of a URI, within [`CONNECT_TIMEOUT`], TLS and proxy included.
#[derive(Clone)]
pub(super) struct Connector {
    secure: HttpsConnector<Route>,
}

/// A connection to a server, or to a proxy that passes everything on; TLS to the server is the layer above.
#[derive(Clone)]
struct Route {
    tcp: HttpConnector,
    /// To a proxy, which itself may want TLS.
    proxy: HttpsConnector<HttpConnector>,
    proxies: Arc<Matcher>,
}

type Connection = MaybeHttpsStream<TokioIo<TcpStream>>;
type Connecting<C> = Pin<Box<dyn Future<Output = Result<C, BoxError>> + Send>>;

impl Connector {
    pub(super) fn new() -> io::Result<Self> {
        // The process's choice if it made one: a second provider would only be two to keep up to date.
        let provider =
            CryptoProvider::get_default().map_or_else(|| Arc::new(aws_lc_rs::default_provider()), Arc::clone);
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // Shared among the addresses of a name, so that one dead address does not take it all.
        tcp.set_connect_timeout(Some(CONNECT_TIMEOUT));
        let proxy = HttpsConnectorBuilder::new()
            .with_provider_and_platform_verifier(Arc::clone(&provider))?
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp.clone());
        let route = Route { tcp, proxy, proxies: Arc::new(Matcher::from_system()) };
        let secure = HttpsConnectorBuilder::new()
            .with_provider_and_platform_verifier(provider)?
            .https_or_http()
            .enable_all_versions()
            .wrap_connector(route);
        Ok(Self { secure })
    }
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<Connection>;
    type Error = BoxError;
    type Future = Connecting<Self::Response>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.secure.poll_ready(cx)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        let connecting = self.secure.call(server);
        Box::pin(async move { timeout(CONNECT_TIMEOUT, connecting).await? })
    }
}

impl Service<Uri> for Route {
    type Response = Connection;
    type Error = BoxError;
    type Future = Connecting<Connection>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        if let Some(intercept) = self.proxies.intercept(&server).filter(|_| is_secure(&server)) {
            return self.through(&intercept, server);
        }
        let connecting = self.tcp.call(server);
        Box::pin(async move { Ok(MaybeHttpsStream::Http(connecting.await?)) })
    }
}

impl Route {
    fn through(&self, intercept: &Intercept, server: Uri) -> Connecting<Connection> {
        let address = intercept.uri();
        if !matches!(address.scheme_str(), Some("http" | "https")) {
            return Box::pin(async { Err("only HTTP proxies are supported by this transport".into()) });
        }
        let mut tunnel = Tunnel::new(address.clone(), self.proxy.clone());
        if let Some(login) = intercept.basic_auth() {
            tunnel = tunnel.with_auth(login.clone());
        }
        let connecting = tunnel.call(server);
        Box::pin(async move { Ok(connecting.await?) })
    }
}

/// A request in plain text would be the proxy's to read.
fn is_secure(server: &Uri) -> bool {
    server.scheme() == Some(&http::uri::Scheme::HTTPS)
}
