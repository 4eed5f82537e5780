//! A client for a service that is not Prolifi: a lending library, which this program runs on a port of its own.
//!
//! What is the library's own is plain data, a [`Service`]: its address, how it wants to know who calls, the names
//! of its headers, and a function that reads the shape of its errors. Retries, deadlines and errors are the same
//! as for every other service.

use std::{collections::BTreeMap, error::Error};

use prolifi::{
    ApiError, Auth, Service,
    http::{HeaderMap, HeaderName, StatusCode},
    prelude::*,
};
use prolifi_examples::{LIBRARY_CARD, open_library};
use serde::{Deserialize, Serialize};

#[api]
trait Library {
    /// The books of an author.
    #[endpoint(GET, "/authors/<author>/books", envelope = "books")]
    fn books(&self, author: &str) -> Call<Vec<Book>>;

    /// Borrows a book.
    #[endpoint(POST, "/loans")]
    fn borrow_book(&self, loan: &NewLoan) -> Call<Loan>;

    /// Gives a book back.
    #[endpoint(DELETE, "/loans/<id>")]
    fn give_back(&self, id: u32) -> Call<()>;
}

#[derive(Deserialize)]
struct Book {
    id: u32,
    title: String,
}

#[derive(Serialize)]
struct NewLoan {
    book: u32,
}

#[derive(Deserialize)]
struct Loan {
    id: u32,
    due: String,
}

fn library(base_url: &str) -> Service {
    Service::new(base_url)
        .auth(Auth::Header(HeaderName::from_static("x-library-card")))
        .request_id_header(HeaderName::from_static("x-desk"))
        .error_reader(read_fault)
}

/// Reads `{"fault": {"name": .., "text": .., "fields": {..}}}`.
fn read_fault(_: StatusCode, _: &HeaderMap, body: &[u8]) -> Option<ApiError> {
    #[derive(Deserialize)]
    struct Body {
        fault: Fault,
    }
    #[derive(Deserialize)]
    struct Fault {
        name: String,
        text: String,
        fields: BTreeMap<String, String>,
    }
    let Body { fault } = serde_json::from_slice(body).ok()?;
    let error = ApiError::new(fault.name, fault.text);
    Some(fault.fields.into_iter().fold(error, |error, (field, message)| error.field(field, message)))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = open_library().await?;
    let client = Client::builder(library(&address)).api_key(LIBRARY_CARD).build()?;

    let author = "Stanisław Lem";
    println!("Books of {author}");
    for book in client.books(author).await? {
        println!("  {}  {}", book.id, book.title);
    }

    let loan = client.borrow_book(&NewLoan { book: 1 }).await?;
    println!("\nBorrowed {} until {}", loan.id, loan.due);

    println!("\nBorrowing it again");
    if let Err(error) = client.borrow_book(&NewLoan { book: 1 }).await {
        println!("  {error}");
        println!("  is it lent?  {}", error.api().is_some_and(|api| api.error_type == "lent"));
    }

    println!("\nBorrowing a book that there is not");
    if let Err(error) = client.borrow_book(&NewLoan { book: 9 }).await {
        println!("  {error}");
        println!("  the desk to ask  {}", error.request_id().unwrap_or("(unknown)"));
    }

    client.give_back(loan.id).await?;
    println!("\nGave {} back", loan.id);

    println!("\nWith a card of another library");
    let stranger = Client::builder(library(&address)).api_key("card-of-joe-0007").build()?;
    if let Err(error) = stranger.books(author).await {
        println!("  {error}");
    }
    Ok(())
}
