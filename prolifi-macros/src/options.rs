//! The `name = value` part of `#[endpoint(...)]` and `#[api(...)]`.
//!
//! The arguments of an attribute are split at their commas first and each piece is read by itself, so that a
//! mistake in one hides no other.

mod advice;
mod auth;
mod headers;
mod measure;
mod value;

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::{Expr, LitStr, Path, Type};

pub(crate) use self::headers::{
    Header, HeaderValue, check_name as check_header_name, check_syntax as check_header_syntax,
};
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
                errors.push(named.name(), advice::unknown(&word, place));
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
                let form = advice::form(&name.to_string());
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
        errors.push(&piece.tokens, advice::not_an_option(&piece.tokens, place));
    }
    named
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
