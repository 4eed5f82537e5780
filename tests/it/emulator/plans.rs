//! Plans: list and get.

use prolifi::emulator::Emulator;
use serde_json::json;

use super::Visit;

const PRO: &str = "16fd2706-8baf-433b-82eb-8c7fada847da";

#[tokio::test]
async fn a_plan_is_answered_as_it_was_seeded() {
    let plan = json!({ "id": PRO, "name": "Pro", "anything": [1, { "a": null }] });
    let visit = Visit::with(Emulator::builder().plan(plan.clone())).await;
    assert_eq!(visit.get(&format!("/plans/{PRO}")).await.data(), &plan);
    assert_eq!(visit.get("/plans").await.data(), &json!([plan]));
    for id in ["pro", "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11"] {
        let seen = visit.get(&format!("/plans/{id}")).await;
        assert_eq!((seen.status, seen.problem()), (404, "not_found"));
    }
}

#[tokio::test]
async fn only_active_plans_are_listed_unless_asked_for() {
    let visit = Visit::new().await;
    visit.emulator.add_plan(&json!({ "name": "a" })).unwrap();
    visit.emulator.add_plan(&json!({ "name": "b", "status": "inactive" })).unwrap();
    visit.emulator.add_plan(&json!({ "name": "c", "status": "active" })).unwrap();
    for (query, names) in [
        ("", json!(["a", "c"])),
        ("?status=active", json!(["a", "c"])),
        ("?status=inactive", json!(["b"])),
        ("?status=archived", json!([])),
        ("?limit=1&offset=1", json!(["c"])),
    ] {
        let seen = visit.get(&format!("/plans{query}")).await;
        let listed: Vec<_> = seen.data().as_array().unwrap().iter().map(|plan| &plan["name"]).collect();
        assert_eq!(json!(listed), names, "{query}");
    }
    assert_eq!(visit.get("/plans?limit=1").await.body["pagination"]["has_more"], true);
}
