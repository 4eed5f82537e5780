//! Lists customers: as one stream, page by page, filtered, and from where an earlier run stopped.
//!
//! The emulator holds 45 customers of five companies. A page is asked for when the one before it has been taken.

use std::{collections::BTreeMap, error::Error};

use prolifi::{
    customers::{Customer, CustomerFilter, Customers},
    emulator::Emulator,
};
use serde_json::json;

const FIRST_NAMES: [&str; 9] =
    ["Ada", "Barbara", "Chinua", "Dennis", "Edsger", "Frances", "Grace", "Hedy", "Ivan"];
const COMPANIES: [&str; 5] = ["Acme", "Borealis", "Cumulus", "Delta", "Ember"];

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let emulator = emulator_with_customers().await?;
    let client = prolifi_examples::client(&emulator)?;

    println!("All customers, counted by company");
    let mut counts = BTreeMap::new();
    let mut customers = client.list_customers(&CustomerFilter::new().limit(20));
    while let Some(customer) = customers.next().await {
        *counts.entry(customer?.company_name.unwrap_or_default()).or_insert(0) += 1;
    }
    for (company, count) in counts {
        println!("  {company:<10} {count}");
    }
    println!("  in {} requests\n", emulator.requests().len());

    println!("The same, page by page");
    let mut pages = client.list_customers(&CustomerFilter::new().limit(20)).pages();
    while let Some(page) = pages.next().await {
        let page = page?;
        let (total, offset) = (page.total.unwrap_or_default(), page.begins_at.unwrap_or_default());
        println!("  from row {offset:>2} on: {} of {total} customers", page.items.len());
    }

    println!("\nThose with an address at Delta, the first four");
    let mut at_delta = client.list_customers(&CustomerFilter::new().email("@delta.example").limit(2));
    for customer in at_delta.collect_up_to(4).await? {
        print(&customer);
    }
    let stored = serde_json::to_string(&at_delta.position())?;

    println!("\nAnd, in a later run that was given where this one stopped, the others");
    let mut others = client
        .list_customers(&CustomerFilter::new().email("@delta.example").limit(2))
        .start_at(serde_json::from_str(&stored)?);
    while let Some(customer) = others.next().await {
        print(&customer?);
    }
    Ok(())
}

fn print(customer: &Customer) {
    println!("  {:<14} {}", customer.name.as_deref().unwrap_or_default(), customer.email);
}

/// Someone of each first name at each company.
async fn emulator_with_customers() -> Result<Emulator, Box<dyn Error>> {
    let mut emulator = Emulator::builder().fixed_ids(42).fixed_clock("2026-03-13T09:00:00Z".parse()?);
    for first_name in FIRST_NAMES {
        for company in COMPANIES {
            emulator = emulator.customer(json!({
                "email": format!("{first_name}@{company}.example").to_lowercase(),
                "name": format!("{first_name} {company}"),
                "company_name": company,
            }));
        }
    }
    Ok(emulator.start().await?)
}
