//! The token endpoint (RFC 6749, section 3.2): an endpoint declared as any other.

use std::{collections::BTreeMap, time::Duration};

use prolifi_core::{
    ApiError, Auth, BoxError, Call, Client, Error, FetchContext, Rejected, Secret, Service,
    http::{HeaderMap, StatusCode, Uri},
};
use prolifi_macros::{api, endpoint};
use serde::Deserialize;
use serde_json::Value;

/// Its whole address is an argument, so that one declaration serves every one. A token that is asked for twice is
/// granted twice, which does no harm.
#[api]
pub(super) trait TokenEndpoint {
    // A source that failed is asked again by the client, for all calls at once.
    #[endpoint(POST, max_retries = 0, idempotent = true)]
    fn token(&self, #[url] token_endpoint: &str, #[form] fields: &BTreeMap<&str, &str>) -> Call<Granted>;
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
        let server = server(&self.address)?;
        let own = self.fields.iter().map(|(key, value)| (&**key, &**value));
        let mut fields: BTreeMap<&str, &str> = own.chain(grant.iter().copied()).collect();
        let mut service = Service::new(server).error_reader(read_code);
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
        let granted = client.token(&self.address, &fields).await.map_err(judged)?;
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

/// The server of a token endpoint.
fn server(address: &str) -> Result<String, Error> {
    let uri: Option<Uri> = address.parse().ok();
    let whole = uri.as_ref().filter(|uri| uri.path().len() > 1 && uri.query().is_none());
    let parts = whole.and_then(|uri| Some((uri.scheme_str()?, uri.authority()?)));
    parts.map(|(scheme, authority)| format!("{scheme}://{authority}")).ok_or_else(|| {
        Error::build(
            "the address of the token endpoint is no URL with a path, such as https://login.example.com/token",
        )
    })
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
    use super::{form, server};

    #[test]
    fn an_address_has_a_server_and_a_path() {
        let of = |address| server(address).ok();
        for address in
            ["https://a.b/token", "https://a.b/c/v2.0/token", "https://a.b/o/token/", "https://a.b/to%20ken"]
        {
            assert_eq!(of(address).as_deref(), Some("https://a.b"), "{address}");
        }
        assert_eq!(of("http://127.0.0.1:8443/token").as_deref(), Some("http://127.0.0.1:8443"));
        for wrong in ["", "a.b/token", "https://a.b", "https://a.b/", "https://a.b/token?x=1", "/token"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn id_and_secret_are_form_encoded() {
        assert_eq!(form("a:b c+ä"), "a%3Ab%20c%2B%C3%A4");
    }
}
