//! The address that every path is appended to.

use std::net::IpAddr;

use bytes::Bytes;
use http::uri::{Authority, Parts, PathAndQuery, Scheme, Uri};
use url::{Host, Position, Url};

/// A checked base URL, ready to be the front of every request URI.
#[derive(Debug, Clone)]
pub(crate) struct BaseUrl {
    /// Scheme, authority and path, without a slash at the end: every template begins with one.
    prefix: String,
    /// Where the path begins in it.
    path: usize,
    scheme: Scheme,
    authority: Authority,
    host: String,
    port: u16,
    loopback: bool,
}

impl BaseUrl {
    /// Checks an address.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with it, without repeating user info or query.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        // The URL parser would leave tabs and line breaks out, and so call an address that nobody wrote.
        if text.contains(char::is_control) {
            return Err("the base URL holds a line break or another control character".into());
        }
        let url = Url::parse(text).map_err(|error| format!("the base URL is not a URL: {error}"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("the base URL begins with `{}:`; write http:// or https://", url.scheme()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("the base URL holds a user name or password; give the key to `.api_key(..)`".into());
        }
        if url.query().is_some() {
            return Err("the base URL has a query (`?`); leave it out".into());
        }
        if url.fragment().is_some() {
            return Err("the base URL has a fragment (`#`); leave it out".into());
        }
        let mut base = Self::of_origin(&url)?;
        base.prefix = url.as_str().trim_end_matches('/').to_owned();
        Ok(base)
    }

    /// The server of a URL, without a path.
    ///
    /// # Errors
    ///
    /// A sentence that says why there is none that a client can call.
    pub(crate) fn of_origin(url: &Url) -> Result<Self, String> {
        let scheme = match url.scheme() {
            "http" => Scheme::HTTP,
            "https" => Scheme::HTTPS,
            other => return Err(format!("the URL begins with `{other}:`; write http:// or https://")),
        };
        let Some(host) = url.host() else {
            return Err("the URL has no host".into());
        };
        // Of names only `localhost`, which our transports never look up. Names below it are loopback too (RFC 6761,
        // section 6.3), but the resolvers of several systems ask the network for them.
        let loopback = match &host {
            Host::Domain(name) => *name == "localhost",
            Host::Ipv4(address) => IpAddr::from(*address).is_loopback(),
            Host::Ipv6(address) => IpAddr::from(*address).is_loopback(),
        };
        let (host, port) = (host.to_string(), url.port_or_known_default().unwrap_or(0));
        let authority = Authority::try_from(&url[Position::BeforeHost..Position::BeforePath])
            .map_err(|error| format!("the URL has a host that no request can name: {error}"))?;
        let prefix = url[..Position::BeforePath].to_owned();
        let path = prefix.len();
        Ok(Self { prefix, path, scheme, authority, host, port, loopback })
    }

    /// An address that is not checked yet, as far as it may be printed: user info may be a secret.
    pub(crate) fn printable(text: &str) -> Result<String, String> {
        Self::parse(text).map(|base| base.prefix)
    }

    /// Whether both are the same server.
    pub(crate) fn is_same_origin(&self, other: &Self) -> bool {
        (&self.scheme, &self.host, self.port) == (&other.scheme, &other.host, other.port)
    }

    /// Everything before the path of a template.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The part of it that is a path: empty, or a slash and more.
    pub(crate) fn path(&self) -> &str {
        &self.prefix[self.path..]
    }

    /// `host:port`, for messages.
    pub(crate) fn address(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// The host that connections go to.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The port that connections go to: that of the scheme where the address has none.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The absolute URI of a path and query. Scheme and host are not parsed again.
    ///
    /// # Errors
    ///
    /// What `http` says, of a path that is longer than it takes, for example.
    pub(crate) fn uri(&self, target: String) -> Result<Uri, http::Error> {
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(target))?);
        Ok(Uri::from_parts(parts)?)
    }

    /// Path and query of a URL that an answer to `target` gave, which may be relative to that.
    ///
    /// # Errors
    ///
    /// A sentence that says how it leaves this address, which is where credentials may go. It does not repeat the URL,
    /// whose query can hold a secret.
    pub(crate) fn follow(&self, target: &str, url: &str) -> Result<String, String> {
        if url.contains(char::is_control) {
            return Err("it holds a line break or another control character".into());
        }
        let from = format!("{}{target}", &self.prefix[..self.path]);
        let url = Url::parse(&from)
            .and_then(|from| from.join(url.trim()))
            .map_err(|error| format!("it is not a URL: {error}"))?;
        if url.scheme() != self.scheme.as_str() {
            return Err(format!("it leaves {}: for {}:", self.scheme, url.scheme()));
        }
        let (host, port) = (url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(0));
        if (host, port) != (&self.host, self.port) {
            return Err(format!("it leaves {} for {host}:{port}", self.address()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it holds a user name or password".into());
        }
        let below = url.path().strip_prefix(self.path());
        if !below.is_some_and(|below| below.is_empty() || below.starts_with('/')) {
            return Err(format!("it leaves the path {} of the service", self.path()));
        }
        Ok(url[Position::BeforePath..Position::AfterQuery].to_owned())
    }

    /// Whether what is sent could be read on its way to another machine.
    pub(crate) fn is_exposed(&self) -> bool {
        self.scheme == Scheme::HTTP && !self.loopback
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn the_prefix_keeps_its_path_and_no_slash_at_the_end() {
        for (given, prefix) in [
            ("https://api.example.com", "https://api.example.com"),
            ("https://api.example.com/", "https://api.example.com"),
            ("https://api.example.com/v1", "https://api.example.com/v1"),
            ("https://api.example.com/v1/", "https://api.example.com/v1"),
            ("https://api.example.com/v1//", "https://api.example.com/v1"),
            ("HTTPS://API.example.com:443/a%20b", "https://api.example.com/a%20b"),
            ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ] {
            assert_eq!(BaseUrl::parse(given).expect(given).prefix(), prefix, "{given}");
        }
    }

    #[test]
    fn what_is_no_base_url_is_refused() {
        for (given, part) in [
            ("api.example.com", "not a URL"),
            ("", "not a URL"),
            ("ftp://example.com", "`ftp:`"),
            ("https://user:secret@example.com", "user name or password"),
            ("https://example.com/?x=1", "query"),
            ("https://example.com/#x", "fragment"),
            ("https:///", "not a URL"),
        ] {
            let message = BaseUrl::parse(given).expect_err(given);
            assert!(message.contains(part), "{given}: {message}");
            assert!(!message.contains("secret"), "{message}");
        }
    }

    #[test]
    fn loopback_is_not_exposed() {
        for given in
            ["http://127.0.0.1:1", "http://127.9.9.9", "http://[::1]", "http://localhost", "https://a.b"]
        {
            assert!(!BaseUrl::parse(given).expect(given).is_exposed(), "{given}");
        }
        for given in [
            "http://a.b",
            "http://127.0.0.1.example.com",
            "http://10.0.0.1",
            "http://localhost.example",
            "http://x.localhost",
            "http://localhost.",
            "http://[::ffff:10.0.0.1]",
        ] {
            assert!(BaseUrl::parse(given).expect(given).is_exposed(), "{given}");
        }
    }
}
