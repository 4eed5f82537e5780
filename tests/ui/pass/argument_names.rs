//! Arguments may be called like anything in the code that is written.

#![deny(warnings)]
#![allow(dead_code, unreachable_pub)]

use prolifi::{Api, Call, endpoint};

trait Names: Api {
    #[endpoint(
        POST,
        "/<client>/<request>/<call>/<url>?<query>&<path>&<answer>&<endpoint>&<type>&kind=<match>",
        headers("X-A: b")
    )]
    fn names(
        &self,
        client: &str,
        request: &str,
        call: &str,
        url: &str,
        query: &str,
        path: &str,
        answer: &str,
        endpoint: &str,
        r#type: &str,
        r#match: &str,
        #[header("X-Method")] method: &str,
        #[header("X-Request")] __request: &str,
        body: &str,
    ) -> Call<()>;

    #[endpoint(GET, "/<__endpoint>/<__p>/<api>")]
    async fn r#async(&self, __endpoint: &str, __p: u8, api: u8) -> Result<(), prolifi::Error>;
}

impl<A: Api + ?Sized> Names for A {}

fn main() {
    let _ = |client: &prolifi::Client| {
        drop(client.names("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"));
        drop(client.r#async("1", 2, 3));
    };
}
