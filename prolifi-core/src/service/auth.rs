//! [`Auth`]: where a secret goes.

use http::{HeaderName, header::AUTHORIZATION};

use super::{Service, Sign, Signer};

/// What the scheme of [`Service::auth`] is called.
pub(crate) const DEFAULT: &str = "default";

/// How a client proves who it is.
///
/// ```
/// use prolifi::{Auth, Call, Client, Service, api, endpoint, http::HeaderName};
///
/// #[api]
/// trait Notes {
///     #[endpoint(GET, "/notes/7")]
///     fn get_note(&self) -> Call<String>;
/// }
///
/// let service = Service::new("https://api.example.com").auth(Auth::Header(HeaderName::from_static("x-api-key")));
/// let client = Client::builder(service).api_key("my_test_4f9a1c7be2d80356").build()?;
///
/// let request = client.get_note().into_request()?;
/// assert_eq!(request.headers()["x-api-key"], "my_test_4f9a1c7be2d80356");
/// # Ok::<(), prolifi::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Auth {
    /// Not at all; no key is needed.
    #[default]
    None,
    /// `Authorization: Bearer <key>` (RFC 6750, section 2.1).
    Bearer,
    /// `Authorization: Basic <key in base64>` (RFC 7617); the key is `user:password`.
    Basic,
    /// `Authorization: <word> <key>`, for a service that wants another word than `Bearer`: `Token`, `GenieKey`.
    Scheme(&'static str),
    /// The key as the value of the named header.
    Header(HeaderName),
    /// The key as a pair of the query, under this name. It is added to each attempt and is in nothing that prints,
    /// [`Call::into_request`](crate::Call::into_request) included. What stands in an address is logged by servers and
    /// proxies all the same: take a header where the service has one.
    Query(&'static str),
    /// A signature over the request, made with the key: [`Auth::sign`].
    Sign(Signer),
}

impl Service {
    /// How calls authenticate that say nothing else. Default: not at all.
    pub fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// Another way to authenticate, for the endpoints that name it: `auth = "partner"` on `#[endpoint]` or `#[api]`.
    /// Its secret is given to the client with [`secret`](crate::ClientBuilder::secret). `auth = ["default", "partner"]`
    /// sends both, the one of [`auth`](Self::auth) being called `default`; `auth = none` sends neither.
    ///
    /// ```
    /// use prolifi::{Auth, Call, Client, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/payouts", auth = "partner")]
    ///     fn payouts(&self) -> Call<String>;
    /// }
    ///
    /// let service = Service::new("https://api.example.com").auth(Auth::Bearer).scheme("partner", Auth::Scheme("Partner"));
    /// let client = Client::builder(service)
    ///     .api_key("my_test_4f9a1c7be2d80356")
    ///     .secret("partner", "pt_test_77e0c1d2a9b4")
    ///     .build()?;
    ///
    /// // `#[endpoint(GET, "/payouts", auth = "partner")]`
    /// let request = client.payouts().into_request()?;
    /// assert_eq!(request.headers()["authorization"], "Partner pt_test_77e0c1d2a9b4");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn scheme(mut self, name: &'static str, auth: Auth) -> Self {
        self.schemes.retain(|(known, _)| *known != name);
        self.schemes.push((name, auth));
        self
    }

    /// Demands that calls bring the key of [`auth`](Self::auth) with them: the client is given none, and a call
    /// without one is an error before anything is sent. For one program that calls for many accounts, where a forgotten
    /// account must not become another one's.
    ///
    /// ```
    /// use prolifi::{Auth, Call, Client, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// let service = Service::new("https://api.example.com").auth(Auth::Bearer).auth_per_call();
    /// let client = Client::builder(service).build()?;
    ///
    /// assert!(client.get_note().into_request().unwrap_err().is_build());
    /// assert!(client.get_note().api_key("my_test_4f9a1c7be2d80356").into_request().is_ok());
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn auth_per_call(mut self) -> Self {
        self.auth_per_call = true;
        self
    }

    /// Where a secret goes, by the name of its scheme.
    pub(crate) fn place(&self, name: &str) -> Option<&Auth> {
        if name == DEFAULT {
            return Some(&self.auth);
        }
        self.schemes.iter().find_map(|(known, auth)| (*known == name).then_some(auth))
    }

    /// Whether one of the schemes signs.
    pub(crate) fn signs(&self) -> bool {
        let mut all = self.schemes.iter().map(|(_, auth)| auth).chain([&self.auth]);
        all.any(|auth| matches!(auth, Auth::Sign(_)))
    }

    /// The keys of the query that secrets are sent under.
    #[cfg(feature = "testing")]
    pub(crate) fn secret_keys(&self) -> impl Iterator<Item = &'static str> {
        let all = self.schemes.iter().map(|(_, auth)| auth).chain([&self.auth]);
        all.filter_map(|auth| match auth {
            Auth::Query(key) => Some(*key),
            _ => None,
        })
    }

    /// Whether one of the schemes sends its secret in this header.
    pub(crate) fn has_secret_in(&self, name: &HeaderName) -> bool {
        let is_in = |auth: &Auth| matches!(auth, Auth::Header(own) if own == name);
        is_in(&self.auth) || self.schemes.iter().any(|(_, auth)| is_in(auth))
    }
}

impl Auth {
    /// A signature that is made for each request. The key is given to the signer; one that needs none is given none.
    pub fn sign(signer: impl Sign) -> Self {
        Self::Sign(Signer::new(signer))
    }

    /// The header that the secret is sent in.
    pub(crate) fn header(&self) -> Option<HeaderName> {
        match self {
            Self::None | Self::Query(_) | Self::Sign(_) => None,
            Self::Bearer | Self::Basic | Self::Scheme(_) => Some(AUTHORIZATION),
            Self::Header(name) => Some(name.clone()),
        }
    }
}
