//! [`IntoCall`]: what a route for one call is made from.

use serde::de::DeserializeOwned;

use crate::{
    call::Call,
    pages::{Page, Pages},
};

/// What an endpoint method returns and a route is made from, by [`Routes::when`](super::Routes::when).
///
/// ```
/// use prolifi::{Call, Pages, testing::IntoCall};
///
/// assert!(!<Call<String> as IntoCall>::IS_LIST);
/// assert!(<Pages<String> as IntoCall>::IS_LIST);
/// ```
pub trait IntoCall {
    /// What the endpoint answers.
    type Answer;
    /// Whether it is a list, of which any page may be asked for.
    const IS_LIST: bool;

    /// The call.
    fn into_call(self) -> Call<Self::Answer>;
}

impl<T> IntoCall for Call<T> {
    type Answer = T;
    const IS_LIST: bool = false;

    fn into_call(self) -> Self {
        self
    }
}

impl<T: DeserializeOwned + 'static> IntoCall for Pages<T> {
    type Answer = Page<T>;
    const IS_LIST: bool = true;

    fn into_call(self) -> Call<Page<T>> {
        Pages::into_call(self)
    }
}
