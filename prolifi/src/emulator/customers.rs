//! Customers: create, list, get, update, archive.

use http::StatusCode;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::customer::Customer;
use super::outcome::{Outcome, created, ok};
use super::pagination;
use super::refusal::Refusal;
use super::reply::Reply;
use super::request::Request;
use super::state::State;
use super::validate::{Field, Form, parse_uuid};

/// `POST /customers`
pub(super) fn create(state: &mut State, request: &Request) -> Outcome {
    let index = insert(state, &request.object()?, None)?;
    created(state.customers[index].to_json(&state.countries))
}

/// `GET /customers`
pub(super) fn list(state: &mut State, request: &Request) -> Outcome {
    let email = request.parameter("email").map(str::to_lowercase);
    let external_id = request.parameter("external_id");
    // Archived customers leave the lists; only a list that asks for them holds them.
    let archived = match request.parameter("status") {
        None | Some("active") => false,
        Some("archived") => true,
        Some(_) => return Err(Refusal::field("status", "The status field must be active or archived.")),
    };
    let matching = state.customers.iter().filter(|customer| {
        customer.archived == archived
            && email.as_ref().is_none_or(|part| customer.email.to_lowercase().contains(part))
            && external_id.is_none_or(|wanted| customer.external_id.as_deref() == Some(wanted))
    });
    pagination::page(request, matching, |customer| customer.to_json(&state.countries))
}

/// `GET /customers/{id}`
pub(super) fn get(state: &mut State, request: &Request) -> Outcome {
    let index = find(state, &request.id)?;
    ok(state.customers[index].to_json(&state.countries))
}

/// `PATCH /customers/{id}`
pub(super) fn update(state: &mut State, request: &Request) -> Outcome {
    let index = find(state, &request.id)?;
    let changes = Changes::read(&request.object()?, |_| ())?;
    let mut customer = state.customers[index].clone();
    changes.apply(&mut customer);
    if customer != state.customers[index] {
        refuse_taken(state, &customer)?;
        customer.updated_at = state.clock.now();
        state.customers[index] = customer;
    }
    ok(state.customers[index].to_json(&state.countries))
}

/// `DELETE /customers/{id}`
pub(super) fn archive(state: &mut State, request: &Request) -> Outcome {
    let index = find(state, &request.id)?;
    put_away(state, index);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// Archives the customer at an index; one that is archived stays as it is.
pub(super) fn put_away(state: &mut State, index: usize) {
    let now = state.clock.now();
    let customer = &mut state.customers[index];
    if !customer.archived {
        customer.archived = true;
        customer.updated_at = now;
    }
}

/// Creates a customer from the body of a create request, with this id or a new one, and gives its index.
pub(super) fn insert(
    state: &mut State,
    body: &Map<String, Value>,
    id: Option<Uuid>,
) -> Result<usize, Refusal> {
    let changes = Changes::read(body, |form| form.require("email"))?;
    let now = state.clock.now();
    let mut customer = Customer {
        id: Uuid::nil(),
        external_id: None,
        email: String::new(),
        first_name: None,
        last_name: None,
        company_name: None,
        phone: None,
        archived: false,
        country_id: None,
        metadata: None,
        created_at: now,
        updated_at: now,
    };
    changes.apply(&mut customer);
    refuse_taken(state, &customer)?;
    // Drawn last, so that a refused request uses up no id.
    customer.id = id.unwrap_or_else(|| state.ids.next());
    state.customers.push(customer);
    Ok(state.customers.len() - 1)
}

/// Finds a customer by its UUID or, if the text is none, by its `external_id`.
pub(super) fn find(state: &State, id: &str) -> Result<usize, Refusal> {
    let found = match parse_uuid(id) {
        Some(uuid) => state.customers.iter().position(|customer| customer.id == uuid),
        None => state.customers.iter().position(|customer| customer.external_id.as_deref() == Some(id)),
    };
    found.ok_or_else(|| Refusal::no_such("customer"))
}

/// Finds a customer where only its UUID will do.
pub(super) fn find_by_uuid(state: &State, id: &str) -> Result<Uuid, Refusal> {
    let known = |id: &Uuid| state.customers.iter().any(|customer| customer.id == *id);
    parse_uuid(id).filter(known).ok_or_else(|| Refusal::no_such("customer"))
}

/// Notes a `customer_id` that no customer has.
pub(super) fn check(state: &State, form: &mut Form<'_>, id: Uuid) {
    if !state.customers.iter().any(|customer| customer.id == id) {
        form.wrong("customer_id", "There is no customer with this customer_id.");
    }
}

/// What a create or an update says. `name` has already become first and last name.
struct Changes {
    email: Field<String>,
    first_name: Field<String>,
    last_name: Field<String>,
    company_name: Field<String>,
    external_id: Field<String>,
    phone: Field<String>,
    country_id: Field<Uuid>,
    metadata: Field<Map<String, Value>>,
}

impl Changes {
    fn read(body: &Map<String, Value>, check: impl FnOnce(&mut Form<'_>)) -> Result<Self, Refusal> {
        let mut form = Form::new(body);
        check(&mut form);
        let (first, last) = split(form.string("name"));
        let changes = Self {
            email: form.email("email"),
            first_name: or(form.string("first_name"), first),
            last_name: or(form.string("last_name"), last),
            company_name: form.string("company_name"),
            external_id: form.string("external_id"),
            phone: form.string("phone"),
            country_id: form.uuid("country_id"),
            metadata: form.object("metadata"),
        };
        form.finish()?;
        Ok(changes)
    }

    fn apply(self, customer: &mut Customer) {
        // A customer's e-mail is never null, so a null leaves it as it is.
        if let Field::Value(email) = self.email {
            customer.email = email;
        }
        self.first_name.apply(&mut customer.first_name);
        self.last_name.apply(&mut customer.last_name);
        self.company_name.apply(&mut customer.company_name);
        self.external_id.apply(&mut customer.external_id);
        self.phone.apply(&mut customer.phone);
        self.country_id.apply(&mut customer.country_id);
        self.metadata.apply(&mut customer.metadata);
    }
}

/// Refuses an `external_id` that another customer has, archived or not: both can be looked up by it.
fn refuse_taken(state: &State, customer: &Customer) -> Result<(), Refusal> {
    let taken = |other: &Customer| other.id != customer.id && other.external_id == customer.external_id;
    if customer.external_id.is_some() && state.customers.iter().any(taken) {
        return Err(Refusal::field("external_id", "The external_id has already been taken."));
    }
    Ok(())
}

/// Splits a full name at its first blank: the first word is the first name, the rest the last name.
fn split(name: Field<String>) -> (Field<String>, Field<String>) {
    let part = |text: &str| if text.is_empty() { Field::Null } else { Field::Value(text.to_owned()) };
    match name {
        Field::Absent => (Field::Absent, Field::Absent),
        Field::Null => (Field::Null, Field::Null),
        Field::Value(name) => {
            let (first, last) = name.trim().split_once(char::is_whitespace).unwrap_or((name.trim(), ""));
            (part(first), part(last.trim_start()))
        }
    }
}

/// The field itself, or the part of the full name if the field is not given.
fn or(field: Field<String>, part: Field<String>) -> Field<String> {
    match field {
        Field::Absent => part,
        given => given,
    }
}
