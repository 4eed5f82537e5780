//! A server with one file, whose connection breaks off now and then.

use std::io::Result;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// How long the file is.
pub const FILE_LENGTH: u64 = 8_000_000;
/// How much of it is sent before the connection breaks.
const BREAKS_AFTER: u64 = 5_000_000;

/// Starts the server on 127.0.0.1, and tells its address.
///
/// # Errors
///
/// There is no free port.
pub async fn serve_file() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            // What becomes of it is seen on the other side.
            let _ = answer(connection).await;
        }
    });
    Ok(format!("http://{address}"))
}

/// Sends the file, or what the `Range` asks for: the first 5 MB of that, if there is more.
async fn answer(mut connection: TcpStream) -> Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(connection.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).to_lowercase();
    let range = head.split_once("range: bytes=").and_then(|(_, range)| range.split_once('-'));
    let from: u64 = range.and_then(|(from, _)| from.parse().ok()).unwrap_or(0);
    let (status, length) =
        if from > 0 { ("206 Partial Content", FILE_LENGTH - from) } else { ("200 OK", FILE_LENGTH) };
    let head = format!("HTTP/1.1 {status}\r\nETag: \"v1\"\r\nContent-Length: {length}\r\n\r\n");
    connection.write_all(head.as_bytes()).await?;
    let bytes = (from..FILE_LENGTH).map(|at| at as u8).take(BREAKS_AFTER as usize).collect::<Vec<u8>>();
    connection.write_all(&bytes).await
}
