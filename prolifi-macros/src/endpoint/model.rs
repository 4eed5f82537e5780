//! The validated endpoint. Nothing can be wrong with one, so that expanding it cannot fail.

use quote::ToTokens;
use syn::{Expr, FnArg, Ident, Path, Receiver, ReceiverKind, ReturnType, Safety, Signature, Type};

use super::address::Address;
use super::answer;
use super::args;
use super::attr::EndpointAttr;
use super::http_method::HttpMethod;
use super::method::Method;
use super::roles::Roles;
use super::styled;
use super::types::{names, shown};
use crate::document::Contract;
use crate::errors::Errors;
use crate::options::{Duration, Envelope, Header, Options};
use crate::style::Style;
use crate::template::Template;

pub(crate) struct Endpoint<'a> {
    pub(crate) method: &'a Method,
    pub(crate) http: &'a HttpMethod,
    /// As the user wrote it, behind the base of the trait.
    pub(crate) text: String,
    pub(crate) template: &'a Template,
    pub(crate) roles: Roles,
    pub(crate) envelope: Option<String>,
    pub(crate) headers: Vec<Header>,
    pub(crate) style: Style,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) redirects: Option<u32>,
    pub(crate) max_body: Option<u64>,
    pub(crate) idempotent: Option<bool>,
    pub(crate) auth: Option<&'a [String]>,
    pub(crate) server: Option<&'a str>,
    pub(crate) pages: Option<Pages<'a>>,
    pub(crate) crate_root: Option<&'a Path>,
    pub(crate) output: Output<'a>,
}

/// What the method returns.
pub(crate) enum Output<'a> {
    /// A type made from the call, mostly `Call<T>`.
    Built(&'a Type),
    /// The `Result` of an `async fn`.
    Awaited(&'a Type),
}

/// Where the page shape of an endpoint is written.
pub(crate) enum Pages<'a> {
    Own(&'a Expr),
    /// In the constant of the trait.
    Shared(&'a Ident),
}

/// What `#[api]` gives all endpoints of a trait.
#[derive(Default)]
pub(crate) struct Shared {
    pub(crate) base: Option<String>,
    pub(crate) envelope: Option<Envelope>,
    pub(crate) headers: Vec<Header>,
    pub(crate) style: Style,
    pub(crate) auth: Option<Vec<String>>,
    pub(crate) server: Option<String>,
    /// The page shape, and the constant that holds it.
    pub(crate) pages: Option<(Ident, Expr)>,
    pub(crate) redirects: Option<u32>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) max_body: Option<u64>,
    pub(crate) crate_root: Option<Path>,
    pub(crate) contract: Option<Contract>,
    /// Whether there is a document, read or not.
    pub(crate) documented: bool,
}

impl<'a> Endpoint<'a> {
    pub(crate) fn new(
        attr: &'a EndpointAttr,
        method: &'a Method,
        shared: &'a Shared,
        errors: &mut Errors,
    ) -> Option<Self> {
        let sig = &method.sig;
        check_qualifiers(method, errors);
        check_receiver(sig, method.body.is_some(), errors);
        let (args, complete) = args::parse(sig, errors);
        let address = Address::of(attr, &args, complete, shared, errors);
        let roles = match (&attr.method, &address) {
            (Some(http), Some(address)) if complete => {
                styled::check(&args, address.template, errors);
                Some(Roles::assign(
                    &args,
                    http,
                    &address.literal,
                    address.template,
                    &attr.options.headers,
                    errors,
                ))
            }
            _ => None,
        };
        let output = output(attr, sig, errors);
        let (Some(http), Some(address), Some(roles), Some(output)) = (&attr.method, address, roles, output)
        else {
            return None;
        };
        let options = &attr.options;
        if let (Some(option), false) = (&options.contract, shared.documented) {
            errors.push(option, "the trait is held against no document: remove `contract = false`, or name one in `#[api(openapi = \"..\")]`");
        }
        let envelope = options.envelope.as_ref().or(shared.envelope.as_ref());
        Some(Self {
            method,
            http,
            text: address.text,
            template: address.template,
            roles,
            envelope: envelope.and_then(Envelope::member),
            headers: headers(&shared.headers, &options.headers),
            style: options.style.or(shared.style),
            timeout: options.timeout,
            attempt_timeout: options.attempt_timeout,
            idle_timeout: options.idle_timeout.or(shared.idle_timeout),
            max_retries: options.max_retries,
            redirects: redirects(options, shared, http, errors),
            max_body: options.max_body.or(shared.max_body),
            idempotent: options.idempotent,
            auth: options.auth.as_deref().or(shared.auth.as_deref()),
            server: options.server.as_deref().or(shared.server.as_deref()),
            pages: match (&options.pages, &shared.pages) {
                (Some(own), _) => Some(Pages::Own(own)),
                (None, Some((constant, _))) => Some(Pages::Shared(constant)),
                (None, None) => None,
            },
            crate_root: options.crate_root.as_ref().or(shared.crate_root.as_ref()),
            output,
        })
    }

    /// `PATCH /customers/<id>`.
    pub(crate) fn request_line(&self) -> String {
        format!("{} {}", self.http.name, self.text)
    }
}

/// How many redirects are followed. What a trait says is for its endpoints that can follow any.
fn redirects(options: &Options, shared: &Shared, http: &HttpMethod, errors: &mut Errors) -> Option<u32> {
    let follows = matches!(http.name.as_str(), "GET" | "HEAD");
    match &options.redirects {
        Some((name, _)) if !follows => {
            let method = &http.name;
            errors.push(
                name,
                format!("a redirect of a {method} is not followed, since it would be sent twice: remove `redirects`"),
            );
            None
        }
        Some((_, count)) => Some(*count),
        None => shared.redirects.filter(|_| follows),
    }
}

/// Those of the endpoint win over those of the trait.
fn headers(shared: &[Header], own: &[Header]) -> Vec<Header> {
    let overridden = |header: &&Header| own.iter().any(|own| own.name == header.name);
    shared.iter().filter(|header| !overridden(header)).chain(own).cloned().collect()
}

fn check_qualifiers(method: &Method, errors: &mut Errors) {
    let sig = &method.sig;
    if let Some(constness) = &sig.constness {
        errors.push(constness, "an endpoint is not `const`, because it makes a request: remove `const`");
    }
    if let Safety::Unsafe(unsafety) = &sig.safety {
        errors.push(
            unsafety,
            "an endpoint is not `unsafe`, because its body is written for it: remove `unsafe`",
        );
    }
    if let Some(abi) = &sig.abi {
        errors
            .push(abi, format!("an endpoint is an ordinary Rust method: remove `{}`", abi.to_token_stream()));
    }
    if let Some(variadic) = &sig.variadic {
        errors.push(
            variadic,
            "an endpoint has a fixed number of arguments: replace `...` with a slice or a struct",
        );
    }
    if let Some(body) = &method.body {
        let message = match sig.receiver() {
            Some(_) => format!("`#[endpoint]` writes the body of `{}`: end the method with `;`", sig.ident),
            None => {
                "`#[endpoint]` belongs on a method of a trait or of an impl, `fn name(&self, ...) -> Call<T>;`, and this \
                 is a function with a body"
                    .to_owned()
            }
        };
        match sig.receiver() {
            Some(_) => errors.push_at(body.span(), message),
            None => errors.push(&sig.ident, message),
        }
    }
}

/// `body`: the method has one, and that was said.
fn check_receiver(sig: &Signature, body: bool, errors: &mut Errors) {
    match sig.receiver() {
        None if body => {}
        None => {
            let is_client =
                |input: &FnArg| matches!(input, FnArg::Typed(typed) if args::is_client(&typed.ty));
            let rest = if sig.inputs.iter().all(is_client) { "" } else { ", ..." };
            let name = &sig.ident;
            errors.push(
                name,
                format!("`{name}` has no receiver, which is the client: write `fn {name}(&self{rest})`"),
            );
        }
        Some(receiver) if is_shared_reference(receiver) => {}
        Some(receiver) => {
            let shown = shown(receiver);
            errors.push(
                receiver,
                format!("an endpoint borrows the client: write `&self` instead of `{shown}`"),
            );
        }
    }
}

fn is_shared_reference(receiver: &Receiver) -> bool {
    match &receiver.kind {
        ReceiverKind::Reference(_, _, mutability) => mutability.is_none(),
        ReceiverKind::Typed(_, ty) => matches!(&**ty, Type::Reference(reference)
            if reference.mutability.is_none() && reference.elem.to_token_stream().to_string() == "Self"),
        _ => false,
    }
}

fn output<'a>(attr: &EndpointAttr, sig: &'a Signature, errors: &mut Errors) -> Option<Output<'a>> {
    match &sig.output {
        ReturnType::Default => {
            let fix = if sig.asyncness.is_some() { "Result<T, Error>" } else { "Call<T>" };
            let name = &sig.ident;
            errors.push(name, format!("`{name}` returns nothing: write `-> {fix}`, where `T` is read from the answer and `()` reads nothing"));
            None
        }
        ReturnType::Type(_, ty) if contains_impl(ty) && !answer::is_opaque(ty) => {
            let message = "the answer is read into a type that has a name: return `Call<T>`, or write `async fn` and return `Result<T, Error>`";
            errors.push(ty, message);
            None
        }
        ReturnType::Type(_, ty) if !answer::check(ty, sig.asyncness.is_some(), errors) => None,
        ReturnType::Type(_, ty) => {
            if let Some(http) = &attr.method {
                answer::check_body(ty, http, errors);
            }
            if let Some(shape) = &attr.options.pages {
                answer::check_pages(ty, shape, errors);
            }
            Some(if sig.asyncness.is_some() { Output::Awaited(ty) } else { Output::Built(ty) })
        }
    }
}

/// Whether the type holds an `impl Trait`, which cannot be written in a body.
pub(crate) fn contains_impl(ty: &Type) -> bool {
    names(&ty.to_token_stream(), "impl")
}
