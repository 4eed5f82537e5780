/// Notes.
pub trait CustomerNotes<'a, T: Serialize = Note>: Send {
    /// Reads a note.
    ///
    /// `GET /v2/notes/<id>`
    fn note(&self, id: u64) -> Call<Note>;
    #[cfg(unix)]
    fn add(
        &self,
        note: &'a T,
    ) -> impl ::core::future::Future<Output = Result<(), Error>> + ::core::marker::Send;
    fn first(&self) -> Call<Note> {
        self.note(1)
    }
}
#[allow(deprecated)]
impl<'a, __A: ::prolifi::__private::Api + ?::core::marker::Sized, T: Serialize> CustomerNotes<'a, T> for __A
where
    __A: Send,
{
    #[endpoint(__expanded)]
    fn note(&self, id: u64) -> Call<Note> {
        let __request = ::prolifi::__private::Request::new(
            ::prolifi::__private::client(self),
            &__CUSTOMER_NOTES__NOTE,
            &[::prolifi::__private::path_value::<_>(&id)],
            &[],
        );
        ::prolifi::__private::Request::finish::<Call<Note>>(__request)
    }
    #[endpoint(__expanded)]
    #[cfg(unix)]
    fn add(
        &self,
        note: &'a T,
    ) -> impl ::core::future::Future<Output = Result<(), Error>> + ::core::marker::Send {
        let mut __request = ::prolifi::__private::Request::new(
            ::prolifi::__private::client(self),
            &__CUSTOMER_NOTES__ADD,
            &[],
            &[],
        );
        ::prolifi::__private::Request::body::<_, &'a T>(&mut __request, note);
        ::prolifi::__private::Request::finish_async::<Result<(), Error>>(__request)
    }
}
static __CUSTOMER_NOTES__NOTE: ::prolifi::__private::Endpoint = ::prolifi::__private::Endpoint::new(
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
static __CUSTOMER_NOTES__ADD: ::prolifi::__private::Endpoint = ::prolifi::__private::Endpoint::new(
    "add",
    "POST",
    "/v2/notes",
    &[::prolifi::__private::PathPart::Literal("/v2/notes")],
    &[],
)
.parts(&[::prolifi::__private::RequestPart::Body { name: "note" }]);
#[doc(hidden)]
#[allow(
    dead_code,
    deprecated,
    missing_copy_implementations,
    missing_debug_implementations,
    non_snake_case,
    private_interfaces,
    unreachable_pub
)]
pub struct __CustomerNotesRoutes {
    __description: ::prolifi::__private::ApiDescription,
    pub note: ::prolifi::__private::Route<Note>,
    #[cfg(unix)]
    pub add: ::prolifi::__private::Route<()>,
}
impl ::core::ops::Deref for __CustomerNotesRoutes {
    type Target = ::prolifi::__private::ApiDescription;
    fn deref(&self) -> &::prolifi::__private::ApiDescription {
        &self.__description
    }
}
/// The endpoints of [`CustomerNotes`], as data.
#[allow(dead_code, deprecated)]
pub const CUSTOMER_NOTES: __CustomerNotesRoutes = __CustomerNotesRoutes {
    __description: ::prolifi::__private::ApiDescription::new(
        "CustomerNotes",
        const {
            &[
                &__CUSTOMER_NOTES__NOTE,
                #[cfg(unix)]
                &__CUSTOMER_NOTES__ADD,
            ]
        },
    ),
    note: ::prolifi::__private::Route::new(&__CUSTOMER_NOTES__NOTE),
    #[cfg(unix)]
    add: ::prolifi::__private::Route::new(&__CUSTOMER_NOTES__ADD),
};
