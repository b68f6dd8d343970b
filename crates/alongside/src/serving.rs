//! Serving until asked to stop: what `serve` and `demo` share.

use std::{
    net::{SocketAddr, TcpListener},
    sync::Arc,
};

use engine::Engine;
use server::{DemoPage, RateLimit, ServeError, ServeOptions, stop_signal};

use crate::{
    context::{Context, now},
    exit::Exit,
    failure::Failure,
};

/// Serves `engine` at `address` until Ctrl-C or the signal to end; then finishes what was begun and closes it.
/// `on_ready` is told the address, with the port that the system chose where the port asked for was 0.
///
/// # Errors
/// [`Failure`] where the address cannot be used.
pub fn serve(
    engine: &Arc<Engine>,
    context: &Context,
    address: SocketAddr,
    demo: Option<DemoPage>,
    on_ready: impl FnOnce(SocketAddr),
) -> Result<(), Failure> {
    if !engine.keeps_decisions() {
        context.say(
            "Another process of this shop writes its log. Until that ends, decisions are made here but in no report: \
             serve a shop from one process only.",
        );
    }
    let rate_limit = engine.settings().requests_per_second_max.map(|limit| RateLimit {
        requests_per_second: limit.max(1),
        burst: limit.max(1),
    });
    let options = ServeOptions {
        address,
        clock: now,
        shutdown: stop_signal(),
        demo,
        rate_limit,
        threads: engine.settings().threads,
    };
    let served = server::serve(Arc::clone(engine), options, on_ready);
    engine.close();
    Ok(served?)
}

/// The address and port that a text names, `localhost:8080` among them.
///
/// # Errors
/// A sentence that says how they are written.
pub fn address_of(text: &str) -> Result<SocketAddr, String> {
    let named = match text.split_once(':') {
        Some(("localhost", port)) => format!("127.0.0.1:{port}"),
        _ => text.to_owned(),
    };
    named.parse().map_err(|_| {
        format!(
            "'{text}' is not an address and a port up to 65535; write for example 127.0.0.1:7700, or 0.0.0.0:7700 for \
             every address of this machine"
        )
    })
}

/// Finds out early that an address cannot be used, before long work whose result could not be served.
///
/// # Errors
/// [`Failure`] saying so.
pub fn check_address(address: SocketAddr) -> Result<(), Failure> {
    match TcpListener::bind(address) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Err(ServeError::PortTaken(address).into())
        }
        Err(source) => Err(ServeError::Listen { address, source }.into()),
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        let message = error.to_string();
        match error {
            ServeError::PortTaken(taken) => {
                let free = SocketAddr::new(taken.ip(), taken.port().checked_add(1).unwrap_or(0));
                Self::new(Exit::Busy, "port_taken", message).hint(format!("for example: --listen {free}"))
            }
            ServeError::Listen { .. } => Self::new(Exit::Failure, "cannot_listen", message)
                .hint("name an address of this machine and a port above 1023: --listen 127.0.0.1:7700"),
            ServeError::Threads(_) => Self::new(Exit::Failure, "no_threads", message),
            ServeError::CutOff => Self::new(Exit::Failure, "cut_off", message),
        }
    }
}
