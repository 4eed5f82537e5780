//! Customers: create, get, list, archive.

use serde_json::{Value, json};

use super::{JANE, Visit};

#[tokio::test]
async fn a_created_customer_is_found_by_either_id() {
    let visit = Visit::new().await;
    let body =
        json!({ "email": "ada@example.com", "name": "Ada Lovelace", "external_id": "ada", "phone": null });
    let created = visit.post("/customers", body).await;
    assert_eq!(created.status, 201);
    let customer = created.data();
    assert_eq!(customer["status"], "active");
    assert_eq!((&customer["first_name"], &customer["last_name"]), (&json!("Ada"), &json!("Lovelace")));
    assert_eq!(customer["created_at"], customer["updated_at"]);
    for id in [customer["id"].as_str().unwrap(), "ada"] {
        assert_eq!(visit.get(&format!("/customers/{id}")).await.data(), customer);
    }
}

#[tokio::test]
async fn a_customer_needs_an_email() {
    let visit = Visit::new().await;
    for body in [json!({}), json!({ "email": null })] {
        let seen = visit.post("/customers", body).await;
        let error = json!({ "field": "email", "message": "The email field is required." });
        assert_eq!(seen.status, 422);
        assert_eq!(seen.body["error"]["errors"], json!([error]));
    }
    let both = visit.post("/customers", json!({ "email": 1, "external_id": "user_42", "phone": 2 })).await;
    assert_eq!(both.fields(), ["email", "phone"]);
    let taken = visit.post("/customers", json!({ "email": "a@b.c", "external_id": "user_42" })).await;
    assert_eq!(taken.fields(), ["external_id"]);
}

#[tokio::test]
async fn an_archived_customer_leaves_the_lists_and_can_be_read() {
    let visit = Visit::new().await;
    let deleted = visit.delete("/customers/user_42").await;
    assert_eq!((deleted.status, deleted.header("content-type"), &deleted.body), (204, None, &Value::Null));
    assert_eq!(visit.get("/customers").await.data(), &json!([]));
    assert_eq!(visit.get("/customers/user_42").await.data()["status"], "archived");
    assert_eq!(visit.get("/customers?status=archived").await.data()[0]["id"], JANE);
    assert_eq!(visit.delete("/customers/user_42").await.status, 204);
    let unknown = visit.delete("/customers/nobody").await;
    assert_eq!((unknown.status, unknown.problem()), (404, "not_found"));
}

#[tokio::test]
async fn a_list_is_paged() {
    let visit = Visit::new().await;
    for n in 1..25 {
        visit.post("/customers", json!({ "email": format!("c{n}@example.com") })).await;
    }
    let cases = [
        ("", 20, json!({ "total": 25, "limit": 20, "offset": 0, "has_more": true })),
        ("?offset=20", 5, json!({ "total": 25, "limit": 20, "offset": 20, "has_more": false })),
        ("?limit=5&offset=20", 5, json!({ "total": 25, "limit": 5, "offset": 20, "has_more": false })),
        ("?limit=4&offset=20", 4, json!({ "total": 25, "limit": 4, "offset": 20, "has_more": true })),
        ("?limit=100&offset=99", 0, json!({ "total": 25, "limit": 100, "offset": 99, "has_more": false })),
    ];
    for (query, length, pagination) in cases {
        let seen = visit.get(&format!("/customers{query}")).await;
        assert_eq!(seen.data().as_array().unwrap().len(), length, "{query}");
        assert_eq!(seen.body["pagination"], pagination, "{query}");
    }
    let wrong = visit.get("/customers?limit=0&offset=-1").await;
    assert_eq!(wrong.fields(), ["limit", "offset"]);
    for query in ["limit=101", "limit=ten", "offset=", "status=gone"] {
        assert_eq!(visit.get(&format!("/customers?{query}")).await.status, 422, "{query}");
    }
}

#[tokio::test]
async fn a_list_is_filtered() {
    let visit = Visit::new().await;
    visit.post("/customers", json!({ "email": "Ada+1@Example.com", "external_id": "ada" })).await;
    let cases = [
        ("email=EXAMPLE", 2),
        ("email=ada%2B1", 1),
        ("email=nobody", 0),
        ("external_id=ada", 1),
        ("external_id=ad", 0),
        ("status=active", 2),
        ("status=archived", 0),
        ("email=jane&external_id=ada", 0),
    ];
    for (query, total) in cases {
        assert_eq!(
            visit.get(&format!("/customers?{query}")).await.body["pagination"]["total"],
            total,
            "{query}"
        );
    }
}
