//! Downloads a file that need not fit into memory: to disk, with progress, and on from where it broke off.
//!
//! The server is one of its own, on 127.0.0.1; it closes the connection after 5 MB of the 8 MB.

use std::{
    error::Error,
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};

use prolifi::{
    Progress, Service,
    http::StatusCode,
    prelude::*,
    streaming::{Chunks, Streaming},
};
use prolifi_examples::{FILE_LENGTH, serve_file};
use tokio::fs::{OpenOptions, metadata};

#[api]
trait Files {
    /// The file; or the rest of it, unless it is another than the tag says (RFC 9110, sections 13.1.5 and 14.2).
    #[endpoint(GET, "/files/<name>")]
    fn get_file(
        &self,
        name: &str,
        #[header("Range")] range: Option<String>,
        #[header("If-Range")] tag: Option<&str>,
    ) -> Call<Streaming<Chunks>>;
}

/// Asks for what is missing where the download breaks off, four times at most.
async fn download(files: &impl Files, name: &str, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut tag: Option<String> = None;
    for attempt in 1.. {
        let have = if tag.is_some() { metadata(path).await?.len() } else { 0 };
        let range = (have > 0).then(|| format!("bytes={have}-"));
        let answer = files.get_file(name, range, tag.as_deref()).response().await?;
        // Of another file by now, the service gives the whole instead.
        let have = if answer.status == StatusCode::PARTIAL_CONTENT { have } else { 0 };
        println!("from byte {have} on");
        tag = answer.headers.get("etag").and_then(|tag| tag.to_str().ok()).map(str::to_owned);

        let mut file = OpenOptions::new().create(true).append(true).open(path).await?;
        file.set_len(have).await?;
        match answer.value.on_progress(quarters(have)).copy_to(&mut file).await {
            Err(error) if attempt <= 4 => println!("  broke off: {error}"),
            outcome => return Ok(outcome.map(|_| ())?),
        }
    }
    Ok(())
}

/// Says when another quarter of the whole is there, beside the bytes that were there before.
fn quarters(before: u64) -> impl Fn(Progress) + Send + Sync + 'static {
    let said = AtomicU64::new(0);
    move |progress| {
        let Some(total) = progress.total else { return };
        let quarter = |bytes| 4 * (before + bytes) / (before + total);
        let last = said.swap(quarter(progress.done), Ordering::Relaxed).max(quarter(0));
        (last + 1..=quarter(progress.done)).for_each(|quarter| println!("  {} %", 25 * quarter));
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder(Service::new(serve_file().await?)).build()?;
    let path = std::env::temp_dir().join(format!("prolifi-download-{}", std::process::id()));

    download(&client, "march.bin", &path).await?;

    let file = tokio::fs::read(&path).await?;
    tokio::fs::remove_file(&path).await?;
    let is_whole = file.iter().enumerate().all(|(at, byte)| *byte == at as u8);
    assert!(is_whole && file.len() as u64 == FILE_LENGTH);
    println!("{FILE_LENGTH} bytes are on disk, as the service has them");
    Ok(())
}
