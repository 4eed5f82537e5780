//! What most programs need, for `use prolifi::prelude::*`.

pub use crate::{
    Api, Call, Client, Environment, ErrorExt, FromResponse, Patch, api, customers::Customers, endpoint,
};
