//! Values that a schema allows, the same in each run.

mod number;
mod pattern;
mod text;

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{
    document::{Schema, escape},
    json_schema::Direction,
    parts::tags,
};

/// How much of what is optional a value has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it, and no `null`.
    Whole,
    /// Another part of it each time, with each value of an enum and each choice in its turn.
    Varied,
    /// Only the members that are promised, and `null` where it is allowed. An object whose schema does not say which of
    /// its members are required has them all.
    Required,
    /// The same, and an object whose schema does not say so has none.
    Least,
}

/// How values are written, which decides on what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Json,
    /// As pairs of names and texts, where nothing tells `null` and an empty list from what is absent (RFC 6570, section
    /// 2.3).
    Pairs,
    /// The same, with texts that may stand in a header too.
    Anywhere,
}

/// A value, and what the document says of its places.
#[derive(Debug)]
pub(super) struct Generated {
    pub(super) value: Value,
    /// Members that the document requires, as JSON pointers.
    pub(super) promised: Vec<String>,
    /// Places of which the document does not say what they hold: `data.items[0]`.
    pub(super) undescribed: Vec<String>,
}

/// Below this depth only what is required is written: a schema may hold itself. A value that grows too large is made
/// again with less depth.
const DEEP: usize = 6;
/// As many values are in one.
const LARGEST: usize = 2000;
/// Here also that ends which requires itself.
const DEEPEST: usize = 24;
/// As many are made of each schema at least, and at most.
const FEWEST: usize = 6;
const MOST: usize = 64;

pub(super) struct Generator {
    direction: Direction,
    written: Written,
    /// How often each place of the document was taken, and how many turns it has.
    turns: HashMap<String, (usize, usize)>,
    made: usize,
    deep: usize,
    /// How many values there is room for.
    room: usize,
}

/// Where a value stands: as a pointer, and as an error names it.
#[derive(Clone, Default)]
struct Place {
    pointer: String,
    path: String,
    depth: usize,
}

impl Generator {
    pub(super) fn new(direction: Direction) -> Self {
        Self { direction, written: Written::Json, turns: HashMap::new(), made: 0, deep: DEEP, room: LARGEST }
    }

    pub(super) fn written(mut self, written: Written) -> Self {
        self.written = written;
        self
    }

    /// Whether each value of each enum, and each choice, has had its turn.
    pub(super) fn is_done(&self) -> bool {
        self.made >= MOST || (self.made >= FEWEST && self.turns.values().all(|(taken, turns)| taken >= turns))
    }

    /// Whether what is optional has its turn, at this place of the document.
    pub(super) fn takes(&mut self, place: &str, extent: Extent) -> bool {
        match extent {
            Extent::Whole => true,
            Extent::Varied => self.turn(place, "there", 2, extent) == 0,
            Extent::Required | Extent::Least => false,
        }
    }

    /// Makes the next value, of this schema or of several that belong together.
    pub(super) fn next(&mut self) -> &mut Self {
        self.made += 1;
        self
    }

    pub(super) fn make(&mut self, schema: &Schema<'_>, extent: Extent) -> Generated {
        let turns = self.turns.clone();
        for deep in (0..=DEEP).rev() {
            (self.deep, self.room) = (deep, LARGEST);
            let mut made = Generated { value: Value::Null, promised: Vec::new(), undescribed: Vec::new() };
            made.value = self.value(schema, extent, &Place::default(), &mut made);
            if self.room > 0 || deep == 0 {
                return made;
            }
            self.turns.clone_from(&turns);
        }
        Generated { value: Value::Null, promised: Vec::new(), undescribed: Vec::new() }
    }

    /// Whose turn it is of so many, at this place of the document.
    fn turn(&mut self, place: &str, kind: &str, turns: usize, extent: Extent) -> usize {
        if extent != Extent::Varied || turns < 2 {
            return 0;
        }
        let (taken, known) = self.turns.entry(format!("{place}#{kind}")).or_insert((0, turns));
        *known = turns;
        *taken += 1;
        // The first is the one that the other extents have.
        *taken % turns
    }

    fn value(&mut self, schema: &Schema<'_>, extent: Extent, at: &Place, made: &mut Generated) -> Value {
        let place = schema.target().place().to_owned();
        let null = match extent {
            _ if self.written != Written::Json => false,
            Extent::Whole => false,
            Extent::Varied => schema.is_nullable() && self.turn(&place, "null", 2, extent) == 1,
            Extent::Required | Extent::Least => schema.is_nullable(),
        };
        self.room = self.room.saturating_sub(1);
        if null || schema.is_null() || at.depth > DEEPEST || self.room == 0 {
            return Value::Null;
        }
        let mut tag = None;
        let mut parts = Vec::new();
        self.merge(schema, extent, 0, &mut parts, &mut tag);
        let values: Vec<_> =
            parts.iter().flat_map(Schema::values).filter(|value| !value.to_value().is_null()).collect();
        if !values.is_empty() {
            let turn = self.turn(&place, "enum", values.len(), extent);
            return values[turn].to_value();
        }
        let types = parts.iter().map(Schema::types).find(|types| !types.is_empty()).unwrap_or_default();
        let kind = match types.len() {
            0 => guessed(&parts),
            turns => Some(types[self.turn(&place, "type", turns, extent)]),
        };
        match kind {
            Some("object") => self.object(&parts, tag, extent, at, made),
            Some("array") => self.list(&parts, &place, extent, at, made),
            Some("boolean") => Value::Bool(self.turn(&place, "boolean", 2, extent) == 0),
            Some(kind @ ("integer" | "number")) => {
                let turn = self.turn(&place, "number", 4, extent);
                number::number(&parts, kind == "integer", turn)
            }
            Some("string") => {
                let turn = self.turn(&place, "text", 3, extent);
                Value::String(text::text(&parts, turn, self.written == Written::Anywhere))
            }
            _ => {
                made.undescribed.push(at.path.clone());
                Value::String("text".to_owned())
            }
        }
    }

    /// The schema, its parts, and one of each of its choices. Of a choice that has a tag, the tag.
    fn merge<'a>(
        &mut self,
        schema: &Schema<'a>,
        extent: Extent,
        depth: usize,
        parts: &mut Vec<Schema<'a>>,
        tag: &mut Option<(&'a str, String)>,
    ) {
        parts.push(schema.clone());
        if depth > DEEP || self.room == 0 {
            return;
        }
        for part in schema.all_of() {
            self.merge(&part, extent, depth + 1, parts, tag);
        }
        let place = schema.target().place().to_owned();
        if let Some((member, tagged)) = tags(schema) {
            let (name, choice) = &tagged[self.turn(&place, "tag", tagged.len(), extent)];
            *tag = Some((member, name.clone()));
            return self.merge(choice, extent, depth + 1, parts, tag);
        }
        for (word, mut choices) in [("oneOf", schema.one_of()), ("anyOf", schema.any_of())] {
            choices.retain(|choice| !choice.is_null());
            // Nothing tells a text from a list of one there.
            if self.written != Written::Json && choices.iter().any(Schema::is_list) {
                let is_text =
                    |choice: &Schema<'_>| choice.types() == ["string"] && choice.values().is_empty();
                choices.retain(|choice| !is_text(choice));
            }
            if !choices.is_empty() {
                let turn = self.turn(&place, word, choices.len(), extent);
                self.merge(&choices[turn], extent, depth + 1, parts, tag);
            }
        }
    }

    fn object(
        &mut self,
        parts: &[Schema<'_>],
        tag: Option<(&str, String)>,
        extent: Extent,
        at: &Place,
        made: &mut Generated,
    ) -> Value {
        let required: Vec<_> = parts.iter().flat_map(Schema::required).collect();
        let says = parts.iter().any(|part| part.json("required").is_some());
        let mut object = Map::new();
        for (name, member) in parts.iter().flat_map(|part| part.properties().collect::<Vec<_>>()) {
            let goes = match self.direction {
                Direction::Request => !member.is_read_only(),
                Direction::Answer => !member.is_write_only(),
            };
            let is_required = required.contains(&name);
            let wanted = match extent {
                _ if is_required => true,
                _ if at.depth > self.deep => false,
                Extent::Whole => true,
                Extent::Varied => !says || self.takes(member.written().place(), extent),
                Extent::Required => !says,
                Extent::Least => false,
            };
            if !goes || !wanted || object.contains_key(name) {
                continue;
            }
            let below = at.member(name);
            if is_required {
                made.promised.push(below.pointer.clone());
            }
            let value = self.value(&member, extent, &below, made);
            object.insert(name.to_owned(), value);
        }
        let names_none = parts.iter().all(|part| part.properties().next().is_none());
        match parts.iter().find_map(Schema::additional) {
            Some(member) if matches!(extent, Extent::Whole | Extent::Varied) && at.depth <= self.deep => {
                let value = self.value(&member, extent, &at.member("key"), made);
                object.insert("key".to_owned(), value);
            }
            None if names_none => made.undescribed.push(at.path.clone()),
            _ => {}
        }
        if let Some((member, name)) = tag {
            object.insert(member.to_owned(), Value::String(name));
        }
        Value::Object(object)
    }

    fn list(
        &mut self,
        parts: &[Schema<'_>],
        place: &str,
        extent: Extent,
        at: &Place,
        made: &mut Generated,
    ) -> Value {
        let word = |word| parts.iter().find_map(|part| part.json(word)?.to_value().as_u64());
        let least = u64::from(self.written != Written::Json);
        let fewest = word("minItems").unwrap_or(0).clamp(least, 64);
        let most = word("maxItems").unwrap_or(u64::MAX);
        let unique = parts
            .iter()
            .any(|part| part.json("uniqueItems").and_then(super::document::Json::flag) == Some(true));
        let length = match extent {
            _ if at.depth > self.deep => fewest,
            Extent::Varied => match self.turn(place, "length", 3, extent) {
                1 => fewest,
                2 if !unique => fewest.max(2),
                _ => fewest.max(1),
            },
            Extent::Whole | Extent::Required => fewest.max(1),
            Extent::Least => fewest,
        };
        let Some(item) = parts.iter().find_map(Schema::item) else {
            made.undescribed.push(at.path.clone());
            return Value::Array(Vec::new());
        };
        (0..length.min(most)).map(|index| self.value(&item, extent, &at.item(index), made)).collect()
    }
}

impl Place {
    fn member(&self, name: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        Self {
            pointer: format!("{}/{}", self.pointer, escape(name)),
            path: format!("{}{dot}{name}", self.path),
            depth: self.depth + 1,
        }
    }

    fn item(&self, index: u64) -> Self {
        Self {
            pointer: format!("{}/{index}", self.pointer),
            path: format!("{}[{index}]", self.path),
            depth: self.depth + 1,
        }
    }
}

/// The type of a schema that does not say it, by its other words.
fn guessed(parts: &[Schema<'_>]) -> Option<&'static str> {
    let has = |words: &[&str]| parts.iter().any(|part| words.iter().any(|word| part.json(word).is_some()));
    if parts.iter().any(Schema::is_object) || has(&["required"]) {
        Some("object")
    } else if parts.iter().any(Schema::is_list) {
        Some("array")
    } else if has(&["format", "pattern", "minLength", "maxLength"]) {
        Some("string")
    } else if has(&["minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"]) {
        Some("number")
    } else {
        None
    }
}
