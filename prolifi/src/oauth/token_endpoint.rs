//! The token endpoint (RFC 6749, section 3.2): an endpoint declared as any other.

use std::{collections::BTreeMap, time::Duration};

use prolifi_core::{
    ApiError, Auth, BoxError, Call, Client, Error, FetchContext, Rejected, Secret, Service,
    http::{HeaderMap, StatusCode, Uri},
};
use prolifi_macros::{api, endpoint};
use serde::Deserialize;
use serde_json::Value;

/// The last part of its path is an argument, so that one declaration serves every address.
#[api]
trait TokenEndpoint {
    // A source that failed is asked again by the client, for all calls at once.
    #[endpoint(POST, "/<name>", max_retries = 0)]
    fn token(&self, name: &str, #[form] fields: &BTreeMap<&str, &str>) -> Call<Granted>;

    #[endpoint(POST, "/<name>/", max_retries = 0)]
    fn token_with_slash(&self, name: &str, #[form] fields: &BTreeMap<&str, &str>) -> Call<Granted>;
}

/// Who asks, and where.
pub(super) struct Asker {
    pub(super) address: String,
    pub(super) client_id: String,
    pub(super) secret_in_body: bool,
    /// Beside those of the grant: `scope`, `audience`.
    pub(super) fields: BTreeMap<String, String>,
}

/// What the endpoint gives (section 5.1). It is not printed.
#[derive(Deserialize)]
pub(super) struct Granted {
    access_token: String,
    token_type: Option<String>,
    expires_in: Option<Value>,
    pub(super) refresh_token: Option<String>,
}

impl Asker {
    pub(super) fn new(address: String, client_id: String) -> Self {
        Self { address, client_id, secret_in_body: false, fields: BTreeMap::new() }
    }

    /// Asks for a token: `grant` is what the kind of grant sends.
    ///
    /// # Errors
    ///
    /// That of the call, marked as final where the endpoint refused who asks.
    pub(super) async fn ask(
        &self,
        with: &FetchContext,
        secret: Option<&str>,
        grant: &[(&str, &str)],
    ) -> Result<Granted, BoxError> {
        let address = Address::parse(&self.address)?;
        let own = self.fields.iter().map(|(key, value)| (&**key, &**value));
        let mut fields: BTreeMap<&str, &str> = own.chain(grant.iter().copied()).collect();
        let mut service = Service::new(address.base).error_reader(read_code);
        let header = secret.filter(|_| !self.secret_in_body);
        if header.is_some() {
            service = service.auth(Auth::Basic);
        } else {
            fields.insert("client_id", &self.client_id);
            fields.extend(secret.map(|secret| ("client_secret", secret)));
        }
        let mut builder = with.client(service);
        if let Some(secret) = header {
            // Both are form-encoded first (section 2.3.1).
            builder = builder.api_key(format!("{}:{}", form(&self.client_id), form(secret)));
        }
        let client: Client = builder.build()?;
        let call = match address.slash {
            false => client.token(&address.name, &fields),
            true => client.token_with_slash(&address.name, &fields),
        };
        let granted = call.await.map_err(judged)?;
        let kind = granted.token_type.as_deref().unwrap_or("bearer");
        // A token of another kind must not be used as one to bear (section 7.1).
        if !kind.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("bearer")) {
            return Err("the token endpoint gave a token of a kind that is not `Bearer`".into());
        }
        Ok(granted)
    }
}

impl Granted {
    pub(super) fn secret(&self) -> Secret {
        let secret = Secret::new(&*self.access_token);
        // Some write the number as text.
        let seconds = self.expires_in.as_ref().and_then(|seconds| match seconds {
            Value::Number(number) => {
                number.as_u64().or_else(|| number.as_f64().map(|seconds| seconds as u64))
            }
            Value::String(text) => text.parse().ok(),
            _ => None,
        });
        match seconds {
            Some(seconds) => secret.expires_in(Duration::from_secs(seconds)),
            None => secret,
        }
    }
}

/// The address of a token endpoint, in the parts that a call is made of.
#[derive(Debug, PartialEq, Eq)]
struct Address {
    base: String,
    name: String,
    /// Whether a slash stands behind the name.
    slash: bool,
}

impl Address {
    fn parse(address: &str) -> Result<Self, Error> {
        let wrong = || {
            Error::build(
                "the address of the token endpoint is no URL with a path, such as https://login.example.com/token",
            )
        };
        let uri: Uri = address.parse().map_err(|_| wrong())?;
        let (Some(scheme), Some(authority), None) = (uri.scheme_str(), uri.authority(), uri.query()) else {
            return Err(wrong());
        };
        let path = uri.path();
        let whole = path.strip_suffix('/').unwrap_or(path);
        match whole.rsplit_once('/') {
            Some((folder, name)) if !name.is_empty() && !name.contains('%') => Ok(Self {
                base: format!("{scheme}://{authority}{folder}"),
                name: name.to_owned(),
                slash: whole.len() < path.len(),
            }),
            _ => Err(wrong()),
        }
    }
}

/// What RFC 6749, section 5.2 knows. Anything else that the endpoint wrote could hold what must not be told.
const CODES: [&str; 6] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
];

fn read_code(_: StatusCode, _: &HeaderMap, body: &[u8]) -> Option<ApiError> {
    #[derive(Deserialize)]
    struct Refusal {
        error: String,
    }
    let refusal: Refusal = serde_json::from_slice(body).ok()?;
    CODES.contains(&&*refusal.error).then(|| ApiError::new(refusal.error, ""))
}

/// Who asks was refused, which does not change by asking again.
fn judged(error: Error) -> BoxError {
    match error.api().map(|api| &*api.error_type) {
        Some("invalid_client" | "invalid_grant") => Rejected::new(error).into(),
        _ => error.into(),
    }
}

/// `application/x-www-form-urlencoded`, of which every server decodes the strict form.
fn form(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{Address, form};

    #[test]
    fn an_address_is_taken_apart() {
        let parts =
            |address: &str| Address::parse(address).map(|parts| (parts.base, parts.name, parts.slash)).ok();
        let expected = |base: &str, slash| Some((base.to_owned(), "token".to_owned(), slash));
        assert_eq!(parts("https://a.b/token"), expected("https://a.b", false));
        assert_eq!(parts("https://a.b:8443/c/v2.0/token"), expected("https://a.b:8443/c/v2.0", false));
        assert_eq!(parts("https://a.b/o/token/"), expected("https://a.b/o", true));
        for wrong in [
            "",
            "a.b/token",
            "https://a.b",
            "https://a.b/",
            "https://a.b/token?x=1",
            "/token",
            "https://a.b/to%20ken",
        ] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn id_and_secret_are_form_encoded() {
        assert_eq!(form("a:b c+ä"), "a%3Ab%20c%2B%C3%A4");
    }
}
