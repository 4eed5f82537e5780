//! A trait that is for one client: what takes the trait takes the client however it is held, and a mock.

#![deny(warnings, missing_docs)]

use std::sync::Arc;

use prolifi::customers::{CUSTOMERS, CreateCustomer, Customer, CustomerFilter, Customers, UpdateCustomer};
use prolifi::{
    Api, Call, Client, ClientBuilder, Pages, Prolifi, Route, Service, Untyped, api, endpoint,
    entitlements::Entitlements, events::Events, invoices::Invoices, plans::Plans,
    subscriptions::Subscriptions,
};

/// Answers every question with Jane.
pub struct Mock;

impl Customers for Mock {
    fn create_customer(&self, _: &CreateCustomer) -> Call<Customer> {
        self.get_customer("")
    }

    fn list_customers(&self, _: &CustomerFilter) -> Pages<Customer> {
        Pages::ready([])
    }

    fn get_customer(&self, _: &str) -> Call<Customer> {
        Call::ready(Ok(Customer::new("cus_1", "jane@example.com").first_name("Jane")))
    }

    fn update_customer(&self, id: &str, _: &UpdateCustomer) -> Call<Customer> {
        self.get_customer(id)
    }

    fn delete_customer(&self, _: &str) -> Call<()> {
        Call::ready(Ok(()))
    }
}

/// What a program has.
pub fn program(customers: impl Customers) {
    drop(customers.get_customer("user_42"));
}

/// Every trait of the crate can be an object.
pub type All = (
    Arc<dyn Customers>,
    Arc<dyn Plans>,
    Arc<dyn Subscriptions>,
    Arc<dyn Invoices>,
    Arc<dyn Events>,
    Arc<dyn Entitlements>,
);

/// However the client is held.
pub fn held(prolifi: &Prolifi) {
    program(prolifi);
    program(prolifi.clone());
    program(Box::new(prolifi.clone()));
    program(Arc::new(prolifi.clone()));
    let object: Arc<dyn Customers> = Arc::new(prolifi.clone());
    program(&object);
    program(object);
    program(Mock);
    program(&Mock);
    let mock: Box<dyn Customers> = Box::new(Mock);
    program(mock);
}

/// A client of another service.
#[derive(Debug, Clone)]
pub struct GitHub(Client);

impl GitHub {
    /// Starts it.
    pub fn builder() -> ClientBuilder<Self> {
        Client::builder(Service::new("https://api.github.com")).wrap(Self)
    }
}

impl Api for GitHub {
    fn client(&self) -> &Client {
        &self.0
    }
}

/// Everything that a trait can hold.
#[api(for = GitHub)]
pub trait Issues<'a, T: serde::Serialize = &'a str>: Send + Sync {
    /// Opens an issue.
    #[endpoint(POST, "/issues")]
    fn open(&self, issue: &'a T) -> Call<Vec<String>>;

    /// Opens many.
    #[endpoint(POST, "/issues/<kind>")]
    fn open_all<I: serde::Serialize>(&self, kind: impl std::fmt::Display, issues: &[I]) -> Call<T>
    where
        T: serde::de::DeserializeOwned + 'static;

    /// Reads one.
    #[endpoint(GET, "/issues/<id>")]
    #[deprecated]
    async fn issue(&self, id: u64) -> Result<String, prolifi::Error>;

    /// Is not there.
    #[cfg(any())]
    #[endpoint(GET, "/nothing")]
    fn nothing(&self) -> Call<Nothing>;

    /// Is no endpoint.
    fn first(&self, (a, _): (u64, u64)) -> u64 {
        a
    }

    /// Is none either.
    fn repeated(&self, times: usize) -> String {
        "again ".repeat(times)
    }

    /// Nor is this.
    fn zeros<const N: usize>(&self) -> [u8; N] {
        [0; N]
    }

    /// Has a value.
    const LIMIT: u32 = 3;
}

/// A mock of the parts that have a default.
pub struct Other;

impl Issues<'_, String> for Other {
    const LIMIT: u32 = 4;

    fn open(&self, _: &String) -> Call<Vec<String>> {
        Call::ready(Ok(Vec::new()))
    }

    fn open_all<I: serde::Serialize>(&self, _: impl std::fmt::Display, _: &[I]) -> Call<String> {
        unreachable!()
    }

    async fn issue(&self, _: u64) -> Result<String, prolifi::Error> {
        Ok(String::new())
    }

    fn repeated(&self, _: usize) -> String {
        "once".to_owned()
    }
}

/// The value that a type has of the trait.
pub fn limit<'a, I: Issues<'a, String>>(issues: &I) -> (u32, String) {
    (I::LIMIT, issues.repeated(2))
}

/// A trait that lives on its clients alone, since a method asks for `Self: Sized`.
#[api(for = GitHub)]
pub trait Later {
    /// Reads it.
    #[endpoint(GET, "/later")]
    async fn later(&self) -> Result<(), prolifi::Error>
    where
        Self: Sized;
}

fn main() {
    let _ = (held, GitHub::builder);
    let customer: Route<Customer> = CUSTOMERS.get_customer;
    assert_eq!(customer.to_string(), "GET /customers/<id>");
    assert_eq!(CUSTOMERS.endpoints().len(), 5);
    let _: Route<Vec<String>> = ISSUES.open;
    let _: Route<Untyped> = ISSUES.open_all;
    let _: Route<String> = ISSUES.issue;
    let _: Route<()> = LATER.later;
    assert_eq!(limit(&Other), (4, "once".to_owned()));
    assert_eq!(limit(&Arc::new(Other)), (4, "once".to_owned()));
    assert_eq!(limit(&Box::new(GitHub::builder().build().unwrap())), (3, "again again ".to_owned()));
}
