//! Twenty operations of Stripe's API, declared as its documentation (<https://docs.stripe.com/api>) has them, and called
//! against routes of the test kit: no network is used.
//!
//! Bodies are forms with objects and lists in brackets; lists go on behind their last item, a search by a cursor; a
//! connected account is a header; a payment is made once, though its answer is lost on the way.

use std::error::Error;

use prolifi::{
    Auth, ClientBuilder, Multipart, PageShape, Service,
    http::HeaderName,
    prelude::*,
    testing::{Fault, Routes},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Calls Stripe, and nothing else.
struct Stripe(Client);

impl Api for Stripe {
    fn client(&self) -> &Client {
        &self.0
    }
}

fn service() -> Service {
    Service::new("https://api.stripe.com")
        .auth(Auth::Bearer)
        .idempotency_header(HeaderName::from_static("idempotency-key"))
        .request_id_header(HeaderName::from_static("request-id"))
        .server("files", "https://files.stripe.com")
}

fn stripe() -> ClientBuilder<Stripe> {
    Client::builder(service()).wrap(Stripe)
}

#[api(for = Stripe, base = "/v1", lists = "indices", structs = "brackets", pages = PageShape::STARTING_AFTER)]
trait Customers {
    #[endpoint(POST, "/customers")]
    fn create_customer(&self, #[form] customer: &NewCustomer<'_>) -> Call<Object>;

    #[endpoint(GET, "/customers/<id>?<expand:brackets>")]
    fn customer(&self, id: &str, expand: &[&str]) -> Call<Object>;

    #[endpoint(POST, "/customers/<id>")]
    fn update_customer(&self, id: &str, #[form] changes: &NewCustomer<'_>) -> Call<Object>;

    #[endpoint(DELETE, "/customers/<id>")]
    fn delete_customer(&self, id: &str) -> Call<Object>;

    #[endpoint(GET, "/customers?<email>")]
    fn customers(&self, email: Option<&str>) -> Pages<Object>;

    /// A search goes on by a cursor, unlike the lists.
    #[endpoint(GET, "/customers/search?<query>",
               pages = PageShape::token("next_page", "page").items("data").more("has_more").size("limit"))]
    fn search_customers(&self, query: &str) -> Pages<Object>;
}

#[api(for = Stripe, base = "/v1", lists = "indices", structs = "brackets", pages = PageShape::STARTING_AFTER)]
trait Payments {
    /// Under the name of a connected account, where one is given.
    #[endpoint(POST, "/payment_intents")]
    fn create_payment(
        &self,
        #[header("Stripe-Account")] account: Option<&str>,
        #[form] payment: &NewPayment<'_>,
    ) -> Call<Object>;

    #[endpoint(POST, "/payment_intents/<id>/confirm")]
    fn confirm_payment(&self, id: &str, #[form] how: &Confirm<'_>) -> Call<Object>;

    #[endpoint(POST, "/payment_intents/<id>/capture")]
    fn capture_payment(&self, id: &str) -> Call<Object>;

    #[endpoint(POST, "/payment_intents/<id>/cancel")]
    fn cancel_payment(&self, id: &str) -> Call<Object>;

    #[endpoint(GET, "/payment_intents?<customer>&<created>")]
    fn payments(&self, customer: Option<&str>, created: Option<&Created>) -> Pages<Object>;

    #[endpoint(POST, "/refunds")]
    fn refund(&self, #[form] refund: &Refund<'_>) -> Call<Object>;

    #[endpoint(POST, "/checkout/sessions")]
    fn create_session(&self, #[form] session: &NewSession<'_>) -> Call<Object>;

    #[endpoint(GET, "/balance")]
    fn balance(&self, #[header("Stripe-Account")] account: Option<&str>) -> Call<Object>;

    #[endpoint(POST, "/files", server = "files")]
    fn upload_file(&self, #[multipart] form: Multipart) -> Call<Object>;
}

#[api(for = Stripe, base = "/v1", lists = "indices", structs = "brackets", pages = PageShape::STARTING_AFTER)]
trait Billing {
    #[endpoint(POST, "/subscriptions")]
    fn subscribe(&self, #[form] subscription: &NewSubscription<'_>) -> Call<Object>;

    #[endpoint(DELETE, "/subscriptions/<id>?<invoice_now>&<prorate>")]
    fn unsubscribe(&self, id: &str, invoice_now: bool, prorate: bool) -> Call<Object>;

    #[endpoint(GET, "/credit_notes/preview?<invoice>&<lines>")]
    fn preview_credit_note(&self, invoice: &str, lines: &[CreditLine<'_>]) -> Call<Object>;

    #[endpoint(POST, "/invoices/<id>/finalize")]
    fn finalize_invoice(&self, id: &str) -> Call<Object>;

    #[endpoint(GET, "/events?<types>")]
    fn events(&self, types: &[&str]) -> Pages<Object>;
}

/// What most of its objects have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Object {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
}

#[derive(Default, Serialize)]
struct NewCustomer<'a> {
    email: Option<&'a str>,
    address: Option<Address<'a>>,
    preferred_locales: &'a [&'a str],
}

#[derive(Serialize)]
struct Address<'a> {
    city: &'a str,
    country: &'a str,
}

#[derive(Serialize)]
struct NewPayment<'a> {
    amount: u64,
    currency: &'a str,
    customer: Option<&'a str>,
    payment_method_types: &'a [&'a str],
}

#[derive(Serialize)]
struct Confirm<'a> {
    payment_method: &'a str,
}

#[derive(Serialize)]
struct Created {
    gte: i64,
    lt: Option<i64>,
}

#[derive(Serialize)]
struct Refund<'a> {
    payment_intent: &'a str,
    amount: Option<u64>,
}

#[derive(Serialize)]
struct NewSession<'a> {
    mode: &'a str,
    success_url: &'a str,
    line_items: &'a [Item<'a>],
}

#[derive(Serialize)]
struct NewSubscription<'a> {
    customer: &'a str,
    items: &'a [Item<'a>],
}

#[derive(Serialize)]
struct Item<'a> {
    price: &'a str,
    quantity: u32,
}

#[derive(Serialize)]
struct CreditLine<'a> {
    r#type: &'a str,
    invoice_line_item: &'a str,
    quantity: u32,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let routes = Routes::of(service());
    let stripe = stripe().api_key("sk_test_made_up").transport(routes.clone()).build()?;
    answer_customers(&routes);
    answer_payments(&routes);
    answer_billing(&routes);
    customers(&stripe).await?;
    payments(&stripe).await?;
    billing(&stripe).await?;

    println!("\nWhat was sent:");
    for request in routes.requests() {
        let (line, account) = (request.request(), request.header("stripe-account"));
        let body = match request.header("content-type") {
            Some(kind) if kind.starts_with("multipart/") => "(a file)".into(),
            _ => String::from_utf8_lossy(line.body()),
        };
        let account = account.map(|account| format!(" as {account}")).unwrap_or_default();
        let line = format!("{} {}{account} {body}", line.method(), line.uri());
        println!("  {}", line.trim_end().replace("%5B", "[").replace("%5D", "]"));
    }
    routes.assert_exactly_once();
    routes.verify()?;
    Ok(())
}

async fn customers(stripe: &Stripe) -> Result<(), prolifi::Error> {
    let address = Address { city: "Köln", country: "DE" };
    let jane = NewCustomer {
        email: Some("jane@example.com"),
        address: Some(address),
        preferred_locales: &["de", "en"],
    };
    let id = stripe.create_customer(&jane).await?.id;
    stripe.customer(&id, &["default_source", "tax"]).await?;
    stripe
        .update_customer(&id, &NewCustomer { email: Some("doe@example.com"), ..NewCustomer::default() })
        .await?;
    println!("{} customers", stripe.customers(None).collect_up_to(100).await?.len());
    let found = stripe.search_customers("email:'doe@example.com'").collect_up_to(100).await?;
    println!("{} of them found", found.len());
    println!("deleted {}", stripe.delete_customer(&id).await?.id);
    Ok(())
}

async fn payments(stripe: &Stripe) -> Result<(), prolifi::Error> {
    let payment = NewPayment {
        amount: 1_999,
        currency: "eur",
        customer: None,
        payment_method_types: &["card", "sepa_debit"],
    };
    // Its answer is lost, and it is made once all the same: the client sends it again under the same key.
    let response = stripe.create_payment(Some("acct_7"), &payment).response().await?;
    let id = response.value.id;
    println!("{id} after {} attempts", response.attempts);
    if let Err(error) = stripe.confirm_payment(&id, &Confirm { payment_method: "pm_card" }).await {
        println!("{error}");
    }
    let confirmed = stripe.confirm_payment(&id, &Confirm { payment_method: "pm_sepa" }).await?;
    println!("{id} is {}", confirmed.status.unwrap_or_default());
    stripe.capture_payment(&id).await?;
    stripe.cancel_payment("pi_old").await?;
    let march = Created { gte: 1_772_323_200, lt: Some(1_775_001_600) };
    println!("{} payments in March", stripe.payments(None, Some(&march)).collect_up_to(100).await?.len());
    stripe.refund(&Refund { payment_intent: &id, amount: Some(500) }).await?;
    let line_items = [Item { price: "price_1", quantity: 2 }, Item { price: "price_2", quantity: 1 }];
    let session =
        NewSession { mode: "payment", success_url: "https://shop.example/ok?a=1", line_items: &line_items };
    stripe.create_session(&session).await?;
    stripe.balance(Some("acct_7")).await?;
    let evidence = Multipart::new().text("purpose", "dispute_evidence").file("file", "a.pdf", "%PDF-1.7");
    stripe.upload_file(evidence).await?;
    Ok(())
}

async fn billing(stripe: &Stripe) -> Result<(), prolifi::Error> {
    let items = [Item { price: "price_1", quantity: 3 }];
    let id = stripe.subscribe(&NewSubscription { customer: "cus_1", items: &items }).await?.id;
    let lines = [CreditLine { r#type: "invoice_line_item", invoice_line_item: "il_1", quantity: 1 }];
    stripe.preview_credit_note("in_1", &lines).await?;
    stripe.finalize_invoice("in_1").await?;
    stripe.unsubscribe(&id, true, false).await?;
    let events = stripe.events(&["invoice.paid", "customer.deleted"]).collect_up_to(100).await?;
    println!("{} events, the last of them {}", events.len(), events[2].id);
    Ok(())
}

fn object(id: &str) -> Object {
    Object { id: id.to_owned(), status: None }
}

fn answer_customers(routes: &Routes) {
    routes.on(CUSTOMERS.create_customer).reply(&object("cus_1"));
    routes.on(CUSTOMERS.customer).with("expand", ["default_source", "tax"]).reply(&object("cus_1"));
    routes.on(CUSTOMERS.update_customer).with("id", "cus_1").reply(&object("cus_1"));
    routes.on(CUSTOMERS.delete_customer).reply(&object("cus_1"));
    routes.on(CUSTOMERS.customers).page(["cus_3", "cus_2"].map(object)).page([object("cus_1")]).times(2);
    routes.on(CUSTOMERS.search_customers).page([object("cus_1")]).page([object("cus_9")]).times(2);
}

fn answer_payments(routes: &Routes) {
    let created = routes.on(PAYMENTS.create_payment).with("account", "acct_7");
    created.fault(Fault::reset()).reply(&object("pi_1")).times(2);
    let declined = json!({"error": {"type": "card_error", "code": "card_declined", "message": "Your card was declined."}});
    routes.on(PAYMENTS.confirm_payment).reply_status(402, declined);
    let sepa = Confirm { payment_method: "pm_sepa" };
    let confirmed = Object { status: Some("requires_capture".to_owned()), ..object("pi_1") };
    routes.on(PAYMENTS.confirm_payment).with("how", sepa).reply(&confirmed);
    routes.on(PAYMENTS.capture_payment).with("id", "pi_1").reply(&object("pi_1"));
    routes.on(PAYMENTS.cancel_payment).with("id", "pi_old").reply(&object("pi_old"));
    routes.on(PAYMENTS.payments).page(["pi_3", "pi_2"].map(object)).page([object("pi_1")]);
    routes.on(PAYMENTS.refund).reply(&object("re_1"));
    routes.on(PAYMENTS.create_session).reply(&object("cs_1"));
    routes.on(PAYMENTS.balance).with("account", "acct_7").reply(&object("balance"));
    routes.on(PAYMENTS.upload_file).reply(&object("file_1"));
}

fn answer_billing(routes: &Routes) {
    routes.on(BILLING.subscribe).reply(&object("sub_1"));
    routes.on(BILLING.unsubscribe).with("invoice_now", true).with("prorate", false).reply(&object("sub_1"));
    routes.on(BILLING.preview_credit_note).with("invoice", "in_1").reply(&object("cn_1"));
    routes.on(BILLING.finalize_invoice).reply(&object("in_1"));
    routes.on(BILLING.events).page(["evt_3", "evt_2"].map(object)).page([object("evt_1")]);
}
