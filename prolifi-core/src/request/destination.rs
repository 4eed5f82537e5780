//! [`Destination`]: which server a request goes to.

use url::{Position, Url};

use crate::{client::Inner, endpoint::Endpoint, service::BaseUrl};

#[derive(Clone)]
pub(crate) enum Destination {
    /// The one at the client's base URL.
    Own,
    /// Another one of the service, by its place among them.
    Server(usize),
    /// One that an address of the service's led to: it gets none of the client's secrets.
    Elsewhere(Box<BaseUrl>),
}

impl Destination {
    /// The server that an endpoint is declared to live on.
    ///
    /// # Errors
    ///
    /// A sentence that names the server, if the service has none of this name.
    pub(super) fn declared(inner: &Inner, endpoint: &Endpoint) -> Result<Self, String> {
        let Some(name) = endpoint.declared_server() else { return Ok(Self::Own) };
        let known = inner.servers.iter().position(|(known, _)| *known == name);
        known.map(Self::Server).ok_or_else(|| {
            format!("the service has no server `{name}`, on which the endpoint lives: name it with `Service::server(..)`")
        })
    }

    /// Takes apart an address that the service gave: where it leads, and its path and query.
    ///
    /// # Errors
    ///
    /// A sentence that says why nothing is sent there. The address is not repeated: often it holds a secret.
    pub(super) fn of_url(inner: &Inner, text: &str) -> Result<(Self, String), String> {
        if text.contains(char::is_control) {
            return Err("the URL holds a line break or another control character".into());
        }
        let url = Url::parse(text).map_err(|error| format!("the URL is not a whole URL: {error}"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err("the URL holds a user name or password, which is not sent to a server".into());
        }
        let base = BaseUrl::of_origin(&url)?;
        let target = url[Position::BeforePath..Position::AfterQuery].to_owned();
        if base.is_same_origin(&inner.base) {
            return Ok((Self::Own, target));
        }
        if let Some(server) = inner.servers.iter().position(|(_, server)| base.is_same_origin(server)) {
            return Ok((Self::Server(server), target));
        }
        if base.is_exposed() && !inner.allow_plain_http {
            return Err(format!(
                "the URL leads to {} in plain text; call `.allow_plain_http()` on the builder if that is meant",
                base.address()
            ));
        }
        Ok((Self::Elsewhere(Box::new(base)), target))
    }

    pub(super) fn base<'a>(&'a self, inner: &'a Inner) -> &'a BaseUrl {
        match self {
            Self::Own => &inner.base,
            Self::Server(place) => inner.servers.get(*place).map_or(&inner.base, |(_, base)| base),
            Self::Elsewhere(base) => base,
        }
    }

    /// Whether the client's secrets are for this server.
    pub(super) fn is_trusted(&self) -> bool {
        !matches!(self, Self::Elsewhere(_))
    }
}
