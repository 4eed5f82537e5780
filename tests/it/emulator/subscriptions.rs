//! Subscriptions: create, list, get, update, cancel; pause and resume.

use http::Method;
use prolifi::emulator::Emulator;
use serde_json::{Value, json};

use super::{JANE, Visit, see};

const PRO: &str = "16fd2706-8baf-433b-82eb-8c7fada847da";
const TEAM: &str = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
const YEARLY: &str = "886313e1-3b8a-5372-9b90-0c9aee199e5d";

async fn visit() -> Visit {
    let cycles = json!([{ "name": "monthly" }, { "name": "yearly", "id": YEARLY }]);
    let builder = Emulator::builder().plan(json!({ "id": PRO, "billing_cycles": cycles }));
    Visit::with(builder.plan(json!({ "id": TEAM }))).await
}

async fn subscribed(visit: &Visit) -> (String, Value) {
    let seen = visit.post("/subscriptions", json!({ "customer_id": JANE, "plan_id": PRO })).await;
    let id = seen.data()["id"].as_str().unwrap();
    (format!("/subscriptions/{id}"), seen.data().clone())
}

#[tokio::test]
async fn a_subscription_echoes_its_request() {
    let visit = visit().await;
    let body = json!({
        "customer_id": JANE,
        "plan_id": PRO,
        "billing_cycle": "yearly",
        "start_date": "2026-03-13",
        "billing_date": null,
        "country_id": TEAM,
        "pricing_scheme_id": TEAM,
        "payment_term_id": TEAM,
        "quantity": 3,
        "metadata": { "a": [1] },
    });
    let mut sent = body.clone();
    sent["unknown"] = json!(1);
    let seen = visit.post("/subscriptions", sent).await;
    assert_eq!(seen.status, 201);
    let mut expected = body;
    expected["id"] = seen.data()["id"].clone();
    assert_eq!(seen.data(), &expected);
    let id = expected["id"].as_str().unwrap();
    assert_eq!(visit.get(&format!("/subscriptions/{id}")).await.data(), &expected);
    assert_eq!(
        visit.get(&format!("/subscriptions?customer_id={JANE}&plan_id={PRO}")).await.data(),
        &json!([expected])
    );
    assert_eq!(visit.get(&format!("/subscriptions?plan_id={TEAM}")).await.data(), &json!([]));
    assert_eq!(visit.get("/subscriptions?plan_id=pro").await.fields(), ["plan_id"]);
}

#[tokio::test]
async fn a_subscription_needs_what_exists() {
    let visit = visit().await;
    let cases = [
        (json!({}), vec!["customer_id", "plan_id"]),
        (json!({ "customer_id": "user_42", "plan_id": PRO }), vec!["customer_id"]),
        (json!({ "customer_id": TEAM, "plan_id": JANE }), vec!["customer_id", "plan_id"]),
        (json!({ "customer_id": JANE, "plan_id": PRO, "billing_cycle": "weekly" }), vec!["billing_cycle"]),
        (json!({ "customer_id": JANE, "plan_id": PRO, "quantity": 0 }), vec!["quantity"]),
        (json!({ "customer_id": JANE, "plan_id": PRO, "quantity": 1.5 }), vec!["quantity"]),
        (json!({ "customer_id": JANE, "plan_id": PRO, "start_date": "2026-02-30" }), vec!["start_date"]),
        (
            json!({ "customer_id": JANE, "plan_id": PRO, "billing_date": "2026-03-13T00:00:00Z" }),
            vec!["billing_date"],
        ),
        (json!({ "customer_id": JANE, "plan_id": PRO, "metadata": [] }), vec!["metadata"]),
    ];
    for (body, fields) in cases {
        assert_eq!(visit.post("/subscriptions", body.clone()).await.fields(), fields, "{body}");
    }
    let by_id = json!({ "customer_id": JANE, "plan_id": PRO, "billing_cycle": YEARLY });
    assert_eq!(visit.post("/subscriptions", by_id).await.status, 201);
    assert_eq!(visit.get("/subscriptions").await.body["pagination"]["total"], 1);
}

#[tokio::test]
async fn an_update_changes_what_is_given_or_switches_the_plan() {
    let visit = visit().await;
    let (path, _) = subscribed(&visit).await;
    visit.patch(&path, json!({ "billing_cycle": "monthly" })).await;
    let changed = visit.patch(&path, json!({ "quantity": 5, "metadata": { "a": 1 }, "plan_id": null })).await;
    assert_eq!((&changed.data()["quantity"], &changed.data()["plan_id"]), (&json!(5), &json!(PRO)));
    assert_eq!(changed.data()["billing_cycle"], "monthly");

    let switched = visit.patch(&path, json!({ "plan_id": TEAM, "metadata": null })).await;
    assert_eq!(switched.data()["plan_id"], TEAM);
    assert_eq!(switched.data()["quantity"], 5);
    assert_eq!(switched.data()["metadata"], Value::Null);
    assert_eq!(switched.data().get("billing_cycle"), None);
    let wrong = visit.patch(&path, json!({ "plan_id": PRO, "billing_cycle": "weekly" })).await;
    assert_eq!(wrong.fields(), ["billing_cycle"]);
    assert_eq!(
        visit.patch(&path, json!({ "plan_id": JANE, "quantity": -1 })).await.fields(),
        ["quantity", "plan_id"]
    );
    assert_eq!(visit.get(&path).await.data(), switched.data());
}

#[tokio::test]
async fn a_cancellation_takes_a_body_or_none() {
    let visit = visit().await;
    let (path, _) = subscribed(&visit).await;
    let later = visit.delete(&path).await;
    assert_eq!((later.status, &later.data()["cancel_at"]), (200, &json!("end_of_period")));
    assert_eq!(visit.get("/subscriptions?status=active").await.body["pagination"]["total"], 1);

    let body = json!({ "cancel_at": "immediately", "reason": "moved away" });
    let now = see(visit.request(Method::DELETE, &path).json(&body)).await;
    assert_eq!(
        (&now.data()["cancel_at"], &now.data()["reason"]),
        (&json!("immediately"), &json!("moved away"))
    );
    assert_eq!(visit.get("/subscriptions?status=active").await.body["pagination"]["total"], 0);
    assert_eq!(visit.get("/subscriptions?status=cancelled").await.body["pagination"]["total"], 1);

    let wrong =
        see(visit.request(Method::DELETE, &path).json(&json!({ "cancel_at": "soon", "reason": 1 }))).await;
    assert_eq!(wrong.fields(), ["reason", "cancel_at"]);
}

#[tokio::test]
async fn pause_and_resume_are_not_available() {
    let visit = visit().await;
    let (path, _) = subscribed(&visit).await;
    for action in ["pause", "resume"] {
        let seen = see(visit.request(Method::POST, &format!("{path}/{action}"))).await;
        assert_eq!((seen.status, seen.problem()), (501, "api_error"));
    }
}

#[tokio::test]
async fn an_unknown_subscription_is_404() {
    let visit = visit().await;
    for (method, action) in [
        (Method::GET, ""),
        (Method::PATCH, ""),
        (Method::DELETE, ""),
        (Method::POST, "/pause"),
        (Method::POST, "/resume"),
    ] {
        for id in [JANE, "sub_1"] {
            let seen = see(visit.request(method.clone(), &format!("/subscriptions/{id}{action}"))).await;
            assert_eq!((seen.status, seen.problem()), (404, "not_found"));
        }
    }
}
