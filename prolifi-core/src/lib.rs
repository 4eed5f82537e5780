//! A declarative HTTP client: the general half of [prolifi](https://docs.rs/prolifi).
//!
//! A [`Client`] sends the requests that `#[prolifi::endpoint]` builds, one [`Call`] each, through a
//! [`Transport`](transport::Transport). What is one service's own (its address, how it authenticates, the names of its
//! headers, the shape of its errors) is plain data, a [`Service`]; nothing here knows a particular one.
//!
//! Programs depend on `prolifi`, which re-exports all of this beside the macros.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod answer;
mod body;
mod call;
mod client;
#[cfg(feature = "contract")]
pub mod contract;
mod endpoint;
mod error;
mod json;
mod pages;
mod policy;
mod request;
mod service;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
pub mod transport;

pub use crate::{
    answer::{
        Answer, Conditional, FromResponse, HeaderField, Pull, Raw, Response, Text, Validator, streaming,
    },
    body::{Body, Multipart, Progress},
    call::{AsyncResult, Call, FromCall},
    client::{
        Api, ApiKey, AttemptEnd, CallEnd, Client, ClientBuilder, Credentials, CredentialsFuture,
        FetchContext, Observer, Rejected, Secret,
    },
    endpoint::{
        ApiDescription, Endpoint, ListStyle, NextPage, PageShape, ReadFrom, Route, StructStyle, Style,
        Untyped, WriteTo,
    },
    error::{ApiError, BoxError, Error, ErrorKind, FieldError, RateLimit},
    pages::{CollectUpTo, Page, PageStream, Pages, Position},
    request::{HeaderArg, IntoBody, PathRest, PathValue},
    service::{Auth, Outcome, Service, Sign, Signer, StreamedBody, ToSign},
};

#[cfg(feature = "xml")]
#[cfg_attr(docsrs, doc(cfg(feature = "xml")))]
pub use crate::body::Xml;

pub use {bytes, http};

/// What generated code uses, and nothing else should: it changes without notice.
#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
