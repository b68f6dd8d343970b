//! The server in this process: the same that shops run, over HTTP, for an engine that is at hand.

use anyhow::{Result, anyhow};
use engine::Engine;
use server::{ServeError, ServeOptions};
use shop::Timestamp;
use std::{
    net::SocketAddr,
    sync::{Arc, mpsc},
    thread::JoinHandle,
};
use tokio::sync::oneshot;

/// A server that is up until it is dropped; then its engine is closed.
pub struct Serving {
    /// Where it answers.
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Serving {
    /// Serves an engine on a free port, without limits of how often one key may ask.
    ///
    /// # Errors
    /// When the server cannot start.
    pub fn start(engine: &Arc<Engine>, clock: fn() -> Timestamp) -> Result<Self> {
        let (stop, stopped) = oneshot::channel();
        let (ready, address) = mpsc::channel();
        let options = ServeOptions {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            clock,
            shutdown: async { _ = stopped.await },
            demo: None,
            rate_limit: None,
            threads: None,
        };
        let served = Arc::clone(engine);
        let thread = std::thread::spawn(move || {
            server::serve(served, options, |address| {
                _ = ready.send(address);
            })
        });
        Ok(Self {
            address: address.recv().map_err(|_| anyhow!("the server did not start"))?,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}
