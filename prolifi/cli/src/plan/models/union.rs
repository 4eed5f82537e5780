//! `oneOf` and `anyOf`: an enum where a member tells which it is, and else any JSON.

use prolifi_core::contract::document::Schema;

use super::{MANY_VALUES, Models, Place, enums, members};
use crate::{
    names::pascal,
    plan::types::{Kind, Type, Typed},
};

/// A choice, with the value of the member that tells it apart.
type Tagged<'a> = Vec<(String, Schema<'a>)>;

/// Choices of choices; a circle ends here.
const DEPTH: usize = 8;

impl<'a> Models<'a> {
    pub(super) fn union(
        &mut self,
        schema: &Schema<'a>,
        choices: &[Schema<'a>],
        name: Option<&str>,
        place: Place<'_>,
    ) -> Typed {
        if let [one] = choices {
            return self.plan(one, place);
        }
        if choices.iter().all(is_text) {
            let mut values: Vec<&str> = Vec::new();
            for value in choices.iter().flat_map(enums::values) {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            return match values.len() {
                1..=MANY_VALUES => self.string_enum(schema, &values, name, place),
                _ => Type::Text.into(),
            };
        }
        if choices.iter().all(|choice| matches!(choice.types().as_slice(), ["integer" | "number"])) {
            return Type::Float.into();
        }
        if let Some((tag, tagged)) = tagged(schema, choices) {
            return self.tagged(schema, &tag, &tagged, name, place);
        }
        let names: Vec<_> = choices.iter().map(shown).collect();
        self.alias(Typed::value(format!("one of {}", names.join(", "))), schema, name)
    }

    /// An enum of a struct and of scalars. Only a query can tell them apart: by the brackets of the members.
    pub(crate) fn either(&mut self, schema: &Schema<'a>, place: Place<'_>) -> Option<Typed> {
        let mut choices: Vec<(&str, Schema<'a>)> = Vec::new();
        for choice in members::choices(schema) {
            choices.push((kind(&choice)?, choice));
        }
        // The struct is tried first, and a text, which is whatever is no other, last.
        choices.sort_by_key(|(kind, _)| *kind);
        let are_told_apart = choices.windows(2).all(|two| two[0].0 != two[1].0);
        if choices.first()?.0 != MEMBERS || !are_told_apart {
            return None;
        }
        let (index, is_new) = self.begin(schema, None, place);
        if is_new {
            let parent = self.all[index].name.clone();
            let variants = choices.iter().map(|(kind, choice)| {
                let title = choice.name().or(choice.title().map(str::to_owned));
                let name =
                    title.filter(|_| *kind == MEMBERS).map_or((*kind).to_owned(), |title| pascal(&title));
                let ty = self.plan(choice, Place { parent: &parent, member: &name }).ty;
                (name, ty)
            });
            let variants = variants.collect();
            self.all[index].kind = Kind::Either(variants);
        }
        Some(Type::Model(index).into())
    }

    fn tagged(
        &mut self,
        schema: &Schema<'a>,
        tag: &str,
        tagged: &Tagged<'a>,
        name: Option<&str>,
        place: Place<'_>,
    ) -> Typed {
        let (index, is_new) = self.begin(schema, name, place);
        let typed = Typed::from(Type::Model(index));
        if !is_new {
            return typed;
        }
        if let Some(name) = name {
            self.planned.insert(name.to_owned(), typed.clone());
        }
        let parent = self.all[index].name.clone();
        let values: Vec<&str> = tagged.iter().map(|(value, _)| value.as_str()).collect();
        let mut variants = Vec::new();
        for (variant, (_, choice)) in enums::variants(&values).into_iter().zip(tagged) {
            let member = &variant.name;
            match self.plan(choice, Place { parent: &parent, member }).ty {
                Type::Model(held) if held != index => variants.push((variant, held)),
                _ => {}
            }
        }
        self.all[index].kind = if variants.len() == tagged.len() {
            Kind::Tagged { tag: tag.to_owned(), variants }
        } else {
            let names: Vec<_> = tagged.iter().map(|(_, choice)| shown(choice)).collect();
            Kind::Alias(Typed::value(format!("one of {}", names.join(", "))))
        };
        typed
    }
}

const MEMBERS: &str = "Members";

/// The variant of a choice that a query can tell from others.
fn kind(choice: &Schema<'_>) -> Option<&'static str> {
    match choice.types().as_slice() {
        ["integer" | "number"] => Some("Number"),
        ["string"] => Some("Text"),
        _ => {
            let members = members::of(choice).ok().flatten()?;
            (!members.fields.is_empty()).then_some(MEMBERS)
        }
    }
}

/// What a choice is called in a reason.
pub(crate) fn shown(schema: &Schema<'_>) -> String {
    match (schema.name(), schema.types().as_slice()) {
        (Some(name), _) => format!("`{name}`"),
        (None, []) => "an object".to_owned(),
        (None, ["array"]) => match schema.item() {
            Some(item) if item.name().is_some() || item.types().len() == 1 => {
                format!("a list of {}", shown(&item))
            }
            _ => "a list".to_owned(),
        },
        (None, types) => types.iter().map(|ty| article(ty)).collect::<Vec<_>>().join(" or "),
    }
}

fn article(ty: &str) -> String {
    match ty {
        "string" => "text".to_owned(),
        "array" => "a list".to_owned(),
        "integer" | "object" => format!("an {ty}"),
        _ => format!("a {ty}"),
    }
}

fn is_text(schema: &Schema<'_>) -> bool {
    let types = schema.types();
    types == ["string"] || (types.is_empty() && !enums::values(schema).is_empty())
}

/// The member that tells the choices apart, and its value in each.
fn tagged<'a>(schema: &Schema<'a>, choices: &[Schema<'a>]) -> Option<(String, Tagged<'a>)> {
    let first = members::of(choices.first()?).ok().flatten();
    let candidates: Vec<&str> = match schema.discriminator() {
        Some(name) => vec![name],
        None => first.as_ref()?.fields.iter().map(|(name, _)| *name).collect(),
    };
    candidates.into_iter().find_map(|tag| {
        let mut tagged = Vec::new();
        let all = choices.iter().all(|choice| collect(schema, choice, tag, &mut tagged, 0));
        let mut values: Vec<_> = tagged.iter().map(|(value, _)| value.clone()).collect();
        values.sort_unstable();
        values.dedup();
        (all && values.len() == tagged.len() && tagged.len() > 1).then(|| (tag.to_owned(), tagged))
    })
}

/// Whether the value of a choice is known; a choice that is itself told apart in this way brings its own choices.
fn collect<'a>(
    union: &Schema<'a>,
    choice: &Schema<'a>,
    tag: &str,
    tagged: &mut Tagged<'a>,
    depth: usize,
) -> bool {
    let inner = members::choices(choice);
    if inner.len() > 1 {
        return depth < DEPTH && inner.iter().all(|inner| collect(choice, inner, tag, tagged, depth + 1));
    }
    let Ok(Some(fields)) = members::of(choice) else { return false };
    let own = fields.fields.iter().find(|(name, _)| *name == tag);
    let values = own.map(|(_, member)| enums::values(member)).unwrap_or_default();
    let mapped: Vec<&str> = union
        .mapping()
        .into_iter()
        .filter(|(_, target)| target.name().is_some() && target.name() == choice.name())
        .map(|(value, _)| value)
        .collect();
    let value = match (mapped.as_slice(), values.as_slice()) {
        ([one], _) | ([], [one]) => (*one).to_owned(),
        // Without a mapping the value is the name of the schema (OpenAPI 3.1, section 4.8.25).
        ([], []) if union.discriminator() == Some(tag) => match choice.name() {
            Some(name) => name,
            None => return false,
        },
        _ => return false,
    };
    tagged.push((value, choice.clone()));
    true
}
