impl Example {
    /// Changes what is set in `changes` and leaves the rest.
    ///
    /// `PATCH /customers/<id>`
    fn update_customer(&self, id: impl Display, changes: &UpdateCustomer) -> Call<Customer> {
        use ::prolifi::__private as __p;
        static __ENDPOINT: __p::Endpoint = __p::Endpoint::new(
            "update_customer",
            "PATCH",
            "/customers/<id>",
            &[__p::PathPart::Literal("/customers/"), __p::PathPart::Value { name: "id", arg: 0 }],
            &[],
        )
        .envelope("data")
        .parts(&[__p::RequestPart::Body { name: "changes" }]);
        let mut __request =
            __p::Request::new(__p::client(self), &__ENDPOINT, &[__p::path_value::<_>(&id)], &[]);
        __p::Request::body::<_, &UpdateCustomer>(&mut __request, changes);
        __p::Request::finish::<Call<Customer>>(__request)
    }
}
