//! Bodies of refusals in the shapes that are widely used, each as one service documents it.

use prolifi::{ApiError, Call, http};
use serde_json::{Value, json};

/// What is read of a refusal with this body, as a client of a service without a reader of its own reads it.
async fn said(status: u16, body: &Value) -> Option<ApiError> {
    let refused = http::Response::builder().status(status).body(body.to_string()).unwrap();
    let error = Call::<()>::answer(refused).await.unwrap_err();
    error.api().cloned()
}

/// Type, message and fields.
type Read = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

fn shapes() -> Vec<(&'static str, u16, Value, Read)> {
    vec![
        (
            "Stripe",
            402,
            json!({"error": {"type": "card_error", "code": "card_declined", "message": "Declined.", "param": "card"}}),
            ("card_error", "Declined.", &[]),
        ),
        (
            "OpenAI",
            400,
            json!({"error": {"message": "No such model.", "type": null, "param": null, "code": "model_not_found"}}),
            ("model_not_found", "No such model.", &[]),
        ),
        (
            "Anthropic",
            429,
            json!({"type": "error", "error": {"type": "rate_limit_error", "message": "Slow down."}}),
            ("rate_limit_error", "Slow down.", &[]),
        ),
        (
            "Google",
            400,
            json!({"error": {"code": 400, "message": "Bad field.", "status": "INVALID_ARGUMENT", "details": [
            {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "X", "domain": "d"},
            {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{"field": "name", "description": "is too long"}]}]}}),
            ("INVALID_ARGUMENT", "Bad field.", &[("name", "is too long")]),
        ),
        (
            "Google, older",
            403,
            json!({"error": {"errors": [{"domain": "global", "reason": "forbidden", "message": "Forbidden"}], "code": 403, "message": "Forbidden"}}),
            ("", "Forbidden", &[("", "Forbidden")]),
        ),
        (
            "Microsoft",
            400,
            json!({"error": {"code": "BadArgument", "message": "Several.", "target": "Contact", "details": [{"code": "NullValue", "target": "Phone", "message": "is null"}], "innererror": {"code": "x"}}}),
            ("BadArgument", "Several.", &[("Phone", "is null")]),
        ),
        (
            "Facebook",
            400,
            json!({"error": {"message": "No.", "type": "OAuthException", "code": 190}}),
            ("OAuthException", "No.", &[]),
        ),
        (
            "Spotify",
            401,
            json!({"error": {"status": 401, "message": "Invalid token"}}),
            ("", "Invalid token", &[]),
        ),
        (
            "Elasticsearch",
            404,
            json!({"error": {"root_cause": [], "type": "index_not_found_exception", "reason": "no such index"}, "status": 404}),
            ("index_not_found_exception", "no such index", &[]),
        ),
        (
            "problem details",
            403,
            json!({"type": "https://e.example/credit", "title": "No credit.", "status": 403, "detail": "Balance is 30.", "instance": "/x"}),
            ("https://e.example/credit", "Balance is 30.", &[]),
        ),
        (
            "problem, blank",
            404,
            json!({"type": "about:blank", "title": "Not Found", "status": 404}),
            ("", "Not Found", &[]),
        ),
        (
            "problem with fields",
            400,
            json!({"type": "https://e.example/v", "title": "Not valid.", "invalid-params": [{"name": "age", "reason": "must be positive"}]}),
            ("https://e.example/v", "Not valid.", &[("age", "must be positive")]),
        ),
        (
            "problem of RFC 9457",
            422,
            json!({"type": "https://e.example/v", "title": "Not valid.", "errors": [{"detail": "must be positive", "pointer": "#/age"}]}),
            ("https://e.example/v", "Not valid.", &[("#/age", "must be positive")]),
        ),
        (
            "ASP.NET",
            400,
            json!({"type": "https://tools.ietf.org/html/rfc9110#section-15.5.1", "title": "One or more.", "status": 400, "errors": {"Email": ["The Email field is required."]}}),
            (
                "https://tools.ietf.org/html/rfc9110#section-15.5.1",
                "One or more.",
                &[("Email", "The Email field is required.")],
            ),
        ),
        (
            "OAuth",
            400,
            json!({"error": "invalid_grant", "error_description": "The code has expired."}),
            ("invalid_grant", "The code has expired.", &[]),
        ),
        ("OAuth, short", 400, json!({"error": "invalid_grant"}), ("invalid_grant", "", &[])),
        ("a sentence", 400, json!({"error": "The date is wrong."}), ("", "The date is wrong.", &[])),
        ("Slack", 400, json!({"ok": false, "error": "channel_not_found"}), ("channel_not_found", "", &[])),
        (
            "Spring",
            404,
            json!({"timestamp": "t", "status": 404, "error": "Not Found", "message": "No note 7.", "path": "/notes/7"}),
            ("Not Found", "No note 7.", &[]),
        ),
        (
            "NestJS",
            400,
            json!({"statusCode": 400, "message": ["email must be an email", "age must be a number"], "error": "Bad Request"}),
            ("Bad Request", "email must be an email; age must be a number", &[]),
        ),
        (
            "Auth0",
            400,
            json!({"statusCode": 400, "error": "Bad Request", "message": "Payload.", "errorCode": "invalid_body"}),
            ("invalid_body", "Payload.", &[]),
        ),
        (
            "JSON:API",
            422,
            json!({"errors": [{"status": "422", "code": "too_short", "title": "Invalid Attribute", "detail": "is too short", "source": {"pointer": "/data/attributes/name"}}]}),
            ("too_short", "Invalid Attribute", &[("/data/attributes/name", "is too short")]),
        ),
        (
            "JSON:API, parameter",
            400,
            json!({"errors": [{"title": "Bad", "detail": "no such field", "source": {"parameter": "include"}}]}),
            ("", "Bad", &[("include", "no such field")]),
        ),
        (
            "GraphQL",
            400,
            json!({"errors": [{"message": "Denied.", "extensions": {"code": "FORBIDDEN"}}]}),
            ("FORBIDDEN", "Denied.", &[]),
        ),
        (
            "Square",
            400,
            json!({"errors": [{"category": "INVALID_REQUEST_ERROR", "code": "MISSING", "detail": "is missing", "field": "amount"}]}),
            ("MISSING", "", &[("amount", "is missing")]),
        ),
        (
            "Cloudflare",
            400,
            json!({"success": false, "errors": [{"code": 1003, "message": "Invalid zone."}], "messages": [], "result": null}),
            ("1003", "Invalid zone.", &[]),
        ),
        (
            "SendGrid",
            400,
            json!({"errors": [{"message": "is empty", "field": "personalizations", "help": null}]}),
            ("", "", &[("personalizations", "is empty")]),
        ),
        (
            "Docker",
            401,
            json!({"errors": [{"code": "UNAUTHORIZED", "message": "Log in.", "detail": []}]}),
            ("UNAUTHORIZED", "Log in.", &[]),
        ),
        (
            "Rails",
            422,
            json!({"errors": {"email": ["is taken", "is short"], "age": ["is low"]}}),
            ("", "", &[("age", "is low"), ("email", "is taken"), ("email", "is short")]),
        ),
        (
            "Rails, a sentence each",
            422,
            json!({"errors": {"email": "is taken"}}),
            ("", "", &[("email", "is taken")]),
        ),
        (
            "Rails, a list",
            422,
            json!({"errors": ["Email is taken", "Age is low"]}),
            ("", "Email is taken; Age is low", &[]),
        ),
        (
            "Laravel",
            422,
            json!({"message": "The email is taken.", "errors": {"address.city": ["is required"]}}),
            ("", "The email is taken.", &[("address.city", "is required")]),
        ),
        (
            "Jira",
            400,
            json!({"errorMessages": [], "errors": {"summary": "is required"}}),
            ("", "", &[("summary", "is required")]),
        ),
        (
            "Discord",
            400,
            json!({"code": 50035, "message": "Invalid Form Body", "errors": {"user": {"name": {"_errors": [{"code": "SHORT", "message": "is short"}]}}}}),
            ("50035", "Invalid Form Body", &[("user.name", "is short")]),
        ),
        (
            "GitHub",
            422,
            json!({"message": "Validation Failed", "errors": [{"resource": "Issue", "field": "title", "code": "missing_field"}], "documentation_url": "https://docs"}),
            ("", "Validation Failed", &[("title", "missing_field")]),
        ),
        (
            "Twilio",
            404,
            json!({"code": 20404, "message": "Not found.", "more_info": "https://x", "status": 404}),
            ("20404", "Not found.", &[]),
        ),
        (
            "Notion",
            400,
            json!({"object": "error", "status": 400, "code": "validation_error", "message": "No."}),
            ("validation_error", "No.", &[]),
        ),
        (
            "PayPal",
            400,
            json!({"name": "INVALID_REQUEST", "message": "Malformed.", "debug_id": "x", "details": [{"field": "/amount", "issue": "MISSING", "description": "is missing"}]}),
            ("INVALID_REQUEST", "Malformed.", &[("/amount", "is missing")]),
        ),
        (
            "Adyen",
            422,
            json!({"status": 422, "errorCode": "130", "message": "No account.", "errorType": "validation"}),
            ("130", "No account.", &[]),
        ),
        (
            "HubSpot",
            400,
            json!({"status": "error", "message": "Invalid.", "category": "VALIDATION_ERROR", "errors": [{"message": "is odd", "in": "email"}]}),
            ("VALIDATION_ERROR", "Invalid.", &[("email", "is odd")]),
        ),
        (
            "Zendesk",
            422,
            json!({"error": "RecordInvalid", "description": "Validation.", "details": {"email": [{"description": "is invalid", "error": "Duplicate"}]}}),
            ("RecordInvalid", "Validation.", &[("email", "is invalid")]),
        ),
        (
            "FastAPI",
            422,
            json!({"detail": [{"loc": ["body", "items", 0], "msg": "field required", "type": "missing"}]}),
            ("missing", "", &[("body.items.0", "field required")]),
        ),
        ("Django", 404, json!({"detail": "Not found."}), ("", "Not found.", &[])),
        (
            "Django, fields",
            400,
            json!({"email": ["is required"], "name": ["is short"]}),
            ("", "", &[("email", "is required"), ("name", "is short")]),
        ),
        (
            "Kubernetes",
            422,
            json!({"kind": "Status", "status": "Failure", "message": "No.", "reason": "Invalid", "details": {"name": "x", "causes": [{"reason": "F", "message": "is odd", "field": "spec.x"}]}, "code": 422}),
            ("Invalid", "No.", &[("spec.x", "is odd")]),
        ),
        (
            "Salesforce",
            400,
            json!([{"message": "is missing", "errorCode": "REQUIRED_FIELD_MISSING", "fields": ["Name"]}]),
            ("REQUIRED_FIELD_MISSING", "", &[("Name", "is missing")]),
        ),
        (
            "AWS",
            400,
            json!({"__type": "ValidationException", "message": "No."}),
            ("ValidationException", "No.", &[]),
        ),
        (
            "Okta",
            400,
            json!({"errorCode": "E0000001", "errorSummary": "Failed.", "errorCauses": [{"errorSummary": "login: taken"}]}),
            ("E0000001", "Failed.", &[("", "login: taken")]),
        ),
        (
            "Telegram",
            400,
            json!({"ok": false, "error_code": 400, "description": "chat not found"}),
            ("", "chat not found", &[]),
        ),
        (
            "PostgREST",
            400,
            json!({"code": "PGRST100", "details": null, "hint": null, "message": "No."}),
            ("PGRST100", "No.", &[]),
        ),
        (
            "Apigee",
            401,
            json!({"fault": {"faultstring": "Invalid ApiKey", "detail": {"errorcode": "x"}}}),
            ("", "Invalid ApiKey", &[]),
        ),
        ("Shopify", 404, json!({"errors": "Not Found"}), ("", "Not Found", &[])),
    ]
}

#[tokio::test]
async fn the_widely_used_shapes_are_read() {
    for (name, status, body, (error_type, message, fields)) in shapes() {
        let expected = fields.iter().fold(ApiError::new(error_type, message), |error, (field, message)| {
            error.field(*field, *message)
        });
        assert_eq!(said(status, &body).await, Some(expected), "{name}");
    }
}

#[tokio::test]
async fn what_says_nothing_of_an_error_is_none() {
    for body in
        [json!({}), json!([]), json!("x"), json!(7), json!({"oops": 1}), json!({"name": "Jane"}), json!([1])]
    {
        assert_eq!(said(400, &body).await, None, "{body}");
    }
}

#[tokio::test]
async fn a_mark_is_passed_over_and_the_object_kept() {
    let body = "\u{feff}{\"error\": {\"type\": \"card_error\", \"amount\": 1.10, \"of\": {\"id\": 7}}}";
    let refused = http::Response::builder().status(402).body(body).unwrap();
    let error = Call::<()>::answer(refused).await.unwrap_err();
    let api = error.api().unwrap();
    assert_eq!(api.error_type, "card_error");
    assert_eq!(api.get::<f64>("amount"), Some(1.1));
    assert_eq!(api.get::<Value>("of"), Some(json!({"id": 7})));
    assert_eq!(api.get::<u32>("type"), None);
    assert_eq!(api.object(), Some("{\"type\": \"card_error\", \"amount\": 1.10, \"of\": {\"id\": 7}}"));
    assert_eq!(error.decode_body::<Value>().unwrap()["error"]["of"]["id"], 7);
    assert!(!format!("{error:?}").contains("1.10"), "{error:?}");
}

#[tokio::test]
async fn an_entry_without_a_field_is_printed_without_a_colon() {
    let body = r#"{"message": "No.", "errors": [{"code": "a"}, {"field": "c", "message": "d"}]}"#;
    let refused = http::Response::builder().status(422).body(body).unwrap();
    let error = Call::<()>::answer(refused).await.unwrap_err();
    assert_eq!(error.to_string(), "422 No. — a; c: d");
}
