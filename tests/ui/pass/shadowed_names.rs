//! Nothing that the user calls `Result`, `Option`, `core` and so on changes what the macros write.

#![deny(warnings)]
#![allow(dead_code, unreachable_pub)]


mod declared {
    use ::prolifi::{Api, Call, FromResponse, api, endpoint};

    pub struct Result;
    pub struct Option;
    pub struct Some;
    pub struct Ok;
    pub struct Err;
    pub struct String;
    pub struct Box;
    pub struct Vec;
    pub trait Future {}
    pub trait Send {}
    pub trait Sized {}
    pub mod core {}
    pub mod std {}
    pub mod prolifi {}
    pub struct Endpoint;
    pub struct Request;


    #[derive(::serde::Serialize)]
    pub struct Body<'a> {
        pub text: &'a str,
    }

    pub trait Plain: Api {
        #[endpoint(POST, "/notes/<id>/<rest..>?<page>", envelope = "data", timeout = "1s", headers("X-A: b"))]
        fn plain(
            &self,
            id: &str,
            rest: &[&str],
            page: u32,
            #[header("X-Source")] source: &str,
            body: &Body<'_>,
        ) -> Call<()>;

        #[endpoint(GET, "/notes/<id>")]
        async fn later(&self, id: &str) -> ::core::result::Result<(), ::prolifi::Error>;
    }

    impl<A: Api + ?::core::marker::Sized> Plain for A {}

    #[api(base = "/v2")]
    pub trait Shared {
        #[endpoint(GET, "/notes/<id>")]
        fn shared(&self, id: &str) -> Call<Found>;

        #[endpoint(GET, "/notes")]
        async fn shared_later(&self) -> ::core::result::Result<(), ::prolifi::Error>;
    }

    #[derive(FromResponse)]
    pub enum Found {
        #[status(200)]
        Note(u32),
        #[status(4xx, 500)]
        Missing,
    }
}

fn main() {
    use declared::{Plain as _, Shared as _};
    let _ = |client: &::prolifi::Client| {
        drop(client.plain("1", &["2"], 3, "4", &declared::Body { text: "5" }));
        drop(client.later("1"));
        drop(client.shared("1"));
        drop(client.shared_later());
    };
}
