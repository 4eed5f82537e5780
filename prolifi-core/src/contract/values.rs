//! Generated arguments of an operation.

use serde_json::{Map, Value};

use super::{
    document::{MediaType, Operation, Parameter, Schema},
    generate::{Extent, Generator, Written},
    json_schema::Direction,
    parts::is_object,
    validator::Validator,
};

/// The arguments of each call, as an object: a member for each parameter, and `body`. None that the document does not
/// allow: what its schemas say together can be more than a generator understands.
pub(super) fn of(operation: &Operation<'_>, validator: &mut Validator) -> Vec<Value> {
    let format = format(operation);
    let is_form =
        format.as_ref().is_some_and(|format| format.essence() == "application/x-www-form-urlencoded");
    let generator = |written| Generator::new(Direction::Request).written(written);
    let mut values = Values {
        operation,
        body: format.and_then(|format| format.schema()),
        parameters: generator(Written::Anywhere),
        bodies: generator(if is_form { Written::Pairs } else { Written::Json }),
        validator,
    };
    let mut all = Vec::new();
    for extent in [Extent::Whole, Extent::Required] {
        all.extend(values.next(extent));
    }
    while !(values.parameters.is_done() && values.bodies.is_done()) {
        all.extend(values.next(Extent::Varied));
    }
    all
}

/// The format of the body: JSON, if that is one.
fn format<'a>(operation: &Operation<'a>) -> Option<MediaType<'a>> {
    let types = operation.body()?.media_types();
    types.iter().find(|media_type| media_type.is_json()).or(types.first()).cloned()
}

struct Values<'o, 'a> {
    operation: &'o Operation<'a>,
    body: Option<Schema<'a>>,
    parameters: Generator,
    bodies: Generator,
    validator: &'o mut Validator,
}

impl Values<'_, '_> {
    /// The next arguments; `None` where one that is required is not allowed.
    fn next(&mut self, extent: Extent) -> Option<Value> {
        self.parameters.next();
        self.bodies.next();
        let mut arguments = Map::new();
        let mut all_allowed = true;
        // A value of the path is there, though the document forget to say what it is.
        for name in self.operation.path_names() {
            arguments.insert(name.to_owned(), Value::from("text"));
        }
        for parameter in self.operation.parameters() {
            let is_required = parameter.is_required();
            let taken = self.parameters.takes(parameter.node().place(), extent) && is_written(&parameter);
            if !is_required && !taken {
                continue;
            }
            let schema = parameter.schema().or_else(|| parameter.content()?.schema());
            let Some(schema) = schema else { continue };
            let value = self.parameters.make(&schema, extent).value;
            if self.validator.allows(&schema, Direction::Request, &value) {
                arguments.insert(parameter.name().to_owned(), value);
            } else {
                all_allowed &= !is_required;
            }
        }
        if let Some((body, schema)) = self.operation.body().zip(self.body.as_ref()) {
            // Many documents say nothing, and mean that it is there: it is left out where they say that it may be.
            let is_required = body.is_required() || body.node().flag("required").is_none();
            if is_required || self.bodies.takes(body.node().place(), extent) {
                let value = self.bodies.make(schema, extent).value;
                if self.validator.allows(schema, Direction::Request, &value) {
                    arguments.insert("body".to_owned(), value);
                } else {
                    all_allowed &= !is_required;
                }
            }
        }
        all_allowed.then_some(Value::Object(arguments))
    }
}

/// Whether a document can say how it is written: of objects in a list no style but `deepObject` has a word.
fn is_written(parameter: &Parameter<'_>) -> bool {
    let item = parameter.schema().and_then(|schema| schema.item());
    parameter.style() == "deepObject" || !item.is_some_and(|item| is_object(&item))
}
