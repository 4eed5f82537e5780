#[automatically_derived]
#[allow(unused_variables)]
impl<T> ::prolifi::__private::FromResponse for Found<T>
where
    T: ::prolifi::__private::FromResponse,
    Note: ::prolifi::__private::FromResponse,
{
    fn media_types() -> ::prolifi::__private::HeaderValue {
        ::prolifi::__private::media_types(&[
            <T as ::prolifi::__private::FromResponse>::media_types(),
            <Note as ::prolifi::__private::FromResponse>::media_types(),
        ])
    }
    fn accepts(__status: ::prolifi::__private::StatusCode) -> bool {
        ::prolifi::__private::status_in(__status, &[(200, 299), (200, 200), (203, 203), (404, 404)])
    }
    fn reads_body(__status: ::prolifi::__private::StatusCode) -> bool {
        match __status.as_u16() {
            200 | 203 => <Note as ::prolifi::__private::FromResponse>::reads_body(__status),
            404 => false,
            200..=299 => <T as ::prolifi::__private::FromResponse>::reads_body(__status),
            _ => true,
        }
    }
    fn from_response(
        __answer: ::prolifi::__private::Answer,
    ) -> ::core::result::Result<Self, ::prolifi::__private::Error> {
        match __answer.status().as_u16() {
            200 | 203 => {
                <Note as ::prolifi::__private::FromResponse>::from_response(__answer).map(Self::Note)
            }
            404 => ::core::result::Result::Ok(Self::Missing {}),
            200..=299 => <T as ::prolifi::__private::FromResponse>::from_response(__answer).map(Self::Other),
            _ => ::core::result::Result::Err(::prolifi::__private::Error::decode(
                "no variant is for this status",
            )),
        }
    }
}
