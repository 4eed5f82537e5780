impl Example {
    /// Pins a note to a customer.
    ///
    /// - `id`: The customer's id, or your own `external_id`.
    /// - `source`: Where the note comes from,
    ///   as one word.
    ///
    /// `POST /customers/<id>/notes?<notify>&tag=<tags>`
    fn add_note(
        &self,
        id: &str,
        notify: Option<bool>,
        tags: &[&str],
        source: &str,
        more: &HeaderMap,
        note: &NewNote,
    ) -> Call<Note> {
        use ::prolifi::__private as __p;
        static __ENDPOINT: __p::Endpoint = __p::Endpoint::new(
            "add_note",
            "POST",
            "/customers/<id>/notes?<notify>&tag=<tags>",
            &[
                __p::PathPart::Literal("/customers/"),
                __p::PathPart::Value { name: "id", arg: 0 },
                __p::PathPart::Literal("/notes"),
            ],
            &[
                __p::QueryPart::Value { name: "notify", key: "notify" },
                __p::QueryPart::Value { name: "tags", key: "tag" },
            ],
        )
        .envelope("data")
        .parts(&[
            __p::RequestPart::Headers { name: "more" },
            __p::RequestPart::Header { name: "source", header: "x-request-source" },
            __p::RequestPart::Body { name: "note" },
        ]);
        let mut __request = __p::Request::new(
            __p::client(self),
            &__ENDPOINT,
            &[__p::path_value::<&str>(&id)],
            &[__p::query_arg::<Option<bool>>(&notify), __p::query_arg::<&[&str]>(&tags)],
        );
        __p::Request::headers::<&HeaderMap>(&mut __request, more);
        __p::Request::header::<_, &str>(&mut __request, "x-request-source", &source);
        __p::Request::body::<_, &NewNote>(&mut __request, note);
        __p::Request::finish::<Call<Note>>(__request)
    }
}
