//! [`ServicePlan`]: the addresses of a service, and how a client proves who it is.

use prolifi_core::contract::document::{Document, Location, Operation, SecurityScheme};

use super::method::Method;
use crate::names::snake_plain;

#[derive(Debug)]
pub(crate) struct ServicePlan {
    pub(crate) title: String,
    /// The address; a path alone where the document names no host.
    pub(crate) url: String,
    /// Expressions of `Auth`, by the names of their schemes; the first is the default.
    pub(crate) schemes: Vec<(String, String)>,
    /// Addresses of single operations, by name.
    pub(crate) servers: Vec<(String, String)>,
    /// Whether operations take an `Idempotency-Key`.
    pub(crate) has_idempotency_key: bool,
    /// The ways to authenticate of operations that do not say so themselves.
    usual: Vec<Vec<String>>,
    /// The names of the schemes that can be written.
    known: Vec<String>,
    keys: Vec<Key>,
}

/// The parameter that holds the secret of a scheme.
#[derive(Debug)]
struct Key {
    scheme: String,
    location: Location,
    key: String,
}

impl ServicePlan {
    pub(crate) fn new(document: &Document, operations: &[Operation<'_>]) -> Self {
        let own = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        let known: Vec<(String, String)> = document
            .security_schemes()
            .filter_map(|scheme| Some((scheme.name().to_owned(), expression(&scheme)?)))
            .collect();
        let mut plan = Self {
            title: document.title().unwrap_or_default().trim().to_owned(),
            url: document
                .servers()
                .into_iter()
                .next()
                .unwrap_or_default()
                .trim()
                .trim_end_matches('/')
                .to_owned(),
            schemes: Vec::new(),
            servers: Vec::new(),
            has_idempotency_key: operations.iter().any(takes_idempotency_key),
            usual: document.security().into_iter().map(own).collect(),
            known: known.iter().map(|(name, _)| name.clone()).collect(),
            keys: document.security_schemes().filter_map(|scheme| Key::of(&scheme)).collect(),
        };
        let default = plan.default(operations, &known);
        let is_default = |(name, _): &&(String, String)| Some(name) == default.as_ref();
        // Which scheme an operation takes depends on the one that most take.
        plan.schemes = known.iter().filter(is_default).cloned().collect();
        let ways: Vec<_> = operations.iter().filter_map(|operation| plan.way(operation)).collect();
        let is_used = |name: &String| ways.iter().any(|way| way.contains(name));
        let others = known.iter().filter(|scheme| !is_default(scheme) && is_used(&scheme.0));
        plan.schemes.extend(others.cloned());
        plan
    }

    /// Says how a method authenticates, and where it is sent, where not as usual.
    pub(crate) fn apply(&mut self, operation: &Operation<'_>, method: &mut Method) {
        let default = self.schemes.first().map(|(name, _)| name.clone());
        if let Some(way) = self.way(operation).filter(|_| default.is_some()) {
            let usual = default.as_ref().is_some_and(|default| way.as_slice() == [default.clone()]);
            let named = way.iter().map(|name| match Some(name) == default.as_ref() {
                true => "default".to_owned(),
                false => name.clone(),
            });
            method.auth = (!usual).then(|| named.collect());
        } else if default.is_some() {
            method.auth = Some(Vec::new());
        }
        let Some(server) = operation.servers().first().map(|url| url.trim().trim_end_matches('/').to_owned())
        else {
            return;
        };
        if server == self.url {
            return;
        }
        if !is_whole(&server) {
            method.losses.push(format!("its server `{server}` is no whole address"));
            return;
        }
        let known = self.servers.iter().find(|(_, url)| *url == server).map(|(name, _)| name.clone());
        let name = known.unwrap_or_else(|| {
            let name = self.server_name(&server);
            self.servers.push((name.clone(), server));
            name
        });
        method.server = Some(name);
    }

    /// Whether the address names a host.
    pub(crate) fn has_host(&self) -> bool {
        is_whole(&self.url)
    }

    /// The schemes of the way that an operation takes; `None` where the document asks for none.
    fn way(&self, operation: &Operation<'_>) -> Option<Vec<String>> {
        let ways = self.ways(operation);
        let can = |way: &&Vec<String>| !way.is_empty() && way.iter().all(|name| self.known.contains(name));
        let default = self.schemes.first().map(|(name, _)| name);
        let with_default =
            ways.iter().find(|way| default.is_some_and(|default| way.as_slice() == [default.clone()]));
        with_default.or_else(|| ways.iter().find(can)).cloned()
    }

    /// What an operation takes, each with the schemes that hold together. Where nothing is said, and a parameter is the
    /// key of a scheme, it is that; and a key that is required is there in any case.
    fn ways(&self, operation: &Operation<'_>) -> Vec<Vec<String>> {
        let own = |way: Vec<&str>| way.into_iter().map(str::to_owned).collect();
        let said = match operation.security() {
            Some(ways) => ways.into_iter().map(own).collect(),
            None => self.usual.clone(),
        };
        let parameters = operation.parameters();
        let keys = |only_required: bool| -> Vec<String> {
            let is_key = |key: &&Key| {
                parameters.iter().any(|parameter| {
                    let is_asked = parameter.is_required() || !only_required;
                    is_asked && parameter.location() == key.location && parameter.name() == key.key
                })
            };
            self.keys.iter().filter(is_key).map(|key| key.scheme.clone()).collect()
        };
        let mut ways: Vec<Vec<String>> = if said.is_empty() { vec![keys(false)] } else { said };
        for way in &mut ways {
            let missing: Vec<_> = keys(true).into_iter().filter(|key| !way.contains(key)).collect();
            way.extend(missing);
        }
        ways
    }

    /// The scheme of most operations; of several that they let one choose, a token.
    fn default(&self, operations: &[Operation<'_>], known: &[(String, String)]) -> Option<String> {
        let mut counts: Vec<(usize, usize, &String)> = Vec::new();
        for (at, (name, expression)) in known.iter().enumerate() {
            let begins =
                |operation: &&Operation<'_>| self.ways(operation).iter().any(|way| way.first() == Some(name));
            let count = operations.iter().filter(begins);
            let rank = if expression == "Auth::Basic" { 0 } else { known.len() - at };
            counts.push((count.count(), rank, name));
        }
        counts.into_iter().filter(|(count, ..)| *count > 0).max().map(|(.., name)| name.clone())
    }

    /// `uploads` of `https://uploads.example.com`.
    fn server_name(&self, url: &str) -> String {
        let (host, path) =
            url.split_once("://").map_or(("", url), |(_, rest)| rest.split_once('/').unwrap_or((rest, "")));
        let own = self.url.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or_default());
        let wish = if own == Some(host) && !path.is_empty() {
            path
        } else {
            host.split(['.', ':']).next().unwrap_or_default()
        };
        let wish = snake_plain(wish);
        let is_free = |name: &str| self.servers.iter().all(|(known, _)| known != name);
        if is_free(&wish) {
            return wish;
        }
        (2..).map(|number| format!("{wish}_{number}")).find(|name| is_free(name)).unwrap_or(wish)
    }
}

impl Key {
    fn of(scheme: &SecurityScheme<'_>) -> Option<Self> {
        let (location, key) = scheme.key()?;
        Some(Self { scheme: scheme.name().to_owned(), location, key: key.to_owned() })
    }
}

/// Whether a client can reach it: `/v2` and `https://{region}.example.com` it cannot.
fn is_whole(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_plain = |rest: &str| {
        rest.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '{' | '}' | '<' | '>' | '"' | '?' | '#'))
    };
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && is_plain(rest))
}

/// How a scheme is written in Rust; `None` for one that is no part of a request.
fn expression(scheme: &SecurityScheme<'_>) -> Option<String> {
    match (scheme.kind()?, scheme.http_scheme().map(str::to_ascii_lowercase).as_deref()) {
        ("oauth2" | "openIdConnect", _) | ("http", Some("bearer")) => Some("Auth::Bearer".to_owned()),
        ("http", Some("basic")) => Some("Auth::Basic".to_owned()),
        ("http", Some(_)) => scheme.http_scheme().map(|word| format!("Auth::Scheme({word:?})")),
        ("apiKey", _) => match scheme.key()? {
            (Location::Query, name) => Some(format!("Auth::Query({name:?})")),
            (Location::Header, name) if is_header(name) => Some(header(name)),
            (Location::Cookie, _) => Some(header("cookie")),
            _ => None,
        },
        _ => None,
    }
}

fn header(name: &str) -> String {
    format!("Auth::Header(HeaderName::from_static({:?}))", name.to_ascii_lowercase())
}

/// Whether it can be the name of a header (RFC 9110, section 5.6.2).
fn is_header(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn takes_idempotency_key(operation: &Operation<'_>) -> bool {
    let mut headers = operation.parameters_in(Location::Header).into_iter();
    headers.any(|header| header.name().eq_ignore_ascii_case("idempotency-key"))
}
