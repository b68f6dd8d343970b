//! How far an import is: a bar on a terminal, a line now and then elsewhere.

use std::sync::atomic::{AtomicU64, Ordering};

use engine::ingest::Progress;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{context::Context, words};

/// Rows between two lines where there is no terminal.
const ROWS_PER_LINE: u64 = 250_000;

/// Shows how far the import of one file is.
pub struct ImportProgress<'a> {
    context: &'a Context,
    file: &'a str,
    bar: Option<ProgressBar>,
    next_line_rows: AtomicU64,
}

impl<'a> ImportProgress<'a> {
    /// Begins with nothing read.
    pub fn new(context: &'a Context, file: &'a str) -> Self {
        let bar = context.is_interactive().then(|| bar(file));
        if bar.is_none() {
            context.say(&format!("Importing {file} …"));
        }
        Self {
            context,
            file,
            bar,
            next_line_rows: AtomicU64::new(ROWS_PER_LINE),
        }
    }

    /// Shows the state `progress`.
    pub fn show(&self, progress: Progress) {
        match &self.bar {
            Some(bar) => {
                if let Some(total) = progress.bytes_total {
                    bar.set_length(total);
                }
                bar.set_position(progress.bytes_read);
                bar.set_message(words::counted(progress.rows, "row", "rows"));
            }
            None => self.print_line(progress),
        }
    }

    /// Takes the bar off the screen.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn print_line(&self, progress: Progress) {
        let due = self.next_line_rows.load(Ordering::Relaxed);
        if progress.rows < due {
            return;
        }
        self.next_line_rows
            .store(progress.rows + ROWS_PER_LINE, Ordering::Relaxed);
        let share = progress.bytes_total.filter(|total| *total > 0).map(|total| {
            let per_cent = progress.bytes_read.min(total) * 100 / total;
            format!(", {per_cent} %")
        });
        let rows = words::count(progress.rows);
        self.context.say(&format!(
            "{}: {rows} rows{}",
            self.file,
            share.unwrap_or_default()
        ));
    }
}

fn bar(file: &str) -> ProgressBar {
    let template = "{prefix} [{bar:30}] {percent:>3} %  {msg}  {eta} left";
    let style = ProgressStyle::with_template(template)
        .expect("the template above is well formed")
        .progress_chars("=> ");
    let bar = ProgressBar::new(0).with_style(style);
    bar.set_prefix(file.to_owned());
    bar
}
