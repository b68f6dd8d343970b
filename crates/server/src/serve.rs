//! Starting and stopping the server.

use std::{future::poll_fn, io, net::SocketAddr, num::NonZeroUsize, sync::Arc, task::Poll};

use engine::Engine;
use shop::Timestamp;
use tokio::net::TcpListener;

use crate::{
    RateLimit, answers::Answers, app::App, connections, dispatch, http, metrics::Metrics, pages::DemoPage,
    rate_limit::RateLimiter, session::Sessions, words::Words,
};

/// How to serve.
pub struct ServeOptions<Shutdown> {
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// The clock.
    pub clock: fn() -> Timestamp,
    /// Resolves when the server is to stop; [`stop_signal`] is the usual one.
    pub shutdown: Shutdown,
    /// What the demo's page shows; without it there is no such page.
    pub demo: Option<DemoPage>,
    /// How often one key may ask; unlimited without it.
    pub rate_limit: Option<RateLimit>,
    /// How many threads answer requests; without it one fewer than there are processors, so that whatever else runs
    /// (building, writing, the system's networking) does not make requests wait.
    pub threads: Option<usize>,
}

/// Why the server could not start or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program listens there.
    #[error("another program listens on {0} already; stop it, or choose another address with --listen")]
    PortTaken(SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The system gives no threads, or unfinished imports could not be taken up again.
    #[error("the server's background work could not be started: {0}")]
    Threads(#[source] io::Error),
    /// Requests in flight did not finish in time after the server was told to stop.
    #[error(
        "some requests were still running ten seconds after the server was told to stop, and were cut off"
    )]
    CutOff,
}

/// Serves `engine` until the shutdown resolves: stops accepting, finishes what is in flight, closes the engine.
/// Starts its own threads and returns when all is done. `on_ready` gets the address once connections are accepted.
///
/// # Errors
/// [`ServeError`].
pub fn serve<Shutdown: Future<Output = ()>>(
    engine: Arc<Engine>,
    options: ServeOptions<Shutdown>,
    on_ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let processors = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = options.threads.unwrap_or_else(|| processors() - 1).max(1);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()
        .map_err(ServeError::Threads)?;
    let finished = runtime.block_on(run(Arc::clone(&engine), options, on_ready));
    // What runs in the background of a cut-off request must not keep the process from ending.
    runtime.shutdown_background();
    engine.close();
    if finished? {
        Ok(())
    } else {
        Err(ServeError::CutOff)
    }
}

async fn run<Shutdown: Future<Output = ()>>(
    engine: Arc<Engine>,
    options: ServeOptions<Shutdown>,
    on_ready: impl FnOnce(SocketAddr),
) -> Result<bool, ServeError> {
    let address = options.address;
    let listen = |source: io::Error| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortTaken(address),
        _ => ServeError::Listen { address, source },
    };
    let listener = TcpListener::bind(address).await.map_err(listen)?;
    let bound = listener
        .local_addr()
        .map_err(|source| ServeError::Listen { address, source })?;
    let app = Arc::new(App {
        words: Words::new(&engine),
        engine,
        clock: options.clock,
        answers: Answers::default(),
        metrics: Metrics::new(http::routes().count()),
        rate_limiter: options.rate_limit.map(RateLimiter::new),
        demo: options.demo,
        sessions: Sessions::default(),
        editing: std::sync::Mutex::default(),
        desk: crate::pages::desk::Shown::default(),
    });
    app.engine
        .start_tasks(app.clock)
        .map_err(|error| ServeError::Threads(io::Error::other(error)))?;
    let router = dispatch::router(&app);
    // The system's signals are heard from the first poll on, and whoever is told that the server is ready may stop it.
    let mut shutdown = Box::pin(options.shutdown);
    if poll_fn(|context| Poll::Ready(shutdown.as_mut().poll(context).is_ready())).await {
        return Ok(true);
    }
    on_ready(bound);
    Ok(connections::serve(listener, router, shutdown).await)
}

/// Resolves on Ctrl-C, and on Unix when the process is asked to terminate.
pub async fn stop_signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a handler the system's default ends the process; there is nothing to wait for here.
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => _ = signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
