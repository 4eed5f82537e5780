//! Setters of optional fields, which are all alike.

/// Declares one setter a field: `impl Into` of its type, by value, to be chained.
macro_rules! setters {
    ($($(#[$meta:meta])* $field:ident: $type:ty,)+) => {
        $(
            $(#[$meta])*
            pub fn $field(mut self, $field: impl Into<$type>) -> Self {
                self.$field = Some($field.into());
                self
            }
        )+
    };
}

pub(crate) use setters;

/// Declares the setters of `limit` and `offset`, which every paginated list takes.
macro_rules! page_setters {
    () => {
        /// How many items a page has: documented as 1 to 100, and 20 by default. It does not limit the list.
        pub fn limit(mut self, limit: u64) -> Self {
            self.limit = Some(limit);
            self
        }

        /// How many items of the list to pass over; 0 by default.
        pub fn offset(mut self, offset: u64) -> Self {
            self.offset = Some(offset);
            self
        }
    };
}

pub(crate) use page_setters;
