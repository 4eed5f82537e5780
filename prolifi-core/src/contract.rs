//! A trait held against an OpenAPI document.

pub mod document;
