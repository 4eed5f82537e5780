//! What is sent in parts: the filters of a list and the fields of a form, as payment services want them.

use serde::Serialize;

/// The filters of a list.
#[derive(Debug, Serialize)]
pub struct Search<'a> {
    /// Of which customer.
    pub customer: &'a str,
    /// When they were made.
    pub created: Range,
    /// How many.
    pub limit: u32,
    /// After which.
    pub starting_after: Option<&'a str>,
}

/// From when until when.
#[derive(Debug, Serialize)]
pub struct Range {
    /// Not before this.
    pub gte: u64,
    /// Before this.
    pub lt: u64,
}

/// The fields of a form.
#[derive(Debug, Serialize)]
pub struct Charge<'a> {
    /// How much, in the smallest unit of the currency.
    pub amount: u64,
    /// Its code.
    pub currency: &'a str,
    /// What is paid for.
    pub description: &'a str,
    /// Where it goes.
    pub address: Address<'a>,
    /// What is to be told with the answer.
    pub expand: &'a [&'a str],
}

/// A part of the form.
#[derive(Debug, Serialize)]
pub struct Address<'a> {
    /// The town.
    pub city: &'a str,
    /// The street and the number.
    pub line1: &'a str,
}

impl Default for Search<'_> {
    fn default() -> Self {
        let created = Range { gte: 1_767_225_600, lt: 1_798_761_600 };
        Self { customer: "user_42", created, limit: 100, starting_after: Some("ch_3MmlLrLkdIwHu7ix0snN0B15") }
    }
}

impl Default for Charge<'_> {
    fn default() -> Self {
        Self {
            amount: 2_000,
            currency: "ngn",
            description: "1 month, 5 % off",
            address: Address { city: "Lagos", line1: "1 Marina Road" },
            expand: &["customer", "invoice.subscription"],
        }
    }
}
