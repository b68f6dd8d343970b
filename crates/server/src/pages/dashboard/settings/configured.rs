//! What is set in the configuration, to be read: what is kept of people, and every setting with where it comes from.

use engine::Settings;

use crate::pages::{
    blocks::{Block, Cell, Table},
    dashboard::Visit,
};

/// What is kept of people, and the settings in force.
pub(super) fn blocks(visit: &Visit<'_>) -> Vec<Block> {
    let words = &visit.words;
    let facts = ["consent", "erase", "cookies"].map(|fact| words.say(&format!("settings-privacy-{fact}")));
    let mut blocks = vec![Block::Heading(words.say("settings-privacy"))];
    blocks.extend(facts.map(Block::Text));
    blocks.push(Block::Heading(words.say("settings-configured")));
    blocks.push(Block::Hint(words.say("settings-configured-about")));
    blocks.push(Block::Table(table(visit)));
    blocks
}

/// Every setting: its name in the file, and its value.
fn all(settings: &Settings) -> Vec<(&'static str, String)> {
    let or_dash = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
    vec![
        ("listen", settings.listen.clone()),
        (
            "requests_per_second_max",
            or_dash(settings.requests_per_second_max.map(|most| most.to_string())),
        ),
        (
            "threads",
            or_dash(settings.threads.map(|threads| threads.to_string())),
        ),
        ("schedule_seconds", settings.schedule_seconds.to_string()),
        ("models_kept", settings.models_kept.to_string()),
        (
            "decision_segments_max",
            settings.decision_segments_max.to_string(),
        ),
        ("events_days_max", settings.events_days_max.to_string()),
        ("ledger_days_max", settings.ledger_days_max.to_string()),
        ("scarcity_stock_max", settings.scarcity_stock_max.to_string()),
        ("survey_percent", settings.survey_percent.to_string()),
    ]
}

fn table(visit: &Visit<'_>) -> Table {
    let words = &visit.words;
    let built_in = all(&Settings::default());
    let in_force = all(visit.call.app.engine.settings());
    let row = |((name, value), (_, default)): ((&'static str, String), (&'static str, String))| {
        let set_in = match value == default {
            true => Cell::Text(words.say("settings-built-in")),
            false => Cell::Data("alongside.toml".to_owned()),
        };
        let setting = vec![
            Cell::Text(words.say(&format!("settings-of-{name}"))),
            Cell::Data(name.to_owned()),
        ];
        vec![Cell::Lines(setting), Cell::Number(value), set_in]
    };
    let names = ["setting", "value", "set-in"];
    Table {
        caption: words.say("settings-configured"),
        head: names
            .map(|name| words.say(&format!("settings-column-{name}")))
            .into(),
        rows: in_force.into_iter().zip(built_in).map(row).collect(),
    }
}
