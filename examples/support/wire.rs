//! A request as it goes out, printed part by part.

use prolifi::{bytes::Bytes, http::Request};

/// Prints the method, the path, the query, the headers and the body; a secret header without its value.
pub fn sent(request: &Request<Bytes>) {
    println!("  → {} {}", request.method(), request.uri().path());
    for pair in request.uri().query().into_iter().flat_map(|query| query.split('&')) {
        println!("      ? {pair}");
    }
    let mut headers: Vec<_> = request.headers().iter().collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    for (name, value) in headers {
        let value =
            if value.is_sensitive() { "(secret)".into() } else { String::from_utf8_lossy(value.as_bytes()) };
        println!("      {name}: {value}");
    }
    for line in String::from_utf8_lossy(request.body()).lines() {
        println!("      | {line}");
    }
}
