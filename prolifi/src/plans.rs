//! Plans: what customers can subscribe to. They are made in the dashboard and only read here
//! (<https://docs.prolifi.io/endpoints/plans>).

mod filter;

use std::fmt::Display;

pub use self::filter::{PlanFilter, PlanStatus};
use crate::{Call, Pages, Record, api, endpoint};

/// The endpoints of plans.
///
/// The fields of a plan are not documented, so a plan is a [`Record`].
///
/// ```
/// use prolifi::plans::{PlanFilter, Plans};
///
/// async fn names(plans: &impl Plans) -> Result<Vec<String>, prolifi::Error> {
///     let plans = plans.list_plans(&PlanFilter::new()).collect_up_to(500).await?;
///     Ok(plans.iter().filter_map(|plan| plan.get_str("name")).map(str::to_owned).collect())
/// }
/// ```
#[api(envelope = "data")]
pub trait Plans {
    /// Lists the plans that match a filter: the active ones, unless it asks for another status.
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// use prolifi::plans::{PlanFilter, PlanStatus};
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = Emulator::start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let archived = PlanFilter::new().status(PlanStatus::Archived);
    /// for plan in client.list_plans(&archived).collect_up_to(500).await? {
    ///     println!("{:?}", plan.get_str("name"));
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401) or `rate_limit_error` (429)
    /// (<https://docs.prolifi.io/endpoints/plans/list-plans>).
    #[endpoint(GET, "/plans?<filter..>")]
    fn list_plans(&self, filter: &PlanFilter) -> Pages<Record>;

    /// Gets a plan (<https://docs.prolifi.io/endpoints/plans>).
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let plan_id = uuid::Uuid::max();
    /// # let emulator = Emulator::builder().plan(serde_json::json!({ "id": plan_id, "name": "Pro" })).start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// // Whatever the service says of a plan, as a type of your own.
    /// #[derive(serde::Deserialize)]
    /// struct Plan {
    ///     name: String,
    /// }
    ///
    /// let plan: Plan = client.get_plan(plan_id).decode().await?;
    /// assert_eq!(plan.name, "Pro");
    /// # Ok(()) }
    /// ```
    #[endpoint(GET, "/plans/<id>")]
    fn get_plan(&self, id: impl Display) -> Call<Record>;
}
