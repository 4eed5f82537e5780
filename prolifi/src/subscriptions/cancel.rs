//! How a subscription is cancelled.

use serde::{Deserialize, Serialize};

use crate::{open_enum::open_enum, setters::setters};

/// When and why a subscription ends, for [`cancel_subscription`](super::Subscriptions::cancel_subscription)
/// (<https://docs.prolifi.io/endpoints/subscriptions/cancel-subscription>).
///
/// It is sent as the body of a DELETE, also when nothing is set: whether the body may be left out is not
/// documented.
///
/// ```
/// use prolifi::subscriptions::{CancelAt, CancelSubscription};
///
/// let how = CancelSubscription::new().cancel_at(CancelAt::Immediately).reason("moved away");
/// assert_eq!(serde_json::to_string(&how)?, r#"{"cancel_at":"immediately","reason":"moved away"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CancelSubscription {
    #[serde(skip_serializing_if = "Option::is_none")]
    cancel_at: Option<CancelAt>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl CancelSubscription {
    /// At the service's default time, the end of the period, and without a reason.
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// When it ends. At the end of the period by default.
        cancel_at: CancelAt,
        /// Why, for records and analytics.
        reason: String,
    }
}

open_enum! {
    /// When a cancelled subscription ends. There may be values beside these two that are documented.
    ///
    /// ```
    /// use prolifi::subscriptions::CancelAt;
    ///
    /// assert_eq!(CancelAt::EndOfPeriod.to_string(), "end_of_period");
    /// ```
    CancelAt {
        /// When the billing period does.
        EndOfPeriod = "end_of_period",
        /// At once.
        Immediately = "immediately",
    }
}
