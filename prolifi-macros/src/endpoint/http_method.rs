//! The METHOD of an endpoint.

use proc_macro2::Ident;
use syn::LitStr;

use crate::did_you_mean::nearest;

const WORDS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HttpMethod {
    pub(crate) name: String,
}

impl HttpMethod {
    pub(crate) fn from_word(word: &Ident) -> Result<Self, String> {
        let name = word.to_string();
        if WORDS.contains(&name.as_str()) {
            return Ok(Self { name });
        }
        Err(match nearest(&name, WORDS) {
            Some(meant) => format!("unknown HTTP method `{name}`; did you mean `{meant}`?"),
            None => format!(
                "unknown HTTP method `{name}`: the words are {}; any other method is written as a string, `\"{name}\"`",
                WORDS.join(", ")
            ),
        })
    }

    pub(crate) fn from_text(literal: &LitStr) -> Result<Self, String> {
        let name = literal.value();
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if name.is_empty() || !name.bytes().all(token) {
            return Err(format!(
                "`{}` is not an HTTP method: write a word such as `GET`",
                name.escape_debug()
            ));
        }
        if name.eq_ignore_ascii_case("CONNECT") {
            return Err("`CONNECT` asks for a tunnel and not for a path: use another method".to_owned());
        }
        match WORDS.into_iter().find(|word| word.eq_ignore_ascii_case(&name) && **word != name) {
            Some(meant) => {
                Err(format!("HTTP methods are case-sensitive: write `{meant}` instead of `\"{name}\"`"))
            }
            None => Ok(Self { name }),
        }
    }

    pub(crate) fn is_word(word: &str) -> bool {
        WORDS.contains(&word)
    }

    /// Whether an argument can be the body where `#[body]` is written out (RFC 9110, section 9.3).
    pub(crate) fn may_carry_body(&self) -> bool {
        self.name != "TRACE"
    }

    /// Whether one argument left over is the body.
    pub(crate) fn carries_body(&self) -> bool {
        !matches!(self.name.as_str(), "GET" | "HEAD" | "OPTIONS" | "TRACE")
    }
}
