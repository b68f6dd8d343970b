//! `alongside doctor`: looks at everything that can be wrong and says what to do.

use clap::Args;
use engine::{Engine, Finding, Level};
use serde_json::json;
use server::i18n::Texts;

use crate::{
    context::{Context, now},
    exit::Exit,
    failure::Failure,
    report::Report,
};

/// Check the data folder: store, models, settings, disk and clock
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside doctor
  alongside doctor --data ./shop --json
  alongside doctor || echo 'have a look'")]
pub struct Arguments {}

pub fn run(_arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let engine = context.open()?;
    let mut findings = engine.doctor(now());
    findings.extend(words_of(&engine));
    engine.close();
    let errors = findings
        .iter()
        .filter(|finding| finding.level == Level::Error)
        .count();
    let lines: Vec<String> = findings.iter().map(|finding| line(finding, context)).collect();
    let json: Vec<_> = findings
        .iter()
        .map(|finding| json!({ "level": level(finding), "what": finding.what, "advice": finding.advice }))
        .collect();
    let failure = (errors > 0).then(|| {
        let found = if errors == 1 {
            "one thing is wrong".to_owned()
        } else {
            format!("{errors} things are wrong")
        };
        Failure::new(Exit::Failure, "unhealthy", found).hint("follow the advice above and run it again")
    });
    let report = Report::new(
        &json!({ "healthy": errors == 0, "findings": json }),
        lines.join("\n"),
    );
    Ok(report.with_failure(failure))
}

/// Own words that cannot be used, and languages that lack what another one has.
fn words_of(engine: &Engine) -> Vec<Finding> {
    let texts = Texts::of_shop(&engine.texts());
    let mut findings = Vec::new();
    let warning = |what: String, advice: &str| Finding::new(Level::Warning, "own-words", what, Some(advice));
    for language in texts.report() {
        let locale = &language.locale;
        if let Some(mistake) = &language.mistake {
            let what = format!("the shop's own words in {locale} are not used: {mistake}");
            findings.push(warning(what, "mend them: alongside texts show, then texts set"));
        } else if !language.missing.is_empty() {
            let what = format!(
                "in {locale} the built-in words are used for {}, which the shop worded itself in another language",
                language.missing.join(", ")
            );
            findings.push(warning(what, "word them there too: alongside texts set"));
        }
    }
    findings
}

fn level(finding: &Finding) -> &'static str {
    match finding.level {
        Level::Ok => "ok",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

fn line(finding: &Finding, context: &Context) -> String {
    let name = format!("{:<8}", level(finding));
    let painted = match finding.level {
        Level::Ok => context.style.green(&name),
        Level::Warning => context.style.yellow(&name),
        Level::Error => context.style.red(&name),
    };
    let advice = finding.advice.iter().map(|advice| format!("\n        {advice}"));
    format!("{painted}{}{}", finding.what, advice.collect::<String>())
}
