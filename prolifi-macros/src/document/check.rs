//! An endpoint beside its operation: each difference is one error, in the words of the document.

mod body;
mod parameters;

use syn::LitStr;

use super::Contract;
use super::model::{self, Operation};
use crate::did_you_mean::nearest;
use crate::endpoint::attr::EndpointAttr;
use crate::endpoint::model::Endpoint;
use crate::errors::Errors;
use crate::template::PathPart;

/// What is compared.
struct Compared<'a> {
    contract: &'a Contract,
    attr: &'a EndpointAttr,
    endpoint: &'a Endpoint<'a>,
    /// Where the template stands.
    literal: &'a LitStr,
    operation: Operation<'a>,
    /// `GET /notes/{id}`.
    shown: String,
}

pub(crate) fn check(contract: &Contract, attr: &EndpointAttr, endpoint: &Endpoint<'_>, errors: &mut Errors) {
    let Some((literal, _)) = attr.template.as_ref().filter(|_| attr.options.contract.is_none()) else {
        return;
    };
    let path = path(&endpoint.template.path);
    let mut found = contract.document.find(endpoint.http.name.as_str(), &model::shape(&path));
    // Of two that differ in the names of their values alone, the names decide.
    if found.iter().any(|operation| same_names(&path, operation.path)) {
        found.retain(|operation| same_names(&path, operation.path));
    }
    let operation = match found.as_slice() {
        [operation] => *operation,
        [] => {
            if !contract.partial {
                missing(contract, endpoint, literal, &path, errors);
            }
            return;
        }
        [first, second, ..] => {
            let message = format!(
                "`{}` has this operation twice, as `{method} {}` and as `{method} {}`: mend the document, or write \
                 `contract = false` here",
                contract.name,
                first.path,
                second.path,
                method = endpoint.http.name.as_str(),
            );
            return errors.push(literal, message);
        }
    };
    let shown = format!("{} {}", endpoint.http.name.as_str(), operation.path);
    let compared = Compared { contract, attr, endpoint, literal, operation, shown };
    compared.path_names(errors);
    compared.parameters(errors);
    compared.body(errors);
    compared.envelope(errors);
    compared.deprecated(errors);
}

/// The path of a template as a document writes it.
fn path(parts: &[PathPart]) -> String {
    let mut path = String::new();
    for part in parts {
        match part {
            PathPart::Literal(text) => path.push_str(text),
            PathPart::Value(name) | PathPart::Rest(name) | PathPart::List(name) => {
                path.push('{');
                path.push_str(name);
                path.push('}');
            }
        }
    }
    path
}

fn missing(contract: &Contract, endpoint: &Endpoint<'_>, literal: &LitStr, path: &str, errors: &mut Errors) {
    let (name, method, shape) = (&contract.name, endpoint.http.name.as_str(), model::shape(path));
    let methods = contract.document.methods(&shape);
    if !methods.is_empty() {
        let methods = methods.join("`, `");
        let message = format!(
            "`{name}` has no `{method} {path}`, but `{methods}`: write `contract = false` for what the document lacks"
        );
        return errors.push(literal, message);
    }
    let own = endpoint.text.strip_suffix(&literal.value()).and_then(|base| shape.strip_prefix(base));
    if let Some(own) = own.filter(|own| *own != shape && !contract.document.methods(own).is_empty()) {
        let base = shape.strip_suffix(own).unwrap_or_default();
        let fix = match contract.document.base() {
            Some(theirs) => {
                format!("write `base = \"{theirs}\"`, or none if the client's address ends with it")
            }
            None => "remove it".to_owned(),
        };
        return errors.push(literal, format!("`{name}` has `{own}`, and not below the base `{base}`: {fix}"));
    }
    let base = contract.document.base().unwrap_or_default();
    let own = shape.strip_prefix(base).unwrap_or(&shape);
    let shapes: Vec<String> = contract.document.paths().map(model::shape).collect();
    let meant = nearest(own, shapes.iter().map(String::as_str))
        .and_then(|meant| contract.document.paths().find(|path| model::shape(path) == meant));
    let fix = match meant {
        Some(meant) => format!("; did you mean `{meant}`?"),
        None => {
            ": write `contract = false` if the document lacks it, `partial` on the trait if it lacks many"
                .to_owned()
        }
    };
    errors.push(literal, format!("`{name}` has no path `{path}`{fix}"));
}

impl Compared<'_> {
    /// That no two values of the path are swapped. Another name for a value is no mistake.
    fn path_names(&self, errors: &mut Errors) {
        let ours = self.endpoint.template.path.iter().filter_map(|part| match part {
            PathPart::Literal(_) => None,
            PathPart::Value(name) | PathPart::Rest(name) | PathPart::List(name) => Some(name),
        });
        let theirs = model::names(self.operation.path);
        for (our, their) in ours.zip(&theirs) {
            let same = |their: &&str| letters(their) == letters(our);
            if !same(their) && theirs.iter().any(same) {
                let message = format!(
                    "`<{our}>` stands where `{}` has `{{{their}}}`, and `{{{our}}}` elsewhere: swap them, as in `{}`",
                    self.contract.name, self.operation.path
                );
                return errors.push(self.literal, message);
            }
        }
    }

    fn deprecated(&self, errors: &mut Errors) {
        let method = self.endpoint.method;
        if self.operation.deprecated() && !method.attrs.iter().any(|attr| attr.path().is_ident("deprecated"))
        {
            let message = format!(
                "`{}` deprecates `{}`: write `#[deprecated]` on the method too, so that its callers know, or use another \
                 operation",
                self.contract.name, self.shown
            );
            errors.push(self.literal, message);
        }
    }
}

fn same_names(ours: &str, theirs: &str) -> bool {
    let letters = |path| model::names(path).into_iter().map(letters).collect::<Vec<_>>();
    letters(ours) == letters(theirs)
}

/// What `customer_id`, `customerId` and `customer-id` have in common.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
