//! Being built.

extern crate self as prolifi;

pub use prolifi_core::*;

#[doc(hidden)]
pub use prolifi_core::__private;
