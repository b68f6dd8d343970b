//! What goes on inside, for whoever wants to know: on standard error, as lines.

use tracing::Level;

/// The variable that says how much: error, warn, info, debug or trace.
const VARIABLE: &str = "ALONGSIDE_LOG";

/// Starts to print what the engine and the server log; warnings and errors where the variable says nothing.
pub fn start() {
    let level = std::env::var(VARIABLE)
        .ok()
        .and_then(|text| text.parse::<Level>().ok());
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false)
        .with_max_level(level.unwrap_or(Level::WARN))
        .init();
}
