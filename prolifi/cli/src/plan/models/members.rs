//! The members of an object, those of the parts of its `allOf` included.

use std::collections::BTreeSet;

use prolifi_core::contract::document::Schema;

#[derive(Debug, Default)]
pub(crate) struct Members<'a> {
    /// In the order of the document.
    pub(crate) fields: Vec<(&'a str, Schema<'a>)>,
    pub(crate) required: BTreeSet<&'a str>,
    /// What members hold that have no name.
    pub(crate) additional: Option<Schema<'a>>,
}

/// Parts of parts; a circle ends here.
const DEPTH: usize = 16;

/// The members of an object; `None` for what is none; why they are not known.
pub(crate) fn of<'a>(schema: &Schema<'a>) -> Result<Option<Members<'a>>, String> {
    let mut members = Members::default();
    Ok(collect(schema, &mut members, 0)?.then_some(members))
}

/// The part that says all there is to say, where `allOf` has only one that does.
pub(crate) fn only_part<'a>(schema: &Schema<'a>) -> Option<Schema<'a>> {
    let parts: Vec<_> = schema.all_of().into_iter().filter(says_something).collect();
    match parts.as_slice() {
        [part] if schema.properties().next().is_none() && choices(schema).is_empty() => Some(part.clone()),
        _ => None,
    }
}

/// The parts of `oneOf` and `anyOf` that are types, and neither `null` nor a rule about which members are there.
pub(crate) fn choices<'a>(schema: &Schema<'a>) -> Vec<Schema<'a>> {
    schema.choices().into_iter().filter(|choice| says_something(choice) && !choice.is_null()).collect()
}

fn says_something(schema: &Schema<'_>) -> bool {
    const RULES: [&str; 7] = ["required", "description", "title", "nullable", "not", "example", "default"];
    let members = schema.target().json().members();
    members.iter().any(|(name, _)| !RULES.contains(&name.as_str()) && !name.starts_with("x-"))
}

/// Whether it is an object, whose members are added.
fn collect<'a>(schema: &Schema<'a>, members: &mut Members<'a>, depth: usize) -> Result<bool, String> {
    if depth > DEPTH {
        return Err("its parts hold each other".to_owned());
    }
    if schema.is_unresolved() {
        return Err(format!(
            "a part, `{}`, is not in the document",
            schema.target().reference().unwrap_or_default()
        ));
    }
    let choices = choices(schema);
    match choices.as_slice() {
        [] => {}
        // One choice is none.
        [one] if !schema.is_object() => return collect(one, members, depth + 1),
        _ => {
            let names: Vec<_> = choices.iter().map(super::union::shown).collect();
            return Err(format!("an object that is also one of {}", names.join(", ")));
        }
    }
    let mut is_object = schema.is_object();
    for part in schema.all_of() {
        is_object |= collect(&part, members, depth + 1)?;
    }
    for (name, member) in schema.properties() {
        match members.fields.iter_mut().find(|(known, _)| *known == name) {
            // A later part narrows an earlier one, and may say nothing but a description.
            Some((_, known)) if says_something(&member) => *known = member,
            Some(_) => {}
            None => members.fields.push((name, member)),
        }
    }
    members.required.extend(schema.required());
    if let Some(additional) = schema.additional().filter(says_something) {
        members.additional = Some(additional);
    }
    Ok(is_object)
}
