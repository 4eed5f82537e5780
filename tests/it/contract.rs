//! The contract: a trait held against an OpenAPI document when tested.

mod answers;
mod document;
mod generated;
mod notes;
mod prolifi;
mod sent;
