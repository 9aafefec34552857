//! Logs go to standard error, so that what commands print can be read by programs.

use crate::config::{Config, LogFormat};
use std::io::{self, IsTerminal};
use tracing_subscriber::{EnvFilter, fmt, prelude::*};

/// Starts logging as configured. Doing it again changes nothing.
pub(super) fn start(config: &Config) {
    let filter = EnvFilter::builder().parse_lossy(&config.log_filter);
    let layer = match config.log_format {
        LogFormat::Text => fmt::layer()
            .compact()
            .with_target(false)
            .with_ansi(io::stderr().is_terminal())
            .with_writer(io::stderr)
            .boxed(),
        // One record a line: newlines in values are escaped (Z3).
        LogFormat::Json => fmt::layer().json().flatten_event(true).with_writer(io::stderr).boxed(),
    };
    let _ = tracing_subscriber::registry().with(filter).with(layer).try_init();
}
