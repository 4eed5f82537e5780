//! The thread that an emulator runs on.
//!
//! A runtime of its own makes an emulator independent of its caller's: one in a `static` outlives the runtimes of the
//! tests that share it, blocking callers can use it, and a test's paused clock does not stop it.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::mpsc;
use std::thread::JoinHandle;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use super::connections::{self, HEAD_TIMEOUT};
use super::routes::{self, router};
use super::server::Shared;
use super::wire::Wires;

/// A running server, which stops when it is dropped.
pub(super) struct Running {
    /// Dropped to stop the server.
    stop: Option<oneshot::Sender<()>>,
    /// Its other end is dropped when the server has stopped.
    stopped: Option<oneshot::Receiver<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Binds the port, starts to serve it, and gives the base URL as well.
    pub(super) fn launch(port: u16, shared: Shared) -> io::Result<(String, Self)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let base_url = format!("http://{}{}", listener.local_addr()?, routes::BASE_PATH);
        let (stop, stopping) = oneshot::channel::<()>();
        let (running, stopped) = oneshot::channel::<()>();
        let (ready, readiness) = mpsc::channel();
        // The runtime is made on the thread, because one that is dropped inside another panics.
        let thread = std::thread::Builder::new().name("prolifi-emulator".to_owned()).spawn(move || {
            match prepare(listener) {
                Ok((runtime, wires)) => {
                    let _ = ready.send(Ok(()));
                    serve(&runtime, wires, &shared, stopping);
                    // Closes every connection, so that nothing is answered any more.
                    drop(runtime);
                }
                Err(error) => {
                    let _ = ready.send(Err(error));
                }
            }
            drop(running);
        })?;
        readiness.recv().map_err(io::Error::other)??;
        Ok((base_url, Self { stop: Some(stop), stopped: Some(stopped), thread: Some(thread) }))
    }

    /// Stops the server and waits until it has stopped.
    pub(super) async fn stop(mut self) {
        self.stop.take();
        if let Some(stopped) = self.stopped.take() {
            // An error is what is waited for: the other end has been dropped.
            let _ = stopped.await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            // The server waits for nothing but sockets and timers, so this takes no time worth mentioning.
            let _ = thread.join();
        }
    }
}

fn prepare(listener: TcpListener) -> io::Result<(Runtime, Wires)> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let wires = {
        let _entered = runtime.enter();
        Wires::new(tokio::net::TcpListener::from_std(listener)?)
    };
    Ok((runtime, wires))
}

fn serve(runtime: &Runtime, wires: Wires, shared: &Shared, stopping: oneshot::Receiver<()>) {
    runtime.block_on(async {
        tokio::select! {
            _ = stopping => {}
            () = connections::serve(wires, router(shared), HEAD_TIMEOUT) => {}
        }
    });
}
