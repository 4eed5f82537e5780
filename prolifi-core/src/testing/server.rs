//! The routes of a kit as a server on 127.0.0.1.

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    sync::{Arc, Mutex},
    thread,
};

use http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::{runtime::Builder, sync::oneshot};

use super::{
    state::{State, lock},
    to_response::{JSON, response},
};
use crate::{body::Body, error::BoxError};

/// Starts to serve the routes on a thread of its own, so that code which blocks can call them, and a paused clock stops
/// nothing. Gives the base URL, and what ends the server when it is dropped.
///
/// # Errors
///
/// What the system says.
pub(super) fn serve(state: Arc<Mutex<State>>) -> io::Result<(String, oneshot::Sender<()>)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    let url = format!("http://{}", listener.local_addr()?);
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (stop, stopped) = oneshot::channel();
    thread::Builder::new().name("prolifi-routes".to_owned()).spawn(move || {
        runtime.block_on(async {
            tokio::spawn(accept(listener, state));
            // An error is what is waited for: the other end has been dropped. The tasks end with the runtime.
            let _ = stopped.await;
        });
    })?;
    Ok((url, stop))
}

async fn accept(listener: TcpListener, state: Arc<Mutex<State>>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        let state = Arc::clone(&state);
        let service = service_fn(move |request| answer(Arc::clone(&state), request));
        // It fails with its connection, which its caller sees.
        let serving = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        tokio::spawn(async { drop(serving.await) });
    }
}

/// Answers as the transport does; an error closes the connection.
async fn answer(state: Arc<Mutex<State>>, request: Request<Incoming>) -> Result<Response<Body>, BoxError> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let played = lock(&state).answer(Request::from_parts(parts, body), None);
    match played {
        Ok(played) => Ok(played.happen().await?),
        Err(problem) => {
            // Said where common errors have their words, and with a status that nobody repeats.
            let body = json!({"error": {"type": "unexpected_request", "message": problem}}).to_string();
            let body = Body::from(body).content_type(JSON);
            Ok(response(StatusCode::NOT_IMPLEMENTED, body))
        }
    }
}
