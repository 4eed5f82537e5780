impl Example {
    ::core::compile_error! { "unknown HTTP method `PACTH`; did you mean `PATCH`?" }
    ::core::compile_error! { "an endpoint borrows the client: write `&self` instead of `self`" }
    ::core::compile_error! { "`#[heder]` is not a role of an argument; did you mean `#[header]`?" }
    ::core::compile_error! { "an argument is a plain name, because the template and the roles go by names: take the pattern apart in the caller" }
    #[allow(unused_variables)]
    /// Docs stay. 
    fn note(
        &self,
        id: &str,
        _: (u8, u8),
    ) -> impl ::core::future::Future<Output = Result<Note, Error>> + ::core::marker::Send {
        async { loop {} }
    }
}
