//! Successful answers that are not quite as documented: read where they can be.

use http::StatusCode;
use prolifi::{
    customers::{CustomerStatus, Customers, UpdateCustomer},
    emulator::{Fault, SECRET_TEST_KEY},
};
use prolifi_tests::{customer, enveloped};
use serde_json::{Map, Value, json};

use super::{client, emulator};

/// What the client makes of an answer with this body.
async fn read(body: String) -> Result<prolifi::customers::Customer, prolifi::Error> {
    let emulator = emulator().await;
    emulator.fail_next(Fault::body(StatusCode::OK, "application/json", body));
    client(&emulator, SECRET_TEST_KEY).update_customer("user_42", &UpdateCustomer::new()).await
}

#[tokio::test]
async fn an_unknown_status_is_kept_and_written_back() {
    let mut unknown = customer();
    unknown["status"] = json!("on_hold");
    let read = read(enveloped(&unknown)).await.unwrap();
    assert_eq!(read.status, CustomerStatus::Unknown("on_hold".into()));
    assert_eq!(serde_json::to_value(&read.status).unwrap(), "on_hold");
    let mut escaped = customer();
    escaped["status"] = json!("a\"b\\ü");
    let read = self::read(enveloped(&escaped)).await.unwrap();
    assert_eq!(read.status.as_str(), "a\"b\\ü");
}

#[tokio::test]
async fn unknown_fields_are_skipped() {
    let mut more = customer();
    more["loyalty"] = json!({ "points": [1, 2, { "x": null }] });
    let body = json!({ "meta": { "data": 7 }, "data": more, "links": [] });
    assert_eq!(read(body.to_string()).await.unwrap().email, "jane@example.com");
}

#[tokio::test]
async fn nullable_fields_may_be_null_or_absent() {
    const NULLABLE: [&str; 9] = [
        "external_id",
        "name",
        "first_name",
        "last_name",
        "company_name",
        "phone",
        "country",
        "country_id",
        "metadata",
    ];
    let (mut nulls, mut absent) = (customer(), customer());
    for field in NULLABLE {
        nulls[field] = Value::Null;
        absent.as_object_mut().unwrap().remove(field).unwrap();
    }
    let (nulls, absent) = (read(enveloped(&nulls)).await.unwrap(), read(enveloped(&absent)).await.unwrap());
    assert_eq!(nulls, absent);
    let written = serde_json::to_value(&nulls).unwrap();
    for field in NULLABLE {
        assert_eq!(written[field], Value::Null, "{field}");
    }
    let mut full = customer();
    full["metadata"] = json!({ "a": null });
    assert_eq!(
        read(enveloped(&full)).await.unwrap().metadata,
        Some(Map::from_iter([("a".into(), Value::Null)]))
    );
}

#[tokio::test]
async fn the_other_fields_have_to_be_there() {
    for field in ["id", "email", "status", "created_at", "updated_at"] {
        let mut absent = customer();
        absent.as_object_mut().unwrap().remove(field).unwrap();
        let error = read(enveloped(&absent)).await.unwrap_err();
        assert!(error.is_decode(), "{error}");
        assert!(error.to_string().contains(&format!("the field `{field}` is missing at `data`")), "{error}");

        let mut null = customer();
        null[field] = Value::Null;
        let error = read(enveloped(&null)).await.unwrap_err();
        assert!(error.to_string().contains(&format!("does not fit the type at `data.{field}`")), "{error}");
    }
}

#[tokio::test]
async fn times_are_read_with_their_offset() {
    let mut other = customer();
    other["created_at"] = json!("2026-03-13T10:00:00+01:00");
    other["updated_at"] = json!("2026-03-13T09:00:00Z");
    let read = read(enveloped(&other)).await.unwrap();
    assert_eq!(read.created_at, read.updated_at);
}

#[tokio::test]
async fn an_answer_can_be_read_as_another_type() {
    #[derive(serde::Deserialize)]
    struct Points {
        loyalty: u32,
    }
    let emulator = emulator().await;
    let mut more = customer();
    more["loyalty"] = json!(7);
    emulator.fail_next(Fault::body(StatusCode::OK, "application/json", enveloped(&more)));
    let call = client(&emulator, SECRET_TEST_KEY).update_customer("user_42", &UpdateCustomer::new());
    assert_eq!(call.decode::<Points>().await.unwrap().loyalty, 7);
}
