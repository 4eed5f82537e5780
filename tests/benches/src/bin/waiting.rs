//! What a call holds while it waits for an answer that never comes, as JSON.

use std::{
    future::{Future, pending},
    pin::pin,
    task::{Context, Poll, Waker},
};

use allocation_counter::measure;
use prolifi::{
    Body,
    transport::{Transport, TransportFuture},
};
use prolifi_benches::{builder, call, changes};

/// Holds the request, as a transport has to, and never answers.
struct Silent;

impl Transport for Silent {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        Box::pin(async move {
            let answer = pending().await;
            drop(request);
            answer
        })
    }

    fn wants_attempt(&self) -> bool {
        false
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), prolifi::Error> {
    let client = builder("https://api.example.com/v1").transport(Silent).build()?;
    let changes = changes();
    let request = call(&client, "user_42", &changes).into_request()?;
    let own = request.uri().to_string().len()
        + request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>()
        + request.body().as_bytes().map_or(0, <[u8]>::len);

    let mut held = None;
    let heap = measure(|| {
        let mut waiting = Box::pin(call(&client, "user_42", &changes));
        let mut context = Context::from_waker(Waker::noop());
        let polled: Poll<_> = pin!(&mut waiting).as_mut().poll(&mut context);
        assert!(polled.is_pending());
        held = Some(waiting);
    });
    println!("{{\"held\": {}, \"request\": {own}}}", heap.bytes_current);
    Ok(())
}
