//! What the service remembers.

use std::collections::HashMap;

use uuid::Uuid;

use super::clock::{Clock, Ids};
use super::customer::Customer;
use super::event::{Definition, Events};
use super::invoice::Invoice;
use super::plan::Plan;
use super::subscription::Subscription;

/// Everything that the service remembers. One set of data serves test and live keys.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) clock: Clock,
    pub(super) ids: Ids,
    pub(super) customers: Vec<Customer>,
    pub(super) plans: Vec<Plan>,
    pub(super) subscriptions: Vec<Subscription>,
    pub(super) invoices: Vec<Invoice>,
    pub(super) definitions: Vec<Definition>,
    pub(super) events: Events,
    /// Names of countries by id.
    pub(super) countries: HashMap<Uuid, String>,
}

impl State {
    /// Whether something has this id.
    pub(super) fn has(&self, id: Uuid) -> bool {
        self.customers.iter().any(|customer| customer.id == id)
            || self.plans.iter().any(|plan| plan.id == id)
            || self.subscriptions.iter().any(|subscription| subscription.id == id)
            || self.invoices.iter().any(|invoice| invoice.id == id)
            || self.definitions.iter().any(|definition| definition.id == id)
    }
}
