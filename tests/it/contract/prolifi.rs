//! All traits of Prolifi against its document, and against copies of it that differ.

use jiff::{Timestamp, civil::date};
use prolifi::{
    ClientBuilder, Environment, Prolifi,
    contract::{Broken, Contract, Kept},
    customers::{
        CUSTOMERS, CreateCustomer, CustomerFilter, CustomerStatus, Customers, Metadata, UpdateCustomer,
    },
    entitlements::{CheckEntitlement, ENTITLEMENTS, Entitlements},
    events::{EVENTS, Events, UsageEvent, UsageEventBatch, UsageFilter},
    invoices::{INVOICES, InvoiceFilter, InvoiceStatus, Invoices},
    plans::{PLANS, PlanFilter, PlanStatus, Plans},
    subscriptions::{
        CancelAt, CancelSubscription, CreateSubscription, SUBSCRIPTIONS, SubscriptionFilter, Subscriptions,
        UpdateSubscription,
    },
};
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../../prolifi/openapi/prolifi.json");
const UUID: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

#[tokio::test]
async fn no_trait_differs_from_the_document() {
    for kept in [
        customers(DOCUMENT).await,
        plans(DOCUMENT).await,
        subscriptions(DOCUMENT).await,
        invoices(DOCUMENT).await,
        events(DOCUMENT).await,
        entitlements(DOCUMENT).await,
    ] {
        assert_eq!(kept.err(), None);
    }
}

/// What is changed in the copy, and what is then said.
struct Planted {
    place: &'static str,
    to: Value,
    says: &'static [&'static str],
}

#[tokio::test]
async fn ten_kinds_of_drift_are_found() {
    let update = "#/components/schemas/UpdateCustomerRequest";
    let planted = [
        Planted {
            // A key of the query has another name.
            place: "/paths/~1customers/get/parameters/2/name",
            to: json!("email_address"),
            says: &[
                "list_customers (GET /customers?<filter..>), query `email` = \"@example.com\": the document knows no such parameter; did you mean `email_address`?",
            ],
        },
        Planted {
            // An enum has other values.
            place: "/paths/~1customers/get/parameters/3/schema/enum",
            to: json!(["enabled", "archived"]),
            says: &[
                "list_customers (GET /customers?<filter..>), query `status` = \"active\": it is none of `enabled`, `archived`",
            ],
        },
        Planted {
            // Members are no longer promised.
            place: "/components/schemas/Customer/required",
            to: json!(["id", "status", "created_at"]),
            says: &[
                "update_customer (PATCH /customers/<id>), answer 200 /data: the type needs the member `email`, which the document does not promise",
                "update_customer (PATCH /customers/<id>), answer 200 /data: the type needs the member `updated_at`, which the document does not promise",
            ],
        },
        Planted {
            // A member is of another type.
            place: "/components/schemas/Customer/properties/updated_at",
            to: json!({"type": "integer"}),
            says: &[
                "update_customer (PATCH /customers/<id>), answer 200 /data/updated_at = 7: the value does not fit the type: expected a timestamp string, found an integer",
            ],
        },
        Planted {
            // The body is of another media type.
            place: "/paths/~1customers~1{id}/patch/requestBody/content",
            to: json!({"application/merge-patch+json": {"schema": {"$ref": update}}}),
            says: &[
                "update_customer (PATCH /customers/<id>), body: it is sent as `application/json`, and the document takes `application/merge-patch+json`",
            ],
        },
        Planted {
            // Success has another status.
            place: "/paths/~1customers~1{id}/delete/responses",
            to: json!({"303": {"description": "See the list"}}),
            says: &[
                "delete_customer (DELETE /customers/<id>), answer 303: the type does not read this status, which is then an error",
            ],
        },
        Planted {
            // A value of the path is written in another style.
            place: "/paths/~1customers~1{id}/parameters/0/style",
            to: json!("label"),
            says: &[
                "get_customer (GET /customers/<id>), path `id` = \"user_42\": the document writes it as `.value` (style `label`)",
                "update_customer (PATCH /customers/<id>), path `id` = \"7c9e6679-7425-40de-944b-e07fc1f90ae7\": the document writes it as `.value` (style `label`)",
                "delete_customer (DELETE /customers/<id>), path `id` = \"7c9e6679-7425-40de-944b-e07fc1f90ae7\": the document writes it as `.value` (style `label`)",
            ],
        },
        Planted {
            // A header is required.
            place: "/paths/~1customers~1{id}/delete/parameters",
            to: json!([{"name": "X-Source", "in": "header", "required": true, "schema": {"type": "string"}}]),
            says: &[
                "delete_customer (DELETE /customers/<id>), header `X-Source`: it is not sent, and the document requires it",
            ],
        },
        Planted {
            // A member may be null.
            place: "/components/schemas/Customer/properties/email/type",
            to: json!(["string", "null"]),
            says: &[
                "update_customer (PATCH /customers/<id>), answer 200 /data/email = null: the value does not fit the type: expected a string, found null",
            ],
        },
        Planted {
            // A text has another format.
            place: "/components/schemas/UpdateCustomerRequest/properties/external_id/format",
            to: json!("uuid"),
            says: &[
                "update_customer (PATCH /customers/<id>), body /external_id = \"user_42\": it is no `uuid`",
            ],
        },
    ];
    assert_eq!(planted.len(), 10);
    for Planted { place, to, says } in planted {
        let broken = customers(&document_with(place, to)).await.expect_err(place);
        let found: Vec<_> = broken.drifts.iter().map(ToString::to_string).collect();
        assert_eq!(found, says, "{place}");
    }
}

/// A copy of the document with this in that place.
fn document_with(place: &str, to: Value) -> String {
    let mut document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let (parent, name) = place.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(object) => {
            object.insert(name.replace("~1", "/"), to);
        }
        other => panic!("{other} is no object"),
    }
    document.to_string()
}

fn prolifi() -> ClientBuilder<Prolifi> {
    Prolifi::builder(Environment::Sandbox).api_key("sk_test_4f9a1c7be2d80356")
}

async fn customers(document: &str) -> Result<Kept, Broken> {
    let create = CreateCustomer::new("jane@example.com")
        .name("Jane Doe")
        .external_id("user_42")
        .phone("1")
        .country_id(UUID)
        .metadata(Metadata::new());
    let filter =
        CustomerFilter::new().limit(100).offset(40).email("@example.com").status(CustomerStatus::Active);
    let changes = UpdateCustomer::new()
        .email("jane@example.com")
        .external_id("user_42")
        .phone(prolifi::Patch::Clear)
        .country_id(UUID);
    let mut contract = Contract::with_client(&CUSTOMERS, document, prolifi);
    contract.check(|api| api.create_customer(&create)).await;
    contract.check(|api| api.list_customers(&filter)).await;
    contract.check(|api| api.get_customer("user_42")).await;
    contract.check(|api| api.update_customer(UUID, &changes)).await;
    contract.check(|api| api.delete_customer(UUID)).await;
    contract.finish()
}

async fn plans(document: &str) -> Result<Kept, Broken> {
    let filter = PlanFilter::new().limit(100).offset(40).status(PlanStatus::Inactive);
    let mut contract = Contract::with_client(&PLANS, document, prolifi);
    contract.check(|api| api.list_plans(&filter)).await;
    contract.check(|api| api.get_plan("plan_7")).await;
    contract.finish()
}

async fn subscriptions(document: &str) -> Result<Kept, Broken> {
    let create = CreateSubscription::new(UUID, UUID)
        .billing_cycle("monthly")
        .start_date(date(2026, 3, 13))
        .quantity(3)
        .metadata(Metadata::new());
    let filter = SubscriptionFilter::new().limit(100).customer_id(UUID).status("x").plan_id(UUID);
    let update = UpdateSubscription::new().plan_id(UUID).billing_cycle("yearly").quantity(4);
    let cancel = CancelSubscription::new().cancel_at(CancelAt::EndOfPeriod).reason("moved away");
    let mut contract = Contract::with_client(&SUBSCRIPTIONS, document, prolifi);
    contract.check(|api| api.create_subscription(&create)).await;
    contract.check(|api| api.list_subscriptions(&filter)).await;
    contract.check(|api| api.get_subscription("sub_7")).await;
    contract.check(|api| api.update_subscription(UUID, &update)).await;
    contract.check(|api| api.cancel_subscription(UUID, &cancel)).await;
    contract.check(|api| api.pause_subscription(UUID)).await;
    contract.check(|api| api.resume_subscription(UUID)).await;
    contract.finish()
}

async fn invoices(document: &str) -> Result<Kept, Broken> {
    let filter =
        InvoiceFilter::new().limit(100).customer_id(UUID).status(InvoiceStatus::Void).subscription_id(UUID);
    let mut contract = Contract::with_client(&INVOICES, document, prolifi);
    contract.check(|api| api.list_invoices(&filter)).await;
    contract.check(|api| api.get_invoice("inv_7")).await;
    contract.check(|api| api.finalize_invoice(UUID)).await;
    contract.check(|api| api.void_invoice(UUID)).await;
    contract.finish()
}

async fn events(document: &str) -> Result<Kept, Broken> {
    let event = UsageEvent::new(UUID, "api_call")
        .timestamp("2026-03-13T09:00:00Z".parse::<Timestamp>().unwrap())
        .property("bytes", 512)
        .idempotency_key("event_1");
    let both = [event.clone(), UsageEvent::new(UUID, "api_call")];
    let filter =
        UsageFilter::new().start_date(date(2026, 3, 1)).end_date(date(2026, 3, 31)).event_name("api_call");
    let mut contract = Contract::with_client(&EVENTS, document, prolifi);
    contract.check(|api| api.report_usage_event(&event)).await;
    contract.check(|api| api.batch_report_usage_events(&UsageEventBatch::new(&both[..]))).await;
    contract.check(|api| api.get_customer_usage(UUID, &filter)).await;
    contract.finish()
}

async fn entitlements(document: &str) -> Result<Kept, Broken> {
    let check = CheckEntitlement::new(UUID, "api_calls").requested_quantity(20);
    let mut contract = Contract::with_client(&ENTITLEMENTS, document, prolifi);
    contract.check(|api| api.check_entitlement(&check)).await;
    contract.check(|api| api.get_customer_entitlements(UUID)).await;
    contract.finish()
}
