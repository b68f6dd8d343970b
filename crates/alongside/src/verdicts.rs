//! What experiments and the hold-out say, in words that never claim more than the numbers do.

use engine::{
    Report,
    measure::{
        experiments::verdict::Verdict,
        reports::{ExperimentReport, Judged},
    },
};
use server::wire::{comparisons::guardrail_of, reports::caused};
use shop::Money;

use crate::words;

/// A metric's id as words: `margin per visitor`.
pub fn metric(id: &str) -> String {
    id.replace('_', " ")
}

/// What is said of an arm; nothing of the one the others are compared with.
pub fn of_arm(arm: &Judged) -> Option<String> {
    Some(match arm.verdict? {
        Verdict::Won => "better: chance alone hardly explains the difference".to_owned(),
        Verdict::Lost => "worse: chance alone hardly explains the difference".to_owned(),
        Verdict::NoDifferenceThatMatters => "no difference that matters".to_owned(),
        Verdict::TooEarly { units_missing } => format!(
            "too early to say: {} missing",
            words::counted(units_missing, "visitor is", "visitors are")
        ),
        Verdict::Undecided => {
            "undecided: all planned visitors came, and it may still be nothing or something".to_owned()
        }
        Verdict::StoppedByGuardrail(_) => format!(
            "does harm: {} got worse than it may",
            guardrail_of(arm).map_or_else(|| "a guardrail".to_owned(), metric)
        ),
        Verdict::BrokenBySampleRatio => {
            "broken: the visitors are not split as planned, so nothing it says counts".to_owned()
        }
    })
}

/// What the offers earned, as sentences.
pub fn earned(report: &Report) -> Vec<String> {
    if report.hold_out_percent <= 0.0 {
        return vec![
            "This can't be told: every visitor sees offers, so there is nobody to compare with.".to_owned(),
            "'alongside experiments hold-out 5' lets 5 % of them go without; in time, that tells.".to_owned(),
        ];
    }
    let figure = caused(report, "margin_per_visitor");
    let compared = compared(&report.caused);
    let mut lines = match figure.amounts() {
        Some([_, Some(low), Some(high)]) => vec![between(low, high), compared, since(report)],
        _ if report.caused.sample_ratio.is_broken() => vec![
            "This can't be told: the visitors with and without offers are not split as they should be,"
                .to_owned(),
            "so comparing them says nothing.".to_owned(),
        ],
        _ => vec![format!("Not known yet. {compared}")],
    };
    let with_offers = report.caused.arms.get(1);
    lines.extend(
        with_offers
            .and_then(of_arm)
            .map(|word| format!("Verdict: {word}.")),
    );
    lines
}

/// From where to where a gain is, as a sentence.
fn between(low: Money, high: Money) -> String {
    let shown = |money: Money| words::money(Money::new(money.minor.saturating_abs(), money.currency));
    let (least, most) = (shown(low), shown(high));
    match (low.minor > 0, high.minor < 0) {
        (true, _) => format!("Between {least} and {most} more margin than without offers."),
        (_, true) => format!("Between {most} and {least} less margin than without offers."),
        _ => {
            format!("Between {least} less and {most} more margin than without offers: it may be nothing.")
        }
    }
}

/// From when on it counts: not from the day that was asked for, so that a look on every day is one look.
fn since(report: &Report) -> String {
    format!(
        "Counted since {}, whichever days are asked for: so it may be looked at every day.",
        report.caused_from.day()
    )
}

fn compared(report: &ExperimentReport) -> String {
    let people = |arm: usize| report.arms.get(arm).map_or(0, |arm| arm.people);
    format!(
        "Compared: {} with offers and {} without.",
        words::counted(people(1), "visitor", "visitors"),
        words::count(people(0)),
    )
}

#[cfg(test)]
mod tests {
    use engine::measure::{experiments::guardrails::Reading, reports::GuardrailReading};
    use shop::Currency;

    use super::*;

    fn said(verdict: Verdict) -> String {
        let guardrail = GuardrailReading {
            metric: "refund_rate".to_owned(),
            margin: 0.1,
            reading: Reading::Harmed,
        };
        let arm = Judged {
            people: 10,
            figures: Vec::new(),
            guardrails: vec![guardrail],
            verdict: Some(verdict),
            stopped: None,
        };
        of_arm(&arm).unwrap()
    }

    #[test]
    fn every_verdict_has_its_words() {
        let all = [
            Verdict::Won,
            Verdict::Lost,
            Verdict::NoDifferenceThatMatters,
            Verdict::TooEarly { units_missing: 1_234 },
            Verdict::TooEarly { units_missing: 1 },
            Verdict::Undecided,
            Verdict::StoppedByGuardrail(0),
            Verdict::BrokenBySampleRatio,
        ];
        // A new verdict has to be told here too.
        for verdict in all {
            match verdict {
                Verdict::Won
                | Verdict::Lost
                | Verdict::NoDifferenceThatMatters
                | Verdict::TooEarly { .. }
                | Verdict::Undecided
                | Verdict::StoppedByGuardrail(_)
                | Verdict::BrokenBySampleRatio => {}
            }
        }
        assert_eq!(
            all.map(said).join("\n"),
            "better: chance alone hardly explains the difference\n\
             worse: chance alone hardly explains the difference\n\
             no difference that matters\n\
             too early to say: 1,234 visitors are missing\n\
             too early to say: 1 visitor is missing\n\
             undecided: all planned visitors came, and it may still be nothing or something\n\
             does harm: refund rate got worse than it may\n\
             broken: the visitors are not split as planned, so nothing it says counts"
        );
    }

    #[test]
    fn a_gain_is_told_as_surely_as_it_is_known() {
        let euro = Currency::new("EUR").unwrap();
        let said = |low, high| between(Money::new(low, euro), Money::new(high, euro));
        assert_eq!(
            said(121_000, 348_000),
            "Between 1,210.00 EUR and 3,480.00 EUR more margin than without offers."
        );
        assert_eq!(
            said(-31_000, 148_005),
            "Between 310.00 EUR less and 1,480.05 EUR more margin than without offers: it may be nothing."
        );
        assert_eq!(
            said(-90_000, -10_000),
            "Between 100.00 EUR and 900.00 EUR less margin than without offers."
        );
    }
}
