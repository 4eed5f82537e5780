//! The operations: method, path, and the function that carries each out.

use axum::Router;
use axum::extract::Request;
use axum::routing::{MethodFilter, on};

use super::operation::{Operation, Target};
use super::serve::serve;
use super::server::Shared;
use super::{customers, entitlements, events, invoices, plans, subscriptions, usage};

/// The path under which the API is served, as on Prolifi's own hosts.
pub(super) const BASE_PATH: &str = "/api/v1/public";

const DELETE: MethodFilter = MethodFilter::DELETE;
const GET: MethodFilter = MethodFilter::GET;
const PATCH: MethodFilter = MethodFilter::PATCH;
const POST: MethodFilter = MethodFilter::POST;

#[rustfmt::skip]
const OPERATIONS: [(MethodFilter, &str, Operation); 23] = [
    (GET,    "/plans",                       plans::list),
    (GET,    "/plans/{id}",                  plans::get),
    (POST,   "/customers",                   customers::create),
    (GET,    "/customers",                   customers::list),
    (GET,    "/customers/{id}",              customers::get),
    (PATCH,  "/customers/{id}",              customers::update),
    (DELETE, "/customers/{id}",              customers::archive),
    (POST,   "/subscriptions",               subscriptions::create),
    (GET,    "/subscriptions",               subscriptions::list),
    (GET,    "/subscriptions/{id}",          subscriptions::get),
    (PATCH,  "/subscriptions/{id}",          subscriptions::update),
    (DELETE, "/subscriptions/{id}",          subscriptions::cancel),
    (POST,   "/subscriptions/{id}/pause",    subscriptions::not_available),
    (POST,   "/subscriptions/{id}/resume",   subscriptions::not_available),
    (GET,    "/invoices",                    invoices::list),
    (GET,    "/invoices/{id}",               invoices::get),
    (POST,   "/invoices/{id}/finalize",      invoices::finalize),
    (POST,   "/invoices/{id}/void",          invoices::void),
    (POST,   "/events",                      events::report),
    (POST,   "/events/batch",                events::report_batch),
    (GET,    "/customers/{id}/usage",        usage::summary),
    (POST,   "/entitlements/check",          entitlements::check),
    (GET,    "/customers/{id}/entitlements", entitlements::list),
];

/// The server's routes. What fits none of them is answered like any other request, only with a 404 or a 405.
pub(super) fn router(shared: &Shared) -> Router {
    let handler = |target: Target| {
        let shared = shared.clone();
        move |request: Request| serve(shared, target, request)
    };
    let mut router = Router::new();
    for &(method, path, operation) in &OPERATIONS {
        router =
            router.route(&format!("{BASE_PATH}{path}"), on(method, handler(Target::Operation(operation))));
    }
    router.fallback(handler(Target::NoSuchPath)).method_not_allowed_fallback(handler(Target::NoSuchMethod))
}
