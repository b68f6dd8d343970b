//! `alongside reference`: the generated reference documents, for the committed ones to be compared with.

use clap::{Args, Command, CommandFactory, ValueEnum};
use engine::{
    Settings,
    decide::filters,
    measure::metrics::{self, Metric, Of},
    recommend::{Parameter, recommenders, signals},
};
use serde_json::json;

use crate::{cli::Cli, context::Context, exit::Exit, failure::Failure, report::Report};

/// Print a generated reference document
#[derive(Debug, Args)]
#[command(hide = true)]
pub struct Arguments {
    /// Which one
    document: Document,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Document {
    Cli,
    Openapi,
    Errors,
    Config,
    Http,
    Recommenders,
    Signals,
    Filters,
    Metrics,
}

pub fn run(arguments: &Arguments, _context: &Context) -> Result<Report, Failure> {
    let text = match arguments.document {
        Document::Cli => cli(),
        Document::Openapi => format!("{:#}", server::openapi()),
        Document::Errors => server::reference::errors_markdown(),
        Document::Config => config(),
        Document::Http => server::reference::http_markdown(),
        Document::Recommenders => all_recommenders(),
        Document::Signals => all_signals(),
        Document::Filters => all_filters(),
        Document::Metrics => all_metrics(),
    };
    Ok(Report::new(&json!({ "text": text }), text.trim_end()))
}

fn config() -> String {
    format!(
        "# Configuration\n\nSettings live in `alongside.toml` in the data folder. The file, and everything in it, is \
         optional.\n`alongside config show` prints what is in force.\n\n```toml\n{}\n```",
        Settings::reference().trim_end()
    )
}

fn all_recommenders() -> String {
    let components = recommenders::ALL.iter().map(|recommender| Component {
        id: recommender.id(),
        about: recommender.sees(),
        parameters: recommender.parameters(),
    });
    catalogued(
        "# Recommenders\n\nHow products to offer are found. Which of them a placement asks, and how much each counts, \
         is set in `alongside.toml`,\nand so are their parameters.\n",
        components.collect(),
    )
}

fn all_signals() -> String {
    let components = signals::ALL.iter().map(|signal| Component {
        id: signal.id,
        about: signal.sees,
        parameters: &[],
    });
    catalogued(
        "# Signals\n\nWhat is learnt about each product, for recommenders and rankers to use.\n",
        components.collect(),
    )
}

fn all_filters() -> String {
    let components = filters::ALL.iter().map(|filter| Component {
        id: filter.id,
        about: filter.sees,
        parameters: &[],
    });
    catalogued(
        "# Filters\n\nWhat is never offered, and why. A placement's `filters_off` in `alongside.toml` \
         switches filters off.\n",
        components.collect(),
    )
}

fn all_metrics() -> String {
    let components = metrics::ALL.iter().map(|metric| Component {
        id: metric.id,
        about: metric.tells,
        parameters: &[],
    });
    let listed = |wanted: &dyn Fn(&Metric) -> bool| {
        let ids: Vec<String> = metrics::ALL
            .iter()
            .filter(|metric| wanted(metric))
            .map(|metric| format!("[{0}](#{0})", metric.id))
            .collect();
        ids.join(", ")
    };
    let in_shop = listed(&|metric| matches!(metric.of, Of::Visitors(_)));
    let in_both = listed(&|metric| metrics::IN_BOTH.contains(&metric.id));
    let of_past =
        listed(&|metric| !matches!(metric.of, Of::Visitors(_)) && !metrics::IN_BOTH.contains(&metric.id));
    let head = format!(
        "# Metrics\n\nHow well the offers are. Each metric has one definition, whoever asks for it.\n\n\
         **In the shop**, by what visitors did: {in_shop}. Reports, experiments and guardrails tell them; each is a \
         sum over visitors by another one, so that every number can be traced to its visitors.\n\n\
         **On a past** that nothing was learnt from, by what customers took without seeing these offers: {of_past}. \
         `alongside evaluate` tells them, of the first k offers.\n\n\
         **In both**: {in_both}, of what was shown as of what would have been.\n"
    );
    catalogued(&head, components.collect())
}

/// A part that has a file of its own; what that file says about it is added where the reference is written.
struct Component {
    id: &'static str,
    about: &'static str,
    parameters: &'static [Parameter],
}

/// An overview of the components, then each with its parameters.
fn catalogued(head: &str, components: Vec<Component>) -> String {
    let mut text = format!("{head}\n");
    for Component { id, about, .. } in &components {
        text.push_str(&format!("- [{id}](#{id}): {about}\n"));
    }
    for component in components {
        text.push_str(&format!("\n## {}\n", component.id));
        if !component.parameters.is_empty() {
            text.push_str("\n| parameter | default | what it does |\n|---|---|---|\n");
        }
        for Parameter { name, default, help } in component.parameters {
            let default = match default.is_nan() {
                true => "tuned".to_owned(),
                false => default.to_string(),
            };
            text.push_str(&format!("| `{name}` | {default} | {help} |\n"));
        }
    }
    text
}

const CLI_HEAD: &str = "# Commands

`alongside <COMMAND> --help` prints the same.

## Exit codes

| code | meaning |
|---|---|
| 0 | it went well |
";

/// Every subcommand's help, as `--help` prints it at a width of its own choosing.
fn cli() -> String {
    let mut root = Cli::command().disable_help_subcommand(true).term_width(100);
    root.build();
    let mut text = CLI_HEAD.to_owned();
    for exit in Exit::ALL {
        text.push_str(&format!("| {} | {} |\n", exit.code(), exit.meaning()));
    }
    for command in root
        .get_subcommands_mut()
        .filter(|command| !command.is_hide_set())
    {
        let name = format!("alongside {}", command.get_name());
        section(command, &name, 2, &mut text);
    }
    text
}

fn section(command: &mut Command, name: &str, depth: usize, text: &mut String) {
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.trim().lines().map(str::trim_end).collect();
    text.push_str(&format!(
        "\n{} {name}\n\n```text\n{}\n```\n",
        "#".repeat(depth),
        lines.join("\n")
    ));
    for inner in command.get_subcommands_mut() {
        let name = format!("{name} {}", inner.get_name());
        section(inner, &name, depth + 1, text);
    }
}
