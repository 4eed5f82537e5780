//! Which models are used, by what, and what follows from it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    models::Models,
    types::{Kind, Type, Typed},
};

/// How a model is used.
#[derive(Debug, Clone, Default)]
pub(crate) struct Usage {
    /// The files whose operations lead to it.
    pub(crate) files: BTreeSet<usize>,
    pub(crate) in_requests: bool,
    pub(crate) in_answers: bool,
    /// Whether it is the body of a PATCH or a part of one, and nothing else.
    pub(crate) in_patches_alone: bool,
    /// Whether it is of a merge patch, where `null` removes whatever may be absent (RFC 7396).
    pub(crate) in_merge_patches: bool,
    /// Whether a request holds it other than as a variant that is told by a member.
    pub(crate) sent_alone: bool,
}

/// What an operation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Query,
    Body,
    Patch,
    MergePatch,
    Answer,
}

/// All models that operations lead to, in the order of their use.
#[derive(Debug, Default)]
pub(crate) struct Used {
    pub(crate) order: Vec<usize>,
    pub(crate) of: BTreeMap<usize, Usage>,
}

impl Used {
    /// Follows what operations name, with the file of each.
    pub(crate) fn follow(models: &Models<'_>, roots: &[(usize, Role, usize)]) -> Self {
        let mut used = Self::default();
        for (file, role, root) in roots {
            used.visit(models, *file, *role, *root, false, &mut BTreeSet::new());
        }
        used
    }

    fn visit(
        &mut self,
        models: &Models<'_>,
        file: usize,
        role: Role,
        index: usize,
        is_variant: bool,
        seen: &mut BTreeSet<(usize, bool)>,
    ) {
        if !seen.insert((index, is_variant)) {
            return;
        }
        if !self.of.contains_key(&index) {
            self.order.push(index);
        }
        let is_new = !self.of.contains_key(&index);
        let usage = self.of.entry(index).or_default();
        usage.files.insert(file);
        let is_patch = matches!(role, Role::Patch | Role::MergePatch);
        usage.in_patches_alone = is_patch && (is_new || usage.in_patches_alone);
        usage.in_merge_patches |= role == Role::MergePatch;
        match role {
            Role::Answer => usage.in_answers = true,
            Role::Query | Role::Body | Role::Patch | Role::MergePatch => {
                usage.in_requests = true;
                usage.sent_alone |= !is_variant;
            }
        }
        let (below, variants) = parts(&models.all[index].kind);
        for (parts, is_variant) in [(below, false), (variants, true)] {
            for part in parts {
                self.visit(models, file, role, part, is_variant, seen);
            }
        }
    }
}

/// The models that a model names, and those that are its variants.
fn parts(kind: &Kind) -> (Vec<usize>, Vec<usize>) {
    match kind {
        Kind::Begun | Kind::Enum(_) => (Vec::new(), Vec::new()),
        Kind::Struct { fields, more } => {
            let fields = fields.iter().flat_map(|field| field.typed.ty.models());
            (fields.chain(more.iter().flat_map(Type::models)).collect(), Vec::new())
        }
        Kind::Tagged { variants, .. } => (Vec::new(), variants.iter().map(|(_, index)| *index).collect()),
        Kind::Either(choices) => (choices.iter().flat_map(|(_, ty)| ty.models()).collect(), Vec::new()),
        Kind::Alias(typed) => (typed.ty.models(), Vec::new()),
        Kind::Answers(variants) => (
            variants.iter().flat_map(|variant| variant.ty.iter().flat_map(Type::models)).collect(),
            Vec::new(),
        ),
    }
}

/// A struct that is told by a member has that member from its enum. One that is sent without the enum would lack it: its
/// enum is then any JSON. What lies in itself is boxed.
pub(crate) fn settle(models: &mut Models<'_>, roots: &[(usize, Role, usize)]) -> Used {
    let mut used = Used::follow(models, roots);
    loop {
        let tags = tags(models, &used);
        let broken: Vec<usize> = used
            .order
            .iter()
            .copied()
            .filter(|index| match &models.all[*index].kind {
                Kind::Tagged { tag, variants } => variants.iter().any(|(_, held)| {
                    let sent_alone = used.of.get(held).is_some_and(|usage| usage.sent_alone);
                    sent_alone || tags.get(held).is_some_and(|tags| tags.iter().any(|other| other != tag))
                }),
                _ => false,
            })
            .collect();
        if broken.is_empty() {
            break;
        }
        for index in broken {
            if let Kind::Tagged { variants, .. } = &models.all[index].kind {
                let names: Vec<_> =
                    variants.iter().map(|(_, held)| format!("`{}`", models.all[*held].name)).collect();
                let reason = format!("one of {}", names.join(", "));
                models.all[index].kind = Kind::Alias(Typed::value(reason));
            }
        }
        used = Used::follow(models, roots);
    }
    without_tags(models, &used);
    box_circles(models, &used);
    used
}

/// The members by which a struct is told.
fn tags(models: &Models<'_>, used: &Used) -> BTreeMap<usize, BTreeSet<String>> {
    let mut tags: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for index in &used.order {
        if let Kind::Tagged { tag, variants } = &models.all[*index].kind {
            for (_, held) in variants {
                tags.entry(*held).or_default().insert(tag.clone());
            }
        }
    }
    tags
}

fn without_tags(models: &mut Models<'_>, used: &Used) {
    for (held, tags) in tags(models, used) {
        if let Kind::Struct { fields, .. } = &mut models.all[held].kind {
            fields.retain(|field| !tags.contains(&field.wire));
        }
    }
}

/// Boxes the fields of structs that would lie in themselves.
fn box_circles(models: &mut Models<'_>, used: &Used) {
    let inline = |kind: &Kind| -> Vec<usize> {
        match kind {
            Kind::Struct { fields, .. } => fields
                .iter()
                .filter(|field| !field.boxed)
                .filter_map(|field| field.typed.ty.inline_model())
                .collect(),
            Kind::Tagged { variants, .. } => variants.iter().map(|(_, index)| *index).collect(),
            _ => Vec::new(),
        }
    };
    for &index in &used.order {
        let Kind::Struct { fields, .. } = &models.all[index].kind else { continue };
        let boxed: Vec<bool> = fields
            .iter()
            .map(|field| {
                let Some(first) = field.typed.ty.inline_model() else { return false };
                let (mut seen, mut next) = (BTreeSet::new(), vec![first]);
                while let Some(at) = next.pop() {
                    if at == index {
                        return true;
                    }
                    if seen.insert(at) {
                        next.extend(inline(&models.all[at].kind));
                    }
                }
                false
            })
            .collect();
        if let Kind::Struct { fields, .. } = &mut models.all[index].kind {
            for (field, boxed) in fields.iter_mut().zip(boxed) {
                field.boxed = boxed;
            }
        }
    }
}
