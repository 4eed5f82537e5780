//! The proxy that the environment names for `https`, checked: the libraries below ignore one that they cannot read,
//! and would call the service directly.

use std::env;

use http::Uri;
use hyper_util::client::proxy::matcher::Matcher;

use super::set_up_error::SetUpError;

/// Checks the variables that are read for `https`, as they are read: the first name that is set decides, and an empty
/// one says nothing.
///
/// # Errors
///
/// A sentence with the name of the variable, and not its value, which can hold a password.
pub(super) fn check() -> Result<(), SetUpError> {
    // As a CGI program has it, where these variables are headers of a stranger's request.
    if env::var_os("REQUEST_METHOD").is_some() {
        return Ok(());
    }
    for names in [["HTTPS_PROXY", "https_proxy"], ["ALL_PROXY", "all_proxy"]] {
        let Some((name, value)) = names.iter().find_map(|name| Some((name, env::var_os(name)?))) else {
            continue;
        };
        if value.is_empty() {
            continue;
        }
        return match value.to_str() {
            Some(value) if is_proxy(value) => Ok(()),
            _ => Err(SetUpError(
                format!("{name} is set, and is not the address of a proxy such as http://proxy.example:3128")
                    .into(),
            )),
        };
    }
    Ok(())
}

fn is_proxy(value: &str) -> bool {
    let any = Uri::from_static("https://any.invalid");
    let Some(proxy) = Matcher::builder().https(value).build().intercept(&any) else { return false };
    // A port that is no number is taken, and never found.
    proxy.uri().authority().is_some_and(|proxy| proxy.host() == proxy.as_str() || proxy.port_u16().is_some())
}

#[cfg(test)]
mod tests {
    use super::is_proxy;

    #[test]
    fn an_address_is_one() {
        for value in
            ["http://proxy:3128", "proxy:3128", "proxy", "https://u:p@proxy.example", "socks5h://proxy:1080"]
        {
            assert!(is_proxy(value), "{value}");
        }
        for value in [
            "user:pw@",
            "http://",
            "ftp://proxy",
            "http//proxy",
            "proxy:port",
            "proxy:99999",
            "two words",
            "/proxy",
        ] {
            assert!(!is_proxy(value), "{value}");
        }
    }
}
