//! Requests, answers and errors, printed so that they can be compared by eye.

use prolifi::{Call, ErrorExt, Response, customers::Customer};
use serde::Serialize;

/// `→ PATCH /customers/<id>`, the id and the body.
pub fn request<T>(title: &str, call: &Call<T>, id: &str, body: &impl Serialize) {
    println!("{title}");
    if let Some(endpoint) = call.endpoint() {
        println!("  → {endpoint}, with `{id}`");
    }
    println!("    {}", serde_json::to_string(body).unwrap_or_default());
}

/// `← 200` and what matters of the customer.
pub fn response(response: &Response<Customer>) {
    let customer = &response.value;
    let shown = |text: &Option<String>| text.as_deref().unwrap_or("(none)").to_owned();
    println!("  ← {}", response.status);
    println!("    name    {}", shown(&customer.name));
    println!("    email   {}", customer.email);
    println!("    phone   {}", shown(&customer.phone));
    println!("    status  {}, updated {}", customer.status, customer.updated_at);
    if let (Some(remaining), Some(limit)) = (response.rate_limit.remaining, response.rate_limit.limit) {
        println!("    {remaining} of {limit} requests left in this minute");
    }
    println!();
}

/// What a caller can read of an error.
pub fn error(error: &prolifi::Error) {
    println!("  ← {error}");
    if let Some(kind) = error.error_type() {
        println!("    error_type()             {kind:?}");
    }
    for field in error.api().map(|api| api.errors.as_slice()).unwrap_or_default() {
        println!("    errors                   {}: {}", field.field, field.message);
    }
    println!("    may_have_been_applied()  {}", error.may_have_been_applied());
    println!();
}
