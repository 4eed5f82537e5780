//! Entitlements: the check, and the list.

use http::Method;
use prolifi::emulator::{Emulator, PUBLIC_TEST_KEY};
use serde_json::{Value, json};

use super::{JANE, Visit, see};

const FREE: &str = "16fd2706-8baf-433b-82eb-8c7fada847da";
const PRO: &str = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";

async fn visit() -> Visit {
    let free = json!({ "id": FREE, "features": [{ "id": "calls", "limit": 5, "event_name": "api_call" }] });
    let pro = json!({
        "id": PRO,
        "features": [{ "id": "calls", "limit": 10, "event_name": "api_call" }, { "id": "sso" }],
    });
    let visit = Visit::with(Emulator::builder().event_definition("api_call").plan(free).plan(pro)).await;
    visit.post("/subscriptions", json!({ "customer_id": JANE, "plan_id": FREE })).await;
    visit
}

async fn check(visit: &Visit, feature: &str, quantity: u64) -> Value {
    let body = json!({ "customer_id": JANE, "feature_id": feature, "requested_quantity": quantity });
    visit.post("/entitlements/check", body).await.data().clone()
}

#[tokio::test]
async fn an_entitlement_lasts_as_long_as_enough_remains() {
    let visit = visit().await;
    let body = json!({ "customer_id": JANE, "event_name": "api_call", "properties": { "count": 3 } });
    visit.post("/events", body).await;
    assert_eq!(
        check(&visit, "calls", 2).await,
        json!({ "entitled": true, "is_unlimited": false, "remaining": 2 })
    );
    assert_eq!(check(&visit, "calls", 3).await["entitled"], false);
    assert_eq!(check(&visit, "sso", 1).await["entitled"], false);
    assert_eq!(check(&visit, "nothing", 1).await["entitled"], false);
}

#[tokio::test]
async fn of_several_subscriptions_the_highest_limit_counts() {
    let visit = visit().await;
    let pro = visit.post("/subscriptions", json!({ "customer_id": JANE, "plan_id": PRO })).await;
    let seen = visit.get(&format!("/customers/{JANE}/entitlements")).await;
    let expected = json!([
        { "feature_id": "calls", "is_unlimited": false, "remaining": 10 },
        { "feature_id": "sso", "is_unlimited": true, "remaining": null },
    ]);
    assert_eq!(seen.body, json!({ "data": expected }));
    assert_eq!(
        check(&visit, "sso", 1_000_000).await,
        json!({ "entitled": true, "is_unlimited": true, "remaining": null })
    );

    let path = format!("/subscriptions/{}", pro.data()["id"].as_str().unwrap());
    see(visit.request(Method::DELETE, &path).json(&json!({ "cancel_at": "immediately" }))).await;
    assert_eq!(visit.get(&format!("/customers/{JANE}/entitlements")).await.data()[0]["remaining"], 5);
    assert_eq!(visit.get("/customers/user_42/entitlements").await.problem(), "not_found");
}

#[tokio::test]
async fn a_check_is_validated_and_refused_to_public_keys() {
    let visit = visit().await;
    for (body, fields) in [
        (json!({}), vec!["customer_id", "feature_id"]),
        (json!({ "customer_id": PRO, "feature_id": 1 }), vec!["feature_id", "customer_id"]),
        (
            json!({ "customer_id": JANE, "feature_id": "calls", "requested_quantity": 0 }),
            vec!["requested_quantity"],
        ),
    ] {
        assert_eq!(visit.post("/entitlements/check", body.clone()).await.fields(), fields, "{body}");
    }
    let public = visit.anonymous(Method::POST, "/entitlements/check").bearer_auth(PUBLIC_TEST_KEY);
    let public = see(public.json(&json!({ "customer_id": JANE, "feature_id": "calls" }))).await;
    assert_eq!((public.status, public.problem()), (403, "permission_error"));
}
