//! [`Schemes`]: the secrets of a client, each in the scheme that it was given for.

use std::{fmt, sync::Arc};

use super::{ApiKey, Cache, Credentials, proof::Proof};
use crate::service::{Auth, DEFAULT, Service};

/// What a client has for the schemes of its service.
#[derive(Clone)]
pub(crate) struct Schemes {
    default: Scheme,
    /// The others, which handles share.
    named: Arc<[(&'static str, Scheme)]>,
}

/// Where a secret comes from.
#[derive(Clone)]
pub(crate) enum Given {
    Key(ApiKey),
    Source(Arc<dyn Credentials>),
}

/// What a client has for one scheme.
#[derive(Clone)]
pub(crate) enum Scheme {
    /// It takes no secret.
    Open,
    /// It takes one, and there is none.
    Missing,
    /// It has one that stays.
    Fixed(Proof),
    /// It has one that is fetched.
    Fetched(Arc<Cache>),
}

impl Schemes {
    /// Puts each secret into its scheme.
    ///
    /// # Errors
    ///
    /// A sentence that names the scheme whose secret is missing, not asked for, or no secret.
    pub(crate) fn new(service: &Service, secrets: &[(&'static str, Given)]) -> Result<Self, String> {
        check_places(service)?;
        let given = |name: &str| secrets.iter().rfind(|(given, _)| *given == name).map(|(_, secret)| secret);
        if let Some((unknown, _)) = secrets.iter().find(|(name, _)| service.place(name).is_none()) {
            return Err(format!(
                "the service has no scheme `{unknown}`, so this secret would not be sent; say how it is sent with \
                 `Service::scheme(\"{unknown}\", ..)`"
            ));
        }
        let default = match given(DEFAULT) {
            Some(_) if service.auth_per_call => {
                return Err(
                    "the service takes a key from each call (`auth_per_call`), so the client is given none: \
                     use `Client::with_api_key(..)` or `Call::api_key(..)`"
                        .into(),
                );
            }
            None if !matches!(service.auth, Auth::None | Auth::Sign(_)) && !service.auth_per_call => {
                return Err("the service needs a key; call `.api_key(..)` with one that is not empty".into());
            }
            None if service.auth != Auth::None && service.auth_per_call => Scheme::Missing,
            secret => Scheme::new(&service.auth, secret)?,
        };
        let scheme = |(name, auth): &(&'static str, Auth)| {
            let scheme =
                Scheme::new(auth, given(name)).map_err(|problem| format!("scheme `{name}`: {problem}"))?;
            Ok((*name, scheme))
        };
        let named = service.schemes.iter().map(scheme).collect::<Result<_, String>>()?;
        Ok(Self { default, named })
    }

    /// The same with another secret in the default scheme.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with the secret.
    pub(crate) fn with(&self, auth: &Auth, secret: &Given) -> Result<Self, String> {
        Ok(Self { default: Scheme::new(auth, Some(secret))?, named: Arc::clone(&self.named) })
    }

    /// The one of calls whose endpoint names none.
    pub(crate) fn default(&self) -> &Scheme {
        &self.default
    }

    /// Whether any of them sends a secret.
    pub(crate) fn hold_secrets(&self) -> bool {
        let mut all = self.named.iter().map(|(_, scheme)| scheme).chain([&self.default]);
        all.any(|scheme| matches!(scheme, Scheme::Fixed(_) | Scheme::Fetched(_)))
    }

    /// The one that an endpoint names, which has a secret or needs none.
    ///
    /// # Errors
    ///
    /// A sentence that names the scheme which the service does not have, or for which there is no secret.
    pub(crate) fn get(&self, name: &str) -> Result<&Scheme, String> {
        let named = || self.named.iter().find_map(|(known, scheme)| (*known == name).then_some(scheme));
        match if name == DEFAULT { Some(&self.default) } else { named() } {
            None => Err(format!(
                "the service has no scheme `{name}`, which the endpoint authenticates with; add it with \
                 `Service::scheme(\"{name}\", ..)`"
            )),
            Some(Scheme::Missing) if name == DEFAULT => Err(
                "the call was given no key, and the service takes one from each call (`auth_per_call`): use \
                     `Client::with_api_key(..)`, or `.api_key(..)` on the call"
                    .into(),
            ),
            Some(Scheme::Missing) => Err(format!(
                "there is no secret for the scheme `{name}`; give the client one with `.secret(\"{name}\", ..)`"
            )),
            Some(scheme) => Ok(scheme),
        }
    }
}

impl Scheme {
    fn new(auth: &Auth, secret: Option<&Given>) -> Result<Self, String> {
        const NOT_TAKEN: &str = "the service takes no key, so this one would not be sent; say how it is sent with `Service::auth(..)`";
        match secret {
            None => Ok(match auth {
                Auth::None => Self::Open,
                Auth::Sign(signer) => Self::Fixed(Proof::Signature(signer.clone(), None)),
                _ => Self::Missing,
            }),
            Some(Given::Key(key)) if key.expose().is_empty() => {
                Err("the service needs a key; call `.api_key(..)` with one that is not empty".into())
            }
            Some(Given::Key(key)) => Proof::of(auth, key)?.map(Self::Fixed).ok_or_else(|| NOT_TAKEN.into()),
            Some(Given::Source(_)) if *auth == Auth::None => Err(NOT_TAKEN.into()),
            Some(Given::Source(source)) => Ok(Self::Fetched(Cache::new(Arc::clone(source), auth.clone()))),
        }
    }
}

/// Shows a key as it shows itself.
impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => key.fmt(f),
            Self::Source(_) => f.write_str("source"),
        }
    }
}

/// Whether the names and words of the service's schemes can be sent.
fn check_places(service: &Service) -> Result<(), String> {
    if service.schemes.iter().any(|(name, _)| *name == DEFAULT) {
        return Err("the scheme `default` is the one of `Service::auth(..)`: set it there".into());
    }
    for auth in service.schemes.iter().map(|(_, auth)| auth).chain([&service.auth]) {
        match auth {
            Auth::Scheme(word) if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_graphic()) => {
                return Err(format!(
                    "`Auth::Scheme({word:?})` is no word that can stand before a key, such as `Token`"
                ));
            }
            Auth::Query("") => return Err("`Auth::Query(\"\")` has no name for the key in the query".into()),
            _ => {}
        }
    }
    Ok(())
}
