//! Which plans to list.

use serde::{Deserialize, Serialize};

use crate::{
    open_enum::open_enum,
    setters::{page_setters, setters},
};

/// Which plans [`list_plans`](super::Plans::list_plans) gives
/// (<https://docs.prolifi.io/endpoints/plans/list-plans>).
///
/// ```
/// use prolifi::plans::{PlanFilter, PlanStatus};
///
/// let filter = PlanFilter::new().status(PlanStatus::Inactive).limit(100);
/// assert_eq!(serde_json::to_string(&filter)?, r#"{"limit":100,"status":"inactive"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanFilter {
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<PlanStatus>,
}

impl PlanFilter {
    /// No status: the service then gives active plans.
    pub fn new() -> Self {
        Self::default()
    }

    page_setters!();

    setters! {
        /// The status.
        status: PlanStatus,
    }
}

open_enum! {
    /// The status of a plan, as the overview names them
    /// (<https://docs.prolifi.io/endpoints/plans>); there may be more.
    ///
    /// ```
    /// use prolifi::plans::PlanStatus;
    ///
    /// assert_eq!(PlanStatus::Inactive.as_str(), "inactive");
    /// assert_eq!(PlanStatus::from("draft"), PlanStatus::Unknown("draft".to_owned()));
    /// ```
    PlanStatus {
        /// Active.
        Active = "active",
        /// Inactive.
        Inactive = "inactive",
        /// Archived.
        Archived = "archived",
    }
}
