//! What the macros write stands without the prelude, and beside modules called as the compiler's own tools are.

#![no_implicit_prelude]
#![deny(warnings)]
#![allow(dead_code, unreachable_pub)]

mod diagnostic {}
mod clippy {}
mod rustfmt {}
mod tracing {}
mod http {}
mod serde {}

use ::prolifi::{Api, Call, FromResponse, PageShape, Pages, api, endpoint};

#[derive(::serde::Serialize)]
pub struct Body<'a> {
    pub text: &'a str,
}

pub trait Plain: Api {
    #[endpoint(POST, "/notes/<id>/<rest..>?<page>&tag=<tags>", envelope = "data", timeout = "1s", headers("X-A: b"))]
    fn plain(
        &self,
        id: &str,
        rest: &[&str],
        page: ::core::option::Option<u32>,
        tags: &[&str],
        #[header("X-Source")] source: &str,
        body: &Body<'_>,
    ) -> Call<()>;

    #[endpoint(PUT, "/notes/<id>")]
    fn form(&self, id: u64, #[form] form: &Body<'_>) -> Call<Found<::std::string::String>>;

    #[endpoint(GET, "/notes/<id>")]
    async fn later(&self, id: &str) -> ::core::result::Result<(), ::prolifi::Error>;
}
impl<A: Api + ?::core::marker::Sized> Plain for A {}

#[api(base = "/v2", pages = PageShape::LINK)]
pub trait Shared {
    #[endpoint(GET, "/notes/<id>")]
    fn shared(&self, id: impl ::core::fmt::Display) -> Call<Found<u32>>;

    #[endpoint(GET, "/notes")]
    fn all(&self) -> Pages<u32>;

    #[endpoint(GET, "/notes/numbered", pages = PageShape::PAGE.items("notes"))]
    fn numbered(&self) -> Pages<u32>;

    #[endpoint(GET, "/notes/later")]
    async fn shared_later(&self) -> ::core::result::Result<(), ::prolifi::Error>;
}

pub struct Mine(::prolifi::Client);

impl Api for Mine {
    fn client(&self) -> &::prolifi::Client {
        &self.0
    }
}

impl Mine {
    #[endpoint(DELETE, "/notes/<id>", idempotent = true)]
    pub fn delete(&self, id: &str) -> Call<()>;
}

#[derive(FromResponse)]
pub enum Found<T> {
    #[status(200)]
    Note(T),
    #[status(2xx)]
    Nothing(()),
    #[status(4xx, 500)]
    Missing,
}

fn main() {
    let _ = |client: &::prolifi::Client, mine: &Mine| {
        let body = Body { text: "5" };
        let page = ::core::option::Option::Some(3);
        ::core::mem::drop(client.plain("1", &["2"], page, &["t"], "4", &body));
        ::core::mem::drop(client.form(1, &body));
        ::core::mem::drop(client.later("1"));
        ::core::mem::drop(client.shared("1"));
        ::core::mem::drop(client.all());
        ::core::mem::drop(client.shared_later());
        ::core::mem::drop(mine.delete("1"));
    };
}
