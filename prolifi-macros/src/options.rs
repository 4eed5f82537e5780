//! The `name = value` part of `#[endpoint(...)]` and `#[api(...)]`.
//!
//! The arguments of an attribute are split at their commas first and each piece is read by itself, so that a
//! mistake in one hides no other.

mod auth;
mod headers;
mod measure;
mod value;

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::{Expr, LitStr, Path, Type, parse2};

pub(crate) use self::headers::{
    Header, HeaderValue, check_name as check_header_name, check_syntax as check_header_syntax,
};
use crate::did_you_mean::suggestion;
use crate::errors::Errors;
use crate::style::{self, Style};

#[derive(Default)]
pub(crate) struct Options {
    pub(crate) base: Option<String>,
    pub(crate) envelope: Option<Envelope>,
    pub(crate) headers: Vec<Header>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    /// With the name, for an error about it.
    pub(crate) redirects: Option<(Ident, u32)>,
    pub(crate) max_body: Option<u64>,
    pub(crate) idempotent: Option<bool>,
    pub(crate) style: Style,
    /// The names of schemes; none of `none`.
    pub(crate) auth: Option<Vec<String>>,
    pub(crate) server: Option<String>,
    pub(crate) pages: Option<Expr>,
    pub(crate) crate_root: Option<Path>,
    /// The one type that `#[api]` writes the impl for.
    pub(crate) implementor: Option<Type>,
    /// The document of a trait, relative to the manifest.
    pub(crate) openapi: Option<LitStr>,
    /// The word that says that it may lack operations.
    pub(crate) partial: Option<Ident>,
    /// The word that says that an endpoint is not held against it.
    pub(crate) contract: Option<Ident>,
}

#[derive(Clone)]
pub(crate) enum Envelope {
    None,
    Member(LitStr),
}

impl Envelope {
    pub(crate) fn member(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Member(member) => Some(member.value()),
        }
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Duration {
    Milliseconds(u64),
    Seconds(u64),
}

/// Which attribute the options stand in.
pub(crate) struct Place {
    /// As the user writes it.
    pub(crate) attribute: &'static str,
    pub(crate) known: &'static [&'static str],
    /// Those of the other attribute, to answer an option that stands in the wrong one.
    pub(crate) elsewhere: &'static [&'static str],
    pub(crate) other: &'static str,
}

/// What stands between two commas of an attribute.
pub(crate) struct Piece {
    pub(crate) tokens: TokenStream,
    pub(crate) comma: Option<Span>,
}

/// A piece that begins with a word.
pub(crate) enum Named {
    Word(Ident),
    Assigned(Ident, TokenStream),
    List(Ident, Group),
}

/// Splits at the commas; a trailing comma is no piece.
pub(crate) fn split(tokens: TokenStream) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut current = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                pieces.push(Piece { tokens: std::mem::take(&mut current), comma: Some(punct.span()) });
            }
            other => current.extend([other]),
        }
    }
    if !current.is_empty() {
        pieces.push(Piece { tokens: current, comma: None });
    }
    pieces
}

impl Named {
    pub(crate) fn of(tokens: &TokenStream) -> Option<Self> {
        let mut tokens = tokens.clone().into_iter();
        let TokenTree::Ident(name) = tokens.next()? else { return None };
        match (tokens.next(), tokens.clone().next()) {
            (None, _) => Some(Self::Word(name)),
            (Some(TokenTree::Punct(punct)), after) if punct.as_char() == '=' => {
                // `==` and `=>` assign nothing.
                let joined =
                    matches!(&after, Some(TokenTree::Punct(next)) if matches!(next.as_char(), '=' | '>'));
                (!joined).then(|| Self::Assigned(name, tokens.collect()))
            }
            (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Parenthesis => {
                Some(Self::List(name, group))
            }
            _ => None,
        }
    }

    pub(crate) fn name(&self) -> &Ident {
        match self {
            Self::Word(name) | Self::Assigned(name, _) | Self::List(name, _) => name,
        }
    }
}

impl Options {
    pub(crate) fn parse(pieces: &[Piece], place: &Place, errors: &mut Errors) -> Self {
        let mut options = Self::default();
        let mut seen: Vec<String> = Vec::new();
        for piece in pieces {
            let Some(named) = named(piece, place, errors) else { continue };
            let word = named.name().to_string();
            if !place.known.contains(&word.as_str()) {
                errors.push(named.name(), unknown(&word, place));
            } else if seen.contains(&word) {
                errors.push(named.name(), format!("the option `{word}` stands twice: keep one of them"));
            } else {
                seen.push(word);
                options.set(named, errors);
            }
        }
        options
    }

    fn set(&mut self, named: Named, errors: &mut Errors) {
        let (name, value) = match named {
            Named::List(name, group) if name == "headers" => {
                return self.headers = headers::parse(&name, &group, errors);
            }
            Named::Assigned(name, value) if !value.is_empty() && name != "headers" && name != "partial" => {
                (name, value)
            }
            Named::Word(name) if name == "partial" => return self.partial = Some(name),
            Named::Word(name) | Named::List(name, _) | Named::Assigned(name, _) => {
                if name == "partial" {
                    return errors.push(&name, "`partial` stands alone: write it without a value");
                }
                let form = form(&name.to_string());
                return errors.push(&name, format!("`{name}` is written `{form}`"));
            }
        };
        match name.to_string().as_str() {
            "base" => self.base = value::base(&value, errors),
            "envelope" => self.envelope = value::envelope(&value, errors),
            "timeout" => self.timeout = measure::duration(&name, &value, errors),
            "attempt_timeout" => self.attempt_timeout = measure::duration(&name, &value, errors),
            "idle_timeout" => self.idle_timeout = measure::duration(&name, &value, errors),
            "max_body" => self.max_body = measure::size(&value, errors),
            "max_retries" => self.max_retries = value::count(&value, errors),
            "redirects" => self.redirects = value::redirects(&value, errors).map(|count| (name, count)),
            "idempotent" => self.idempotent = value::flag(&value, errors),
            "lists" => self.style.lists = value::style(&name, &value, "comma", style::lists, errors),
            "structs" => self.style.structs = value::style(&name, &value, "brackets", style::structs, errors),
            "server" => self.server = value::server(&value, errors),
            "openapi" => self.openapi = value::document(&value, errors),
            "contract" => self.contract = value::contract(&value, errors).map(|_| name),
            "auth" => self.auth = auth::schemes(&value, errors),
            "pages" => self.pages = value::page_shape(&value, errors),
            "for" => self.implementor = value::implementor(&value, errors),
            _ => self.crate_root = value::path(&value, errors),
        }
    }
}

fn named(piece: &Piece, place: &Place, errors: &mut Errors) -> Option<Named> {
    if piece.tokens.is_empty() {
        if let Some(comma) = piece.comma {
            errors.push_at(comma, "nothing stands before this comma: remove it");
        }
        return None;
    }
    let named = Named::of(&piece.tokens);
    if named.is_none() {
        errors.push(&piece.tokens, not_an_option(&piece.tokens, place));
    }
    named
}

/// What was probably meant by a piece that begins with no word, or is not written as an option.
fn not_an_option(tokens: &TokenStream, place: &Place) -> String {
    if let Some((name, value)) = behind_colon(tokens) {
        return format!("an option is set with `=`: write `{name} = {value}`");
    }
    if place.known.contains(&"base") && is_a_path(tokens) {
        return format!("what every template begins with is the base: write `#[api(base = {tokens})]`");
    }
    let text = tokens.to_string();
    let word = text.split([' ', '"', '(', '[', '{', '=']).find(|word| !word.is_empty()).unwrap_or_default();
    // `max - retries = 3` has its dashes apart.
    let dashed = text.split('=').next().unwrap_or_default().replace(' ', "").replace('-', "_");
    match [word, &dashed].into_iter().find(|word| place.known.contains(word)) {
        Some("partial") | None => {
            format!("`{tokens}` is not an option of `{}`, which are written `name = value`", place.attribute)
        }
        Some(known) => match value_behind(tokens) {
            Some(value) => format!("an option is set with one `=`: write `{known} = {value}`"),
            None => format!("`{known}` is written `{}`", form(known)),
        },
    }
}

/// The one literal behind a word and signs, as in `timeout == "3s"`.
fn value_behind(tokens: &TokenStream) -> Option<TokenTree> {
    let mut behind =
        tokens.clone().into_iter().skip(1).skip_while(|token| matches!(token, TokenTree::Punct(_)));
    match (behind.next(), behind.next()) {
        (Some(value @ TokenTree::Literal(_)), None) => Some(value),
        _ => None,
    }
}

/// A text that begins with a slash.
fn is_a_path(tokens: &TokenStream) -> bool {
    parse2::<LitStr>(tokens.clone()).is_ok_and(|literal| literal.value().starts_with('/'))
}

/// `timeout: "3s"`, as in a struct.
pub(crate) fn behind_colon(tokens: &TokenStream) -> Option<(Ident, TokenStream)> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next()?, tokens.next()?) {
        (TokenTree::Ident(name), TokenTree::Punct(punct))
            if punct.as_char() == ':' && punct.spacing() == Spacing::Alone =>
        {
            Some((name, tokens.collect::<TokenStream>())).filter(|(_, value)| !value.is_empty())
        }
        _ => None,
    }
}

fn unknown(word: &str, place: &Place) -> String {
    if place.elsewhere.contains(&word) {
        return format!(
            "`{word}` is an option of `{}`, not of `{}`: move it there",
            place.other, place.attribute
        );
    }
    if place.known.contains(&"for") && word.starts_with(char::is_uppercase) {
        return format!(
            "`{}` has no option `{word}`; for the one type that has the endpoints write `for = {word}`",
            place.attribute
        );
    }
    if let Some(advice) = advice(word, place) {
        return format!("`{}` has no option `{word}`: {advice}", place.attribute);
    }
    match suggestion(word, place.known.iter().copied()) {
        meant if meant.is_empty() => {
            let known = place.known.join("`, `");
            format!("`{}` has no option `{word}`; it has `{known}`", place.attribute)
        }
        meant => format!("`{}` has no option `{word}`{meant}", place.attribute),
    }
}

/// What is written for an option that other libraries have.
fn advice(word: &str, place: &Place) -> Option<&'static str> {
    let of_trait = place.known.contains(&"base");
    Some(match word {
        "accept" => "write `headers(\"Accept: text/csv\")`",
        "content_type" => "a body says itself what it is, as `Body::from(csv).content_type(..)` does",
        "url" | "base_url" | "host" | "address" => {
            "the address belongs to the client, `Client::builder(Service::new(\"https://..\"))`"
        }
        "path" | "prefix" | "root" if of_trait => "write `base = \"/v2\"`",
        "query" | "params" if !of_trait => "a query is part of the template, as in `\"/notes?<page>\"`",
        "body" | "json" if !of_trait => "the argument that is nothing else is the body",
        "form" if !of_trait => "write `#[form]` before the argument",
        "multipart" if !of_trait => "write `#[multipart]` before the argument",
        "retry" | "attempts" if !of_trait => "write `max_retries = 3`",
        _ => return None,
    })
}

fn form(name: &str) -> &'static str {
    match name {
        "base" => "base = \"/v2\"",
        "envelope" => "envelope = \"data\"",
        "headers" => "headers(\"Accept: text/csv\", \"X-Version\" = VERSION)",
        "timeout" => "timeout = \"30s\"",
        "attempt_timeout" => "attempt_timeout = \"10s\"",
        "idle_timeout" => "idle_timeout = \"10s\"",
        "max_body" => "max_body = \"64MiB\"",
        "max_retries" => "max_retries = 3",
        "redirects" => "redirects = 5",
        "idempotent" => "idempotent = true",
        "lists" => "lists = \"comma\"",
        "structs" => "structs = \"brackets\"",
        "server" => "server = \"uploads\"",
        "auth" => "auth = \"partner\"",
        "pages" => "pages = PageShape::LINK",
        "for" => "for = MyClient",
        "openapi" => "openapi = \"openapi/notes.json\"",
        "partial" => "partial",
        "contract" => "contract = false",
        _ => "crate = path::to::prolifi",
    }
}
