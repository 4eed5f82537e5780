//! Generated arguments of an operation.

use serde_json::{Map, Value};

use super::{
    document::Operation,
    generate::{Extent, Generator},
    json_schema::Direction,
};

/// The arguments of each call, as an object: a member for each parameter, and `body`.
pub(super) fn of(operation: &Operation<'_>) -> Vec<Value> {
    let mut generator = Generator::new(Direction::Request).plain();
    let mut bodies = Generator::new(Direction::Request);
    let mut all = Vec::new();
    for extent in [Extent::Whole, Extent::Required] {
        all.push(arguments(operation, extent, &mut generator, &mut bodies));
    }
    while !(generator.is_done() && bodies.is_done()) {
        all.push(arguments(operation, Extent::Varied, &mut generator, &mut bodies));
    }
    all
}

fn arguments(
    operation: &Operation<'_>,
    extent: Extent,
    generator: &mut Generator,
    bodies: &mut Generator,
) -> Value {
    let (generator, bodies) = (generator.next(), bodies.next());
    let mut arguments = Map::new();
    for parameter in operation.parameters() {
        if !parameter.is_required() && !generator.takes(parameter.node().place(), extent) {
            continue;
        }
        let schema = parameter.schema().or_else(|| parameter.content()?.schema());
        if let Some(schema) = schema {
            arguments.insert(parameter.name().to_owned(), generator.make(&schema, extent).value);
        }
    }
    if let Some(body) = operation.body()
        && (body.is_required() || bodies.takes(body.node().place(), extent))
    {
        let types = body.media_types();
        let media_type = types.iter().find(|media_type| media_type.is_json()).or(types.first());
        if let Some(schema) = media_type.and_then(|media_type| media_type.schema()) {
            arguments.insert("body".to_owned(), bodies.make(&schema, extent).value);
        }
    }
    Value::Object(arguments)
}
