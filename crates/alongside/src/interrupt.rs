//! Ctrl-C and the signal to end, seen from work that does not wait for anything.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use engine::Engine;
use server::stop_signal;

use crate::{exit::Exit, failure::Failure};

/// Watches for Ctrl-C while something long runs.
#[derive(Debug, Clone)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Starts to watch. The first Ctrl-C closes the engine, at which the running work stops at its next write; a
    /// second one ends the process at once, which the store survives.
    ///
    /// # Errors
    /// [`Failure`] where the system lets nobody watch.
    pub fn watch(engine: Arc<Engine>) -> Result<Self, Failure> {
        Self::with(move || engine.close())
    }

    /// Starts to watch for work that looks by itself whether Ctrl-C was pressed; a second one ends the process.
    ///
    /// # Errors
    /// [`Failure`] where the system lets nobody watch.
    pub fn watch_only() -> Result<Self, Failure> {
        Self::with(|| {})
    }

    fn with(on_first: impl FnOnce() + Send + 'static) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| {
            Failure::new(
                Exit::Failure,
                "signals",
                format!("cannot watch for Ctrl-C: {error}"),
            )
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let seen = Self(Arc::new(AtomicBool::new(false)));
        let flag = Arc::clone(&seen.0);
        std::thread::Builder::new()
            .name("signals".into())
            .spawn(move || {
                runtime.block_on(stop_signal());
                flag.store(true, Ordering::SeqCst);
                let closing = std::thread::spawn(on_first);
                runtime.block_on(stop_signal());
                drop(closing);
                std::process::exit(i32::from(Exit::Interrupted.code()));
            })
            .map_err(failed)?;
        Ok(seen)
    }

    /// Whether Ctrl-C was pressed.
    pub fn is_seen(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// What went wrong, or that it was stopped where it was: then the error only says that the engine closed.
    pub fn explain(&self, failure: Failure, kept: &str) -> Failure {
        if self.is_seen() {
            Failure::new(Exit::Interrupted, "interrupted", "stopped as you asked").hint(kept)
        } else {
            failure
        }
    }
}
