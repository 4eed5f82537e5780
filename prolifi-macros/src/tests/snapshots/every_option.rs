impl Example {
    #[cfg(unix)]
    #[must_use]
    pub(crate) fn put<'a, T>(&'a self, name: T, rest: &[T], r#type: &Form) -> Mine
    where
        T: Display,
    {
        use crate::sdk::__private as __p;
        static __ENDPOINT: __p::Endpoint = __p::Endpoint::new(
            "put",
            "PUT",
            "/files/<name>.json/<rest..>?v=2&draft",
            &[
                __p::PathPart::Literal("/files/"),
                __p::PathPart::Value { name: "name", arg: 0 },
                __p::PathPart::Literal(".json/"),
                __p::PathPart::Rest { name: "rest", arg: 1 },
            ],
            &[__p::QueryPart::Literal("v=2"), __p::QueryPart::Literal("draft")],
        )
        .timeout(::core::time::Duration::from_secs(120))
        .attempt_timeout(::core::time::Duration::from_millis(500))
        .max_retries(0)
        .idempotent(false);
        let mut __request = __p::Request::new(
            __p::client(self),
            &__ENDPOINT,
            &[__p::path_value::<_>(&name), __p::path_rest::<_, &[T]>(&rest)],
            &[],
        );
        __p::Request::header::<_, &str>(&mut __request, "accept", &"text/csv");
        __p::Request::header::<_, _>(&mut __request, "x-v", &VERSION);
        __p::Request::form::<&Form>(&mut __request, &r#type);
        __p::Request::finish::<_>(__request)
    }
}
