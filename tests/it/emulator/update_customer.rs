//! `PATCH /customers/{id}`: what a body does to a customer, and what is refused.

use http::Method;
use prolifi::emulator::Emulator;
use serde_json::{Value, json};

use super::{JANE, Visit, see};

#[tokio::test]
async fn absent_keeps_null_clears_a_value_sets() {
    let visit = Visit::new().await;
    let seen = visit.patch("/customers/user_42", json!({ "first_name": "Janet", "phone": null })).await;
    let customer = seen.data();
    assert_eq!(seen.status, 200);
    assert_eq!(customer["first_name"], "Janet");
    assert_eq!(customer["last_name"], "Doe");
    assert_eq!(customer["phone"], Value::Null);
    assert_eq!(customer["email"], "jane@example.com");
    assert_eq!(visit.get("/customers/user_42").await.data(), customer);
}

#[tokio::test]
async fn the_answer_has_exactly_the_documented_fields() {
    let visit = Visit::new().await;
    let seen = visit.patch("/customers/user_42", json!({ "email": "newemail@example.com" })).await;
    let mut fields: Vec<_> = seen.data().as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    let documented = [
        "company_name",
        "country",
        "country_id",
        "created_at",
        "email",
        "external_id",
        "first_name",
        "id",
        "last_name",
        "metadata",
        "name",
        "phone",
        "status",
        "updated_at",
    ];
    assert_eq!(fields, documented);
    assert_eq!(seen.body.as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn every_field_but_the_email_is_set_and_cleared() {
    let country = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
    let visit = Visit::with(Emulator::builder().country(country.parse().unwrap(), "Nigeria")).await;
    let path = format!("/customers/{JANE}");
    let all = json!({
        "email": "ada@example.com",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "company_name": "Engines",
        "external_id": "user_1",
        "phone": "1",
        "country_id": country,
        "metadata": { "tier": 1, "tags": ["a"] },
    });
    let set = visit.patch(&path, all.clone()).await;
    for (field, value) in all.as_object().unwrap() {
        assert_eq!(&set.data()[field], value);
    }
    assert_eq!(set.data()["name"], "Ada Lovelace");
    assert_eq!(set.data()["country"], "Nigeria");

    let nulls: Value = all.as_object().unwrap().keys().map(|field| (field.clone(), Value::Null)).collect();
    let cleared = visit.patch(&path, nulls).await;
    for field in all.as_object().unwrap().keys().filter(|field| *field != "email") {
        assert_eq!(cleared.data()[field], Value::Null, "{field}");
    }
    assert_eq!(cleared.data()["email"], "ada@example.com");
    assert_eq!(cleared.data()["name"], Value::Null);
    assert_eq!(cleared.data()["country"], Value::Null);
}

#[tokio::test]
async fn a_full_name_is_split_and_computed_again() {
    let visit = Visit::new().await;
    let cases = [
        (json!({ "name": "Ada King Lovelace" }), json!(["Ada King Lovelace", "Ada", "King Lovelace"])),
        (json!({ "name": "  Ada   Lovelace " }), json!(["Ada Lovelace", "Ada", "Lovelace"])),
        (json!({ "name": "Plato" }), json!(["Plato", "Plato", null])),
        (
            json!({ "name": "Ada Lovelace", "first_name": "Augusta" }),
            json!(["Augusta Lovelace", "Augusta", "Lovelace"]),
        ),
        (json!({ "first_name": null }), json!(["Lovelace", null, "Lovelace"])),
        (json!({ "name": null }), json!([null, null, null])),
    ];
    for (body, expected) in cases {
        let seen = visit.patch("/customers/user_42", body.clone()).await;
        let customer = seen.data();
        assert_eq!(
            json!([customer["name"], customer["first_name"], customer["last_name"]]),
            expected,
            "{body}"
        );
    }
}

#[tokio::test]
async fn metadata_is_replaced_whole() {
    let visit = Visit::new().await;
    visit.patch("/customers/user_42", json!({ "metadata": { "a": 1, "b": 2 } })).await;
    let seen = visit.patch("/customers/user_42", json!({ "metadata": { "b": null } })).await;
    assert_eq!(seen.data()["metadata"], json!({ "b": null }));
}

#[tokio::test]
async fn a_body_without_a_known_field_changes_nothing() {
    let visit = Visit::new().await;
    let before = visit.get("/customers/user_42").await;
    for body in [json!({}), json!({ "nickname": "J", "id": "other", "status": "archived" })] {
        assert_eq!(visit.patch("/customers/user_42", body).await.body, before.body);
    }
    let without = see(visit.request(Method::PATCH, "/customers/user_42")).await;
    assert_eq!((without.status, &without.body), (200, &before.body));
}

#[tokio::test]
async fn a_change_moves_updated_at() {
    let clock = "2026-03-13T09:00:00Z".parse().unwrap();
    let visit = Visit::with(Emulator::builder().fixed_clock(clock)).await;
    visit.emulator.advance(std::time::Duration::from_secs(90));
    let seen = visit.patch("/customers/user_42", json!({ "phone": "1" })).await;
    assert_eq!(seen.data()["created_at"], "2026-03-13T09:00:00.000000Z");
    assert_eq!(seen.data()["updated_at"], "2026-03-13T09:01:30.000000Z");
}

#[tokio::test]
async fn a_uuid_is_the_id_and_anything_else_the_external_id() {
    let visit = Visit::new().await;
    for path in [format!("/customers/{JANE}"), format!("/customers/{}", JANE.to_uppercase())] {
        assert_eq!(visit.patch(&path, json!({})).await.data()["id"], JANE);
    }
    // 32 hexadecimal digits are not a UUID here, so they can be an external id.
    let plain = JANE.replace('-', "");
    for id in ["a/b", "50% off?", "ü ö", "a+b", "..x", plain.as_str()] {
        let seen = visit.patch(&format!("/customers/{JANE}"), json!({ "external_id": id })).await;
        assert_eq!(seen.data()["external_id"], id);
        let encoded: String = id.bytes().map(|byte| format!("%{byte:02X}")).collect();
        assert_eq!(visit.patch(&format!("/customers/{encoded}"), json!({})).await.data()["id"], JANE, "{id}");
    }
    visit
        .patch(
            &format!("/customers/{JANE}"),
            json!({ "external_id": "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11" }),
        )
        .await;
    let seen = visit.patch("/customers/5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11", json!({})).await;
    assert_eq!((seen.status, seen.problem()), (404, "not_found"));
}

#[tokio::test]
async fn an_unknown_customer_is_404_with_the_documented_body() {
    let visit = Visit::new().await;
    let seen = visit.patch("/customers/nobody", json!({ "phone": "1" })).await;
    assert_eq!(seen.status, 404);
    assert_eq!(seen.body, json!({ "error": { "type": "not_found", "message": "No such customer." } }));
    assert_eq!(seen.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn every_wrong_field_is_named_and_nothing_is_changed() {
    let visit = Visit::new().await;
    let before = visit.get("/customers/user_42").await;
    let wrong = json!({
        "email": "nobody",
        "name": 1,
        "first_name": true,
        "last_name": [],
        "company_name": {},
        "external_id": 42,
        "phone": 5.5,
        "country_id": "NG",
        "metadata": "text",
    });
    let seen = visit.patch("/customers/user_42", wrong.clone()).await;
    let mut named = seen.fields();
    named.sort_unstable();
    let mut sent: Vec<_> = wrong.as_object().unwrap().keys().collect();
    sent.sort_unstable();
    assert_eq!(named, sent);
    assert_eq!(seen.body["error"]["message"], "The request data is invalid.");
    assert_eq!(visit.get("/customers/user_42").await.body, before.body);

    let mixed = visit.patch("/customers/user_42", json!({ "first_name": "Janet", "email": "a@b@c" })).await;
    let error = json!({ "field": "email", "message": "The email field must be a valid email address." });
    assert_eq!(mixed.body["error"]["errors"], json!([error]));
    assert_eq!(visit.get("/customers/user_42").await.body, before.body);
}

#[tokio::test]
async fn an_external_id_belongs_to_one_customer() {
    let visit = Visit::new().await;
    visit.post("/customers", json!({ "email": "b@example.com", "external_id": "user_43" })).await;
    let taken = visit.patch("/customers/user_43", json!({ "external_id": "user_42" })).await;
    assert_eq!(taken.fields(), ["external_id"]);
    assert_eq!(visit.patch("/customers/user_43", json!({ "external_id": "user_43" })).await.status, 200);
}

#[tokio::test]
async fn a_body_that_is_no_json_object_is_400() {
    let visit = Visit::new().await;
    for body in ["{", "null", "[]", "\"text\"", "first_name=Jane", "{\"a\":1} x"] {
        let request =
            visit.request(Method::PATCH, "/customers/user_42").header("content-type", "application/json");
        let seen = see(request.body(body)).await;
        assert_eq!((seen.status, seen.problem()), (400, "invalid_request"), "{body}");
    }
    for media_type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"] {
        let request = visit.request(Method::PATCH, "/customers/user_42").header("content-type", media_type);
        assert_eq!(see(request.body("{}")).await.problem(), "invalid_request", "{media_type}");
    }
    let charset = visit.request(Method::PATCH, "/customers/user_42");
    let charset = charset.header("content-type", "Application/JSON; charset=utf-8").body("{}");
    assert_eq!(see(charset).await.status, 200);
}
