//! A lending library: a small service with habits of its own, for an example to call.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    extract::{Path, Request, State},
    http::{StatusCode, header::CONTENT_TYPE},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The card that the library knows.
pub const LIBRARY_CARD: &str = "card-of-jane-0042";

/// The books that are lent; a loan's number is its book's.
type Lent = Arc<Mutex<Vec<u32>>>;

const BOOKS: [(u32, &str, &str); 3] = [
    (1, "Solaris", "Stanisław Lem"),
    (2, "The Cyberiad", "Stanisław Lem"),
    (3, "Roadside Picnic", "A. & B. Strugatsky"),
];

/// Opens a library on a free port, and gives its address.
///
/// # Errors
///
/// If no port can be listened on.
pub async fn open_library() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/v2", listener.local_addr()?);
    let routes = Router::new()
        .route("/v2/authors/{author}/books", get(books))
        .route("/v2/loans", post(borrow))
        .route("/v2/loans/{book}", delete(give_back))
        .layer(middleware::from_fn(check_card))
        .with_state(Lent::default());
    tokio::spawn(async { axum::serve(listener, routes).await });
    Ok(address)
}

async fn check_card(request: Request, next: Next) -> Response {
    match request.headers().get("x-library-card") {
        Some(card) if card == LIBRARY_CARD => next.run(request).await,
        _ => fault(StatusCode::UNAUTHORIZED, "unknown_card", "We do not know this card.", &json!({})),
    }
}

async fn books(Path(author): Path<String>) -> Response {
    let books = BOOKS.iter().filter(|(_, _, by)| *by == author);
    let books: Vec<Value> = books.map(|(id, title, _)| json!({ "id": id, "title": title })).collect();
    answer(StatusCode::OK, &json!({ "books": books }))
}

async fn borrow(State(lent): State<Lent>, body: String) -> Response {
    let loan: Value = serde_json::from_str(&body).unwrap_or_default();
    let Some((book, ..)) = BOOKS.into_iter().find(|(id, ..)| loan["book"] == *id) else {
        let fields = json!({ "book": "is not one of ours" });
        return fault(StatusCode::BAD_REQUEST, "no_such_book", "There is no such book.", &fields);
    };
    let mut lent = lent.lock().unwrap_or_else(PoisonError::into_inner);
    if lent.contains(&book) {
        return fault(StatusCode::CONFLICT, "lent", "Somebody is reading it.", &json!({}));
    }
    lent.push(book);
    answer(StatusCode::CREATED, &json!({ "id": book, "due": "2026-04-10" }))
}

async fn give_back(State(lent): State<Lent>, Path(book): Path<u32>) -> StatusCode {
    lent.lock().unwrap_or_else(PoisonError::into_inner).retain(|lent| *lent != book);
    StatusCode::NO_CONTENT
}

/// The shape of the library's errors, which is nobody else's.
fn fault(status: StatusCode, name: &str, text: &str, fields: &Value) -> Response {
    answer(status, &json!({ "fault": { "name": name, "text": text, "fields": fields } }))
}

fn answer(status: StatusCode, body: &Value) -> Response {
    let headers = [(CONTENT_TYPE.as_str(), "application/json"), ("x-desk", "desk-3")];
    (status, headers, body.to_string()).into_response()
}
