//! Customers: whom subscriptions, invoices and entitlements belong to
//! (<https://docs.prolifi.io/endpoints/customers>).

mod create;
mod filter;
mod model;
mod update;

pub use self::{
    create::CreateCustomer,
    filter::CustomerFilter,
    model::{Customer, CustomerStatus, Metadata},
    update::UpdateCustomer,
};
use crate::{Call, Pages, Prolifi, api, endpoint};

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
/// assert_eq!(CUSTOMERS.endpoints().len(), 5);
/// ```
#[api(for = Prolifi, envelope = "data", openapi = "openapi/prolifi.json")]
pub trait Customers {
    /// Creates a customer.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::customers::{CreateCustomer, Customers};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    ///
    /// async fn sign_up(prolifi: &Prolifi) -> Result<(), Error> {
    ///     let new = CreateCustomer::new("joe@example.com").name("Joe Doe").external_id("user_43");
    ///     let customer = prolifi.create_customer(&new).await?;
    ///     assert_eq!(customer.first_name.as_deref(), Some("Joe"));
    ///     Ok(())
    /// }
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = Emulator::start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// sign_up(&prolifi).await?;
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
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::customers::{CustomerFilter, Customers};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    ///
    /// async fn print_all(prolifi: &Prolifi) -> Result<(), Error> {
    ///     let mut customers = prolifi.list_customers(&CustomerFilter::new().email("@example.com").limit(100));
    ///     while let Some(customer) = customers.next().await {
    ///         println!("{}", customer?.id);
    ///     }
    ///     Ok(())
    /// }
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = Emulator::start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// print_all(&prolifi).await?;
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
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::customers::Customers;
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    ///
    /// async fn look_up(prolifi: &Prolifi) -> Result<(), Error> {
    ///     // By your own identifier, or by the customer's UUID.
    ///     let customer = prolifi.get_customer("user_42").await?;
    ///     assert_eq!(prolifi.get_customer(&customer.id).await?, customer);
    ///     Ok(())
    /// }
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = Emulator::start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// look_up(&prolifi).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401) or `not_found` (404)
    /// (<https://docs.prolifi.io/endpoints/customers/get-customer>).
    #[endpoint(GET, "/customers/<id>")]
    fn get_customer(&self, id: &str) -> Call<Customer>;

    /// Changes the given fields of a customer, and leaves the others as they are.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Patch, Prolifi};
    /// use prolifi::customers::{Customers, UpdateCustomer};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    ///
    /// async fn rename(prolifi: &Prolifi) -> Result<(), Error> {
    ///     let changes = UpdateCustomer::new().first_name("Jane").last_name("Doe").phone(Patch::Clear);
    ///     let customer = prolifi.update_customer("user_42", &changes).await?;
    ///     assert_eq!(customer.name.as_deref(), Some("Jane Doe"));
    ///     Ok(())
    /// }
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = Emulator::start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// rename(&prolifi).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401), `permission_error` (403),
    /// `not_found` (404) or `validation_error` (422)
    /// (<https://docs.prolifi.io/endpoints/customers/update-customer>).
    #[endpoint(PATCH, "/customers/<id>")]
    fn update_customer(&self, id: &str, changes: &UpdateCustomer) -> Call<Customer>;

    /// Archives a customer: it is kept, and no longer shows in lists.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::customers::Customers;
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    ///
    /// async fn put_away(prolifi: &Prolifi) -> Result<(), Error> {
    ///     prolifi.delete_customer("user_42").await
    /// }
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = Emulator::start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// put_away(&prolifi).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401), `permission_error` (403) or
    /// `not_found` (404) (<https://docs.prolifi.io/endpoints/customers/delete-customer>).
    #[endpoint(DELETE, "/customers/<id>")]
    fn delete_customer(&self, id: &str) -> Call<()>;
}
