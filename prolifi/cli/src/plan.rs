//! [`Plan`]: what is written, before it is text.

pub(crate) mod group;
pub(crate) mod method;
pub(crate) mod models;
mod naming;
mod pages;
mod service;
mod template;
pub(crate) mod types;
pub(crate) mod usage;

use std::collections::BTreeMap;

use prolifi_core::contract::document::{Document, Operation};

pub(crate) use self::{group::Group, service::ServicePlan};
use self::{
    method::{Argument, ArgumentType, Method},
    models::Models,
    usage::{Role, Used},
};

/// All that is written for some operations of a document.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) groups: Vec<Group>,
    pub(crate) models: Models<'a>,
    pub(crate) used: Used,
    /// The group that a model is written beside; none for what several share.
    pub(crate) places: BTreeMap<usize, Option<usize>>,
    pub(crate) service: ServicePlan,
    /// Operations that are not written, and why.
    pub(crate) left_out: Vec<(String, String)>,
    /// What is written of an operation says less than the document.
    pub(crate) losses: Vec<(String, String)>,
}

impl<'a> Plan<'a> {
    /// What is written into the folder of a module.
    pub(crate) fn new(document: &'a Document, operations: &[Operation<'a>], module: &str) -> Self {
        // The first run finds out which types stand at several places, so that the second gives them a name that fits
        // all of them.
        let mut models = Models::new(document);
        Draft::new(document, operations, module, &mut models);
        let mut models = models.again();
        let draft = Draft::new(document, operations, module, &mut models);
        let used = usage::settle(&mut models, &draft.roots());
        let places = places(&draft.groups, &models, &used);
        Self {
            groups: draft.groups,
            places,
            models,
            used,
            service: draft.service,
            left_out: draft.left_out,
            losses: draft.losses,
        }
    }

    /// How many operations are written.
    pub(crate) fn count(&self) -> usize {
        let mut operations: Vec<&str> = self
            .groups
            .iter()
            .flat_map(|group| &group.methods)
            .map(|method| method.operation.as_str())
            .collect();
        operations.dedup();
        operations.len()
    }
}

/// A plan whose models are not settled.
struct Draft {
    groups: Vec<Group>,
    service: ServicePlan,
    left_out: Vec<(String, String)>,
    losses: Vec<(String, String)>,
}

impl Draft {
    fn new<'a>(
        document: &'a Document,
        operations: &[Operation<'a>],
        module: &str,
        models: &mut Models<'a>,
    ) -> Self {
        let mut groups = group::all(document, operations, module, models);
        let mut service = ServicePlan::new(document, operations);
        let (mut left_out, mut losses) = (Vec::new(), Vec::new());
        for operation in operations {
            let shown = format!("{} {}", operation.method(), operation.path());
            let Some(group) = groups.iter_mut().find(|group| group.holds(operation)) else { continue };
            let name = group.name_of(operation);
            let mut method = match method::plan(document, operation, name, models) {
                Ok(method) => method,
                Err(problem) => {
                    left_out.push((shown, problem.0));
                    continue;
                }
            };
            service.apply(operation, &mut method);
            if let Some(same) =
                group.methods.iter().find(|other| other.same_as.is_none() && are_same(other, &method))
            {
                if same.is_deprecated || types(same) != types(&method) {
                    let reason = format!("it is the same request as `{}`, which is written", same.operation);
                    left_out.push((shown, reason));
                    continue;
                }
                method.same_as = Some(same.name.clone());
            }
            losses.extend(method.losses.drain(..).map(|loss| (shown.clone(), loss)));
            let streamed = method
                .has_stream
                .then(|| method.streamed(group.take_name(&format!("{}_stream", method.name))));
            group.methods.push(method);
            group.methods.extend(streamed);
        }
        groups.retain(|group| !group.methods.is_empty());
        groups.iter_mut().for_each(Group::settle);
        Self { groups, service, left_out, losses }
    }

    fn roots(&self) -> Vec<(usize, Role, usize)> {
        let of = |(at, group): (usize, &Group)| -> Vec<_> {
            let roots = group.methods.iter().flat_map(|method| &method.roots);
            roots.map(|(role, model)| (at, *role, *model)).collect()
        };
        self.groups.iter().enumerate().flat_map(of).collect()
    }
}

/// Whether the macro takes two methods for the same endpoint.
fn are_same(a: &Method, b: &Method) -> bool {
    let headers = |method: &Method| -> Vec<String> {
        method.arguments.iter().filter_map(|argument| argument.role.clone()).collect()
    };
    let body = |method: &Method| -> Option<ArgumentType> {
        let is_in_template = |argument: &Argument| {
            let name = argument.name.trim_start_matches("r#");
            [">", ":", ".."].iter().any(|end| method.template.contains(&format!("<{name}{end}")))
        };
        let is_body = |argument: &&Argument| !is_in_template(argument);
        method.arguments.iter().rfind(is_body).map(|argument| argument.ty.clone())
    };
    (&a.verb, shape(&a.template), &a.headers, &a.success)
        == (&b.verb, shape(&b.template), &b.headers, &b.success)
        && headers(a) == headers(b)
        && body(a) == body(b)
}

/// The types of all arguments.
fn types(method: &Method) -> Vec<(&ArgumentType, bool)> {
    method.arguments.iter().map(|argument| (&argument.ty, argument.is_optional)).collect()
}

/// A template without the names of its values.
fn shape(template: &str) -> String {
    let mut inside = false;
    let is_kept = |c: &char| {
        inside = (inside || *c == '<') && *c != '>';
        !inside || *c == '<'
    };
    template.chars().filter(is_kept).collect()
}

/// Where models are written: beside the only operations that use them, beside those that have their name, or else
/// beside none.
fn places(groups: &[Group], models: &Models<'_>, used: &Used) -> BTreeMap<usize, Option<usize>> {
    let place = |model: &usize| -> Option<usize> {
        let files = &used.of.get(model)?.files;
        if files.len() == 1 {
            return files.first().copied();
        }
        group::of_model(groups, &models.all[*model].name)
    };
    used.order.iter().map(|model| (*model, place(model))).collect()
}
