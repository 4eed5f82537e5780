//! What is written of Prolifi's own document, beside the traits that are written by hand: they differ where those know
//! more, and nowhere else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what the tests share is a part of them")]

use std::{collections::BTreeMap, path::Path, process::Command};

use syn::{FnArg, GenericArgument, Item, LitStr, Pat, PathArguments, ReturnType, Token, TraitItem, Type};

/// The methods of the traits of a file, by what they request: name, query, body and kind of answer.
fn declared(source: &str) -> BTreeMap<String, String> {
    let file = syn::parse_file(source).unwrap();
    let items = file.items.iter().flat_map(|item| match item {
        Item::Trait(item) => item.items.as_slice(),
        _ => &[],
    });
    let methods = items.filter_map(|item| match item {
        TraitItem::Fn(method) => Some(method),
        _ => None,
    });
    methods.map(method).collect()
}

fn method(method: &syn::TraitItemFn) -> (String, String) {
    let endpoint = method.attrs.iter().find(|attribute| attribute.path().is_ident("endpoint")).unwrap();
    let (verb, template) = endpoint
        .parse_args_with(|input: syn::parse::ParseStream<'_>| {
            let verb: syn::Ident = input.parse()?;
            input.parse::<Token![,]>()?;
            let template: LitStr = input.parse()?;
            input.parse::<proc_macro2::TokenStream>()?;
            Ok((verb.to_string(), template.value()))
        })
        .unwrap();
    let body = method.sig.inputs.iter().filter_map(|argument| match argument {
        FnArg::Typed(argument) => Some(argument),
        FnArg::Receiver(_) => None,
    });
    let mut body = body.filter(|argument| {
        let Pat::Ident(name) = &*argument.pat else { return true };
        !template.contains(&format!("<{}>", name.ident)) && !template.contains(&format!("<{}..>", name.ident))
    });
    let body = match body.next().map(|argument| outer(&argument.ty).0) {
        None => "",
        Some(outer) if outer == "Option" => ", an optional body",
        Some(_) => ", a body",
    };
    let ReturnType::Type(_, answer) = &method.sig.output else { panic!("{verb} {template}") };
    let answer = match outer(answer) {
        (kind, Some(Type::Tuple(_))) => format!("{kind}<()>"),
        (kind, _) => format!("{kind}<..>"),
    };
    let (path, query) = template.split_once('?').unwrap_or((&template, ""));
    (format!("{verb} {path}"), format!("{}(?{query}{body}) -> {answer}", method.sig.ident))
}

/// `Call` and `Note` of `Call<Note>`.
fn outer(ty: &Type) -> (String, Option<&Type>) {
    let Type::Path(path) = ty else { return (String::new(), None) };
    let last = path.path.segments.last().unwrap();
    let inner = match &last.arguments {
        PathArguments::AngleBracketed(inner) => inner.args.first(),
        _ => None,
    };
    let inner = inner.and_then(|inner| match inner {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    (last.ident.to_string(), inner)
}

#[test]
fn our_own_traits_differ_where_they_know_more() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut ours = BTreeMap::new();
    for module in ["customers", "entitlements", "events", "invoices", "plans", "subscriptions"] {
        let source = std::fs::read_to_string(package.join(format!("../src/{module}.rs"))).unwrap();
        ours.extend(declared(&source));
    }
    let command = Command::new(env!("CARGO_BIN_EXE_cargo-prolifi"))
        .current_dir(package)
        .args(["prolifi", "trait", "../openapi/prolifi.json"])
        .output()
        .unwrap();
    assert!(command.status.success());
    let printed = String::from_utf8(command.stdout).unwrap();
    let mut written = BTreeMap::new();
    for file in printed.split("\n\n// ").filter(|file| file.contains("pub trait")) {
        let (_, source) = file.split_once("\n").unwrap();
        written.extend(declared(source));
    }

    assert_eq!(ours.len(), 23);
    assert_eq!(ours.keys().collect::<Vec<_>>(), written.keys().collect::<Vec<_>>());
    let different = |request: &&String| ours[*request] != written[*request];
    let different: Vec<[&str; 3]> = written
        .keys()
        .filter(different)
        .map(|request| [request.as_str(), &written[request], &ours[request]])
        .collect();
    let known = [
        // How it is cancelled is said, if only as `CancelSubscription::default()`.
        [
            "DELETE /subscriptions/<id>",
            "cancel_subscription(?, an optional body) -> Call<..>",
            "cancel_subscription(?, a body) -> Call<..>",
        ],
        // A filter grows with the service, and its dates are dates.
        [
            "GET /customers/<id>/usage",
            "get_customer_usage(?<start_date>&<end_date>&<event_name>) -> Call<..>",
            "get_customer_usage(?<filter..>) -> Call<..>",
        ],
        [
            "GET /plans",
            "list_plans(?<limit>&<offset>&<status>) -> Pages<..>",
            "list_plans(?<filter..>) -> Pages<..>",
        ],
        // The service answers with the subscription, of which the document says nothing.
        [
            "POST /subscriptions/<id>/pause",
            "pause_subscription(?) -> Call<()>",
            "pause_subscription(?) -> Call<..>",
        ],
        [
            "POST /subscriptions/<id>/resume",
            "resume_subscription(?) -> Call<()>",
            "resume_subscription(?) -> Call<..>",
        ],
    ];
    assert_eq!(different, known);
}
