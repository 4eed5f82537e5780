//! A declarative HTTP client: the general half of [prolifi](https://docs.rs/prolifi).
//!
//! A [`Client`] sends the requests that `#[prolifi::endpoint]` builds, one [`Call`] each, through a
//! [`Transport`](transport::Transport). What is one service's own (its address, how it authenticates, the names of its
//! headers, the shape of its errors) is plain data, a [`Service`]; nothing here knows a particular one.
//!
//! Programs depend on `prolifi`, which re-exports all of this beside the macros.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod answer;
mod api;
mod api_key;
mod async_result;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod call;
mod client;
#[cfg(feature = "gzip")]
mod decompress;
mod endpoint;
mod error;
mod formats;
mod from_call;
mod from_response;
mod json;
mod multipart;
mod pages;
mod policy;
mod rate_limit;
mod request;
mod response;
mod service;
pub mod streaming;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transport;

pub use crate::{
    answer::Answer,
    api::Api,
    api_key::ApiKey,
    async_result::AsyncResult,
    body::{Body, BoxError},
    call::Call,
    client::{Client, ClientBuilder},
    endpoint::{ApiDescription, Endpoint},
    error::{ApiError, Error, ErrorKind, FieldError},
    formats::{Raw, Text},
    from_call::FromCall,
    from_response::FromResponse,
    multipart::Multipart,
    pages::{Page, PageShape, PageStream, Pages},
    rate_limit::RateLimit,
    request::{HeaderArg, IntoBody, PathRest, PathValue},
    response::Response,
    service::{Auth, Service},
};

pub use {bytes, http};

/// What generated code uses, and nothing else should: it changes without notice.
#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
