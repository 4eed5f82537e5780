//! The route that is nearest to a request, where none is to its endpoint.

use std::cmp::Reverse;

use http::{Method, Uri};

use super::{
    difference::difference,
    template::{is_at, missing_pairs},
};
use crate::endpoint::Endpoint;

/// Says that there is no route to the endpoint of a request, and which comes nearest. `routes` are the endpoints of those
/// that there are, each with where it was made.
pub(super) fn no_route(
    asked: Option<&'static Endpoint>,
    (method, uri): (&Method, &Uri),
    routes: &[(&'static Endpoint, String)],
) -> String {
    let what = match asked {
        Some(endpoint) => format!("no route is made for `{}`", endpoint.name()),
        None => "no route is made for it".to_owned(),
    };
    let differences = |endpoint| differences(endpoint, method, uri);
    // The newest of several that are as near.
    let nearest = routes.iter().rev().min_by_key(|(endpoint, _)| {
        (differences(*endpoint).len(), Reverse(shared_segments(endpoint, uri.path())))
    });
    match nearest {
        None => format!("{what}: there are none"),
        Some((endpoint, place)) => {
            let mut differences = differences(endpoint);
            if differences.is_empty() {
                differences.push(format!("that is another endpoint, `{}`", endpoint.name()));
            }
            format!("{what}; nearest is {place}, but {}", differences.join(", and "))
        }
    }
}

fn differences(endpoint: &'static Endpoint, method: &Method, uri: &Uri) -> Vec<String> {
    let mut differences = Vec::new();
    differences.extend(difference("the method", Some(method.as_str()), Some(endpoint.method().as_str())));
    if !is_at(endpoint, uri.path()) {
        differences.extend(difference("the path", Some(uri.path()), Some(endpoint.path_template())));
    }
    let missing = missing_pairs(endpoint, uri.query().unwrap_or_default());
    differences.extend(missing.map(|pair| format!("the query has no `{pair}`")));
    differences
}

fn shared_segments(endpoint: &'static Endpoint, path: &str) -> usize {
    endpoint
        .path_template()
        .split('/')
        .filter(|own| !own.is_empty() && path.split('/').any(|other| other == *own))
        .count()
}
