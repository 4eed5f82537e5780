//! The contract: a trait held against an OpenAPI document when tested.

mod document;
mod prolifi;
