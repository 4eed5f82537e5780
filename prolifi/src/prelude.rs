//! What most programs need, for `use prolifi::prelude::*`.

pub use crate::{
    Api, Call, Client, Environment, ErrorExt, FromResponse, Pages, Patch, Record, Service, api,
    customers::Customers, endpoint, entitlements::Entitlements, events::Events, invoices::Invoices,
    plans::Plans, subscriptions::Subscriptions,
};
