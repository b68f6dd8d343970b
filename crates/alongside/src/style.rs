//! Colours and weights, where they are wanted.

use std::io::IsTerminal;

use crate::cli::Color;

/// Paints text, or leaves it alone.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    colored: bool,
}

impl Style {
    /// Never paints.
    pub fn plain() -> Self {
        Self { colored: false }
    }

    /// Paints what goes to `stream` if that was asked for or the stream is a terminal.
    pub fn of(color: Color, stream: &impl IsTerminal) -> Self {
        let wanted = || {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            stream.is_terminal() && !refused && !dumb
        };
        Self {
            colored: match color {
                Color::Auto => wanted(),
                Color::Always => true,
                Color::Never => false,
            },
        }
    }

    /// For headings and what matters most.
    pub fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// For what matters less.
    pub fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// For what is fine.
    pub fn green(self, text: &str) -> String {
        self.paint("32", text)
    }

    /// For what deserves a look.
    pub fn yellow(self, text: &str) -> String {
        self.paint("33", text)
    }

    /// For what is wrong.
    pub fn red(self, text: &str) -> String {
        self.paint("1;31", text)
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.colored {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
