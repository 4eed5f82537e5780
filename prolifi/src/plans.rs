//! Plans: what customers can subscribe to. They are made in the dashboard and only read here
//! (<https://docs.prolifi.io/endpoints/plans>).

mod filter;

pub use self::filter::{PlanFilter, PlanStatus};
use crate::{Call, Pages, Prolifi, Record, api, endpoint};

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
#[api(for = Prolifi, envelope = "data", openapi = "openapi/prolifi.json")]
pub trait Plans {
    /// Lists the plans that match a filter: the active ones, unless it asks for another status.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::plans::{PlanFilter, PlanStatus, Plans};
    ///
    /// async fn archived(prolifi: &Prolifi) -> Result<(), Error> {
    ///     let archived = PlanFilter::new().status(PlanStatus::Archived);
    ///     for plan in prolifi.list_plans(&archived).collect_up_to(500).await? {
    ///         println!("{:?}", plan.get_str("name"));
    ///     }
    ///     Ok(())
    /// }
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = Emulator::start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// archived(&prolifi).await?;
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
    /// use prolifi::{Environment, Error, Prolifi, emulator::{Emulator, SECRET_TEST_KEY}, plans::Plans};
    ///
    /// /// Whatever the service says of a plan, as a type of your own.
    /// #[derive(serde::Deserialize)]
    /// struct Plan {
    ///     name: String,
    /// }
    ///
    /// async fn name_of(prolifi: &Prolifi, plan_id: &str) -> Result<String, Error> {
    ///     let plan: Plan = prolifi.get_plan(plan_id).decode().await?;
    ///     Ok(plan.name)
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let plan_id = "16fd2706-8baf-433b-82eb-8c7fada847da";
    /// let emulator = Emulator::builder().plan(serde_json::json!({ "id": plan_id, "name": "Pro" })).start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// assert_eq!(name_of(&prolifi, plan_id).await?, "Pro");
    /// # Ok(()) }
    /// ```
    #[endpoint(GET, "/plans/<id>")]
    fn get_plan(&self, id: &str) -> Call<Record>;
}
