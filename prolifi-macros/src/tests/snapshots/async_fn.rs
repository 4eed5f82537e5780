impl Example {
    fn notes(
        &self,
        id: &str,
        filter: &NoteFilter,
    ) -> impl ::core::future::Future<Output = Result<Vec<Note>, MyError>> + ::core::marker::Send {
        use ::prolifi::__private as __p;
        static __ENDPOINT: __p::Endpoint = __p::Endpoint::new(
            "notes",
            "GET",
            "/customers/<id>/notes?<filter..>",
            &[
                __p::PathPart::Literal("/customers/"),
                __p::PathPart::Value { name: "id", arg: 0 },
                __p::PathPart::Literal("/notes"),
            ],
            &[__p::QueryPart::Fields { name: "filter" }],
        );
        let __request = __p::Request::new(
            __p::client(self),
            &__ENDPOINT,
            &[__p::path_value::<&str>(&id)],
            &[__p::query_arg::<&NoteFilter>(&filter)],
        );
        __p::Request::finish_async::<Result<Vec<Note>, MyError>>(__request)
    }
}
