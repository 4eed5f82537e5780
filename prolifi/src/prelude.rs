//! What declaring endpoints and calling them takes, for `use prolifi::prelude::*`. It holds nothing of one service,
//! Prolifi included.

pub use crate::{Api, Call, Client, FromResponse, PageShape, Pages, Patch, Service, api, endpoint};
