impl Example {
    #[cfg(unix)]
    #[must_use]
    pub(crate) fn put<'a, T>(
        &'a self,
        name: T,
        rest: &[T],
        ids: &[u8],
        tags: &[T],
        filter: &Filter,
        r#type: &Form,
    ) -> Mine
    where
        T: Display,
    {
        use crate::sdk::__private as __p;
        static __ENDPOINT: __p::Endpoint = __p::Endpoint::new(
            "put",
            "PUT",
            "/files/<name>.json/<rest..>/<ids:comma>//end?v=2&draft&<tags:pipe>&<filter..:dots>",
            &[
                __p::PathPart::Literal("/files/"),
                __p::PathPart::Value { name: "name", arg: 0 },
                __p::PathPart::Literal(".json/"),
                __p::PathPart::Rest { name: "rest", arg: 1 },
                __p::PathPart::Literal("/"),
                __p::PathPart::List { name: "ids", arg: 2 },
                __p::PathPart::Literal("//end"),
            ],
            &[
                __p::QueryPart::Literal("v=2"),
                __p::QueryPart::Literal("draft"),
                __p::QueryPart::ValueAs {
                    name: "tags",
                    key: "tags",
                    style: __p::Style { lists: __p::ListStyle::Pipe, structs: __p::StructStyle::Brackets },
                },
                __p::QueryPart::FieldsAs {
                    name: "filter",
                    style: __p::Style { lists: __p::ListStyle::Indices, structs: __p::StructStyle::Dots },
                },
            ],
        )
        .style(__p::Style { lists: __p::ListStyle::Indices, structs: __p::StructStyle::Brackets })
        .timeout(::core::time::Duration::from_secs(120))
        .attempt_timeout(::core::time::Duration::from_millis(500))
        .idle_timeout(::core::time::Duration::from_secs(5))
        .max_retries(0)
        .max_body(67108864)
        .idempotent(false)
        .auth(&["default", "partner"])
        .pages({
            const __PAGES: __p::PageShape = PageShape::LINK.items("rows");
            &__PAGES
        })
        .parts(&[__p::RequestPart::Form { name: "type" }]);
        let mut __request = __p::Request::new(
            __p::client(self),
            &__ENDPOINT,
            &[__p::path_value::<_>(&name), __p::path_rest::<_, &[T]>(&rest), __p::path_list::<&[u8]>(&ids)],
            &[__p::query_arg::<&[T]>(&tags), __p::query_arg::<&Filter>(&filter)],
        );
        __p::Request::header::<_, &str>(&mut __request, "accept", &"text/csv");
        __p::Request::header::<_, _>(&mut __request, "x-v", &VERSION);
        __p::Request::form::<&Form>(&mut __request, "type", &r#type);
        __p::Request::finish::<_>(__request)
    }
}
