/// Notes.
pub trait CustomerNotes<'a, T: Serialize = Note>: Send {
    #[endpoint(__expanded)]
    /// Reads a note.
    ///
    /// `GET /v2/notes/<id>`
    fn note(&self, id: u64) -> Call<Note>;
    #[endpoint(__expanded)]
    #[cfg(unix)]
    fn add(
        &self,
        note: &'a T,
    ) -> impl ::core::future::Future<Output = Result<(), Error>> + ::core::marker::Send;
    fn first(&self) -> Call<Note> {
        self.note(1)
    }
}
impl<'a, __A: ::prolifi::__private::Api + ?::core::marker::Sized, T: Serialize> CustomerNotes<'a, T> for __A
where
    __A: Send,
{
    fn note(&self, id: u64) -> Call<Note> {
        static __ENDPOINT: ::prolifi::__private::Endpoint = __CUSTOMER_NOTES__NOTE;
        let __request = ::prolifi::__private::Request::new(
            ::prolifi::__private::client(self),
            &__ENDPOINT,
            &[::prolifi::__private::path_value::<_>(&id)],
            &[],
        );
        ::prolifi::__private::Request::finish::<Call<Note>>(__request)
    }
    #[cfg(unix)]
    fn add(
        &self,
        note: &'a T,
    ) -> impl ::core::future::Future<Output = Result<(), Error>> + ::core::marker::Send {
        static __ENDPOINT: ::prolifi::__private::Endpoint = __CUSTOMER_NOTES__ADD;
        let mut __request =
            ::prolifi::__private::Request::new(::prolifi::__private::client(self), &__ENDPOINT, &[], &[]);
        ::prolifi::__private::Request::body::<_, &'a T>(&mut __request, note);
        ::prolifi::__private::Request::finish_async::<Result<(), Error>>(__request)
    }
}
#[allow(dead_code)]
const __CUSTOMER_NOTES__NOTE: ::prolifi::__private::Endpoint = ::prolifi::__private::Endpoint::new(
    "note",
    "GET",
    "/v2/notes/<id>",
    &[
        ::prolifi::__private::PathPart::Literal("/v2/notes/"),
        ::prolifi::__private::PathPart::Value { name: "id", arg: 0 },
    ],
    &[],
)
.envelope("data");
#[cfg(unix)]
#[allow(dead_code)]
const __CUSTOMER_NOTES__ADD: ::prolifi::__private::Endpoint = ::prolifi::__private::Endpoint::new(
    "add",
    "POST",
    "/v2/notes",
    &[::prolifi::__private::PathPart::Literal("/v2/notes")],
    &[],
);
/// The endpoints of [`CustomerNotes`], as data.
#[allow(dead_code)]
pub const CUSTOMER_NOTES: ::prolifi::__private::ApiDescription = ::prolifi::__private::ApiDescription::new(
    "CustomerNotes",
    &[
        __CUSTOMER_NOTES__NOTE,
        #[cfg(unix)]
        __CUSTOMER_NOTES__ADD,
    ],
);
