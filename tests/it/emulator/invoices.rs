//! Invoices: list, get, finalize, void.

use http::Method;
use serde_json::json;

use super::{JANE, Visit, see};

#[tokio::test]
async fn an_invoice_is_listed_by_what_it_was_seeded_with() {
    let visit = Visit::new().await;
    let add = |invoice| visit.emulator.add_invoice(&invoice).unwrap();
    let first = add(json!({ "customer_id": JANE, "total": "49.00" }));
    let second = add(json!({ "subscription_id": JANE, "status": "paid" }));
    assert_eq!(first["status"], "pending");
    assert_eq!(first["total"], "49.00");
    for (query, expected) in [
        (String::new(), json!([first, second])),
        (format!("?customer_id={JANE}"), json!([first])),
        (format!("?subscription_id={JANE}"), json!([second])),
        ("?status=pending".to_owned(), json!([first])),
        ("?status=overdue".to_owned(), json!([])),
        ("?offset=1".to_owned(), json!([second])),
    ] {
        assert_eq!(visit.get(&format!("/invoices{query}")).await.data(), &expected, "{query}");
    }
    assert_eq!(visit.get("/invoices?customer_id=user_42").await.fields(), ["customer_id"]);
    let id = second["id"].as_str().unwrap();
    assert_eq!(visit.get(&format!("/invoices/{id}")).await.data(), &second);
    assert_eq!(visit.get("/invoices/1").await.problem(), "not_found");
}

#[tokio::test]
async fn only_what_is_pending_is_finalized_and_what_is_void_stays_void() {
    let visit = Visit::new().await;
    for (status, finalize, void) in [
        ("pending", Ok("posted"), Ok("void")),
        ("posted", Err("conflict"), Ok("void")),
        ("paid", Err("conflict"), Ok("void")),
        ("void", Err("conflict"), Err("conflict")),
    ] {
        for (action, expected) in [("finalize", finalize), ("void", void)] {
            let invoice = visit.emulator.add_invoice(&json!({ "status": status })).unwrap();
            let path = format!("/invoices/{}", invoice["id"].as_str().unwrap());
            let seen = see(visit.request(Method::POST, &format!("{path}/{action}"))).await;
            let after = visit.get(&path).await;
            match expected {
                Ok(expected) => assert_eq!(seen.data()["status"], expected),
                Err(expected) => assert_eq!((seen.status, seen.problem()), (409, expected)),
            }
            assert_eq!(after.data()["status"], expected.unwrap_or(status));
        }
    }
    for action in ["finalize", "void"] {
        let seen = see(visit.request(Method::POST, &format!("/invoices/{JANE}/{action}"))).await;
        assert_eq!((seen.status, seen.problem()), (404, "not_found"));
    }
}
