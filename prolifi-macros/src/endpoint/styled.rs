//! A style says how a list or a struct is written: on an argument that is neither, it is a mistake.

use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

use super::args::{Arg, BodyKind, Helper};
use crate::errors::Errors;
use crate::template::{PathPart, QueryPart, Template};

/// One error for each argument whose type is known to be a single value, where a list or fields are asked for.
pub(super) fn check(args: &[Arg], template: &Template, errors: &mut Errors) {
    for arg in args.iter().filter(|arg| is_plain(&arg.ty)) {
        let name = &arg.name;
        let forms = args.iter().filter(|arg| is_form(arg)).count();
        let fields = |part: &QueryPart| matches!(part, QueryPart::Fields { name: of, .. } if of == name);
        if is_form(arg) {
            // Several are another mistake, which has its own error.
            if forms > 1 {
                continue;
            }
            let message = format!(
                "a form has the fields of a struct or a map, and `{name}` has none: write `#[form] {name}: &[(&str, &str)]`, or a struct of your own"
            );
            errors.push(&arg.ty, message);
        } else if template.query.iter().any(fields) {
            let message = format!(
                "`{name}` has no fields: write `<{name}>` in place of `<{name}..>`, or give it the type of a struct or a map"
            );
            errors.push(&arg.ty, message);
        }
    }
    for arg in args.iter().filter(|arg| is_list_of_single(&arg.ty)) {
        let name = &arg.name;
        if template.path.contains(&PathPart::Value(name.clone())) {
            let message = format!(
                "`{name}` is a list: write `<{name}:comma>` for one segment, as `1,2`, or `<{name}..>` for a segment each"
            );
            errors.push(&arg.ty, message);
        }
        let of_structs = template.query.iter().find_map(|part| match part {
            QueryPart::Value { name: of, style, .. } if of == name && style.lists.is_none() => {
                (!style.is_empty()).then_some(style)
            }
            _ => None,
        });
        if let Some(style) = of_structs {
            let message = format!(
                "`{style}` is how structs are written, and `{name}` is a list of values: write `<{name}>`, or a style of \
                 lists, such as `<{name}:comma>`"
            );
            errors.push(&arg.ty, message);
        }
    }
    for arg in args.iter().filter(|arg| is_single(&arg.ty)) {
        let of_path =
            || template.path.contains(&PathPart::List(arg.name.clone())).then(|| ":comma".to_owned());
        let style = template.query.iter().find_map(|part| match part {
            QueryPart::Value { name, style, .. } if *name == arg.name && !style.is_empty() => {
                Some(style.to_string())
            }
            _ => None,
        });
        if let Some(style) = style.or_else(of_path) {
            let name = &arg.name;
            let ty = arg.ty.to_token_stream().to_string().replace("& ", "&");
            errors.push(
                &arg.ty,
                format!(
                    "`{name}` is a single value, which no style writes otherwise: write `<{name}>` in place of \
                     `<{name}{style}>`, or make it a list, such as `&[{ty}]`"
                ),
            );
        }
    }
}

/// Whether the type is known to be a single value or a list of such: it has no fields.
pub(super) fn is_plain(ty: &Type) -> bool {
    is_single(ty) || is_list_of_single(ty)
}

fn is_form(arg: &Arg) -> bool {
    matches!(arg.helper, Helper::Body(_, BodyKind::Form))
}

/// Those in a slice, an array or a `Vec`.
fn is_list_of_single(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => is_list_of_single(&reference.elem),
        Type::Slice(slice) => is_single(&slice.elem),
        Type::Array(array) => is_single(&array.elem),
        Type::Path(path) if path.qself.is_none() => match path.path.segments.last() {
            Some(segment) if segment.ident == "Vec" => match &segment.arguments {
                PathArguments::AngleBracketed(arguments) => {
                    matches!(arguments.args.first(), Some(GenericArgument::Type(inner)) if is_single(inner))
                }
                _ => false,
            },
            _ => false,
        },
        _ => false,
    }
}

/// Numbers, `bool`, `char` and text, behind references and in `Option`.
fn is_single(ty: &Type) -> bool {
    const SINGLE: [&str; 17] = [
        "bool", "char", "str", "String", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32",
        "i64", "i128", "f32", "f64",
    ];
    match ty {
        Type::Reference(reference) => is_single(&reference.elem),
        Type::Path(path) if path.qself.is_none() => match path.path.segments.last() {
            Some(segment) if segment.ident == "Option" => match &segment.arguments {
                PathArguments::AngleBracketed(arguments) => {
                    matches!(arguments.args.first(), Some(GenericArgument::Type(inner)) if is_single(inner))
                }
                _ => false,
            },
            _ => path.path.get_ident().is_some_and(|word| SINGLE.iter().any(|single| word == single)),
        },
        _ => false,
    }
}
