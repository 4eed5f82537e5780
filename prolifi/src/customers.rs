//! Customers: whom subscriptions, invoices and entitlements belong to
//! (<https://docs.prolifi.io/endpoints/customers>).

mod create;
mod filter;
mod model;
mod update;

use std::fmt::Display;

pub use self::{
    create::CreateCustomer,
    filter::CustomerFilter,
    model::{Customer, CustomerStatus, Metadata},
    update::UpdateCustomer,
};
use crate::{Call, Pages, api, endpoint};

/// The endpoints of customers.
///
/// Where an `id` is asked for it is the customer's UUID or your own `external_id`; what is not a valid UUID
/// is looked up as an `external_id`.
///
/// ```
/// use prolifi::customers::{CUSTOMERS, Customers};
///
/// /// Takes a client, or a mock of the trait.
/// async fn email_of(customers: &impl Customers, id: &str) -> Result<String, prolifi::Error> {
///     Ok(customers.get_customer(id).await?.email)
/// }
///
/// for endpoint in CUSTOMERS.endpoints() {
///     println!("{endpoint}");
/// }
/// # assert_eq!(CUSTOMERS.endpoints().len(), 5);
/// ```
#[api(envelope = "data")]
pub trait Customers {
    /// Creates a customer.
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// use prolifi::customers::CreateCustomer;
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = Emulator::start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let new = CreateCustomer::new("jane@example.com").name("Jane Doe").external_id("user_42");
    /// let customer = client.create_customer(&new).await?;
    /// assert_eq!(customer.first_name.as_deref(), Some("Jane"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401), `permission_error` (403) or
    /// `validation_error` (422) (<https://docs.prolifi.io/endpoints/customers/create-customer>).
    #[endpoint(POST, "/customers")]
    fn create_customer(&self, customer: &CreateCustomer) -> Call<Customer>;

    /// Lists the customers that match a filter.
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// use prolifi::customers::CustomerFilter;
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = Emulator::start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let mut customers = client.list_customers(&CustomerFilter::new().email("@example.com").limit(100));
    /// while let Some(customer) = customers.next().await {
    ///     println!("{}", customer?.id);
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401)
    /// (<https://docs.prolifi.io/endpoints/customers/list-customers>).
    #[endpoint(GET, "/customers?<filter..>")]
    fn list_customers(&self, filter: &CustomerFilter) -> Pages<Customer>;

    /// Gets a customer.
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let jane = serde_json::json!({ "external_id": "user_42", "email": "jane@example.com" });
    /// # let emulator = Emulator::builder().customer(jane).start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// // By your own identifier, or by the customer's UUID.
    /// let customer = client.get_customer("user_42").await?;
    /// assert_eq!(client.get_customer(customer.id).await?, customer);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401) or `not_found` (404)
    /// (<https://docs.prolifi.io/endpoints/customers/get-customer>).
    #[endpoint(GET, "/customers/<id>")]
    fn get_customer(&self, id: impl Display) -> Call<Customer>;

    /// Changes the given fields of a customer, and leaves the others as they are.
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// use prolifi::customers::UpdateCustomer;
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let jane = serde_json::json!({ "external_id": "user_42", "email": "jane@example.com" });
    /// # let emulator = Emulator::builder().customer(jane).start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let changes = UpdateCustomer::new().first_name("Jane").last_name("Doe").phone(Patch::Clear);
    /// let customer = client.update_customer("user_42", &changes).await?;
    /// assert_eq!(customer.name.as_deref(), Some("Jane Doe"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401), `permission_error` (403),
    /// `not_found` (404) or `validation_error` (422)
    /// (<https://docs.prolifi.io/endpoints/customers/update-customer>).
    #[endpoint(PATCH, "/customers/<id>")]
    fn update_customer(&self, id: impl Display, changes: &UpdateCustomer) -> Call<Customer>;

    /// Archives a customer: it is kept, and no longer shows in lists.
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let jane = serde_json::json!({ "external_id": "user_42", "email": "jane@example.com" });
    /// # let emulator = Emulator::builder().customer(jane).start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// client.delete_customer("user_42").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401), `permission_error` (403) or
    /// `not_found` (404) (<https://docs.prolifi.io/endpoints/customers/delete-customer>).
    #[endpoint(DELETE, "/customers/<id>")]
    fn delete_customer(&self, id: impl Display) -> Call<()>;
}
