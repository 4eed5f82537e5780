//! `#[derive(FromResponse)]`: exact statuses before classes, unit variants, generics.

#![deny(warnings)]
#![allow(dead_code, unreachable_pub)]

use prolifi::{Call, FromResponse, http};

#[derive(Debug, PartialEq, FromResponse)]
enum Found<T> {
    #[status(2xx)]
    Other(Vec<T>),
    #[status(200)]
    Note(T),
    #[status(404, 410)]
    Gone,
    #[status(4xx)]
    Refused(serde_json::Value),
}

#[derive(FromResponse)]
#[from_response(crate = ::prolifi)]
enum Plain {
    #[status(200)]
    Ok(u8),
}

fn main() -> Result<(), prolifi::Error> {
    let read = |status: u16, body: &'static str| {
        let response = http::Response::builder().status(status).body(body).unwrap();
        futures_lite(Call::<Found<u8>>::answer(response))
    };
    assert_eq!(read(200, "7")?, Found::Note(7));
    assert_eq!(read(201, "[7]")?, Found::Other(vec![7]));
    assert_eq!(read(404, "whatever")?, Found::Gone);
    assert_eq!(read(422, "{}")?, Found::Refused(serde_json::json!({})));
    assert!(read(500, "{}").is_err());
    let Plain::Ok(_) = Plain::Ok(1);
    Ok(())
}

fn futures_lite<T>(call: Call<T>) -> Result<T, prolifi::Error>
where
    T: FromResponse,
{
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(call)
}
