//! Numbers, sizes and moments as people read them in a terminal.

use engine::{LearntFromOffers, ModelInfo};
use server::wire::policies::PreviewReply;
use shop::{Day, Money, Timestamp};

use crate::{exit::Exit, failure::Failure, report::Report};

/// A whole number with commas between thousands: `541,909`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A whole number that may be below nothing, with commas between thousands.
pub fn signed(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", count(number.unsigned_abs()))
}

/// An amount with commas between thousands: `-1,210.00 EUR`.
pub fn money(amount: Money) -> String {
    let text = amount.to_string();
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, rest) = digits
        .find('.')
        .map_or((digits, ""), |point| digits.split_at(point));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    format!("{sign}{whole}{rest} {}", amount.currency)
}

/// Reads a day as people write it.
///
/// # Errors
/// A sentence that says how a day is written.
pub fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "a day is written as 2026-11-01".to_owned())
}

/// A document as JSON on several lines.
///
/// # Errors
/// [`Failure`] where it cannot be written as JSON.
pub fn pretty(document: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(document)
        .map_err(|error| Failure::new(Exit::Failure, "internal", error.to_string()))
}

/// A number of things: `1 order`, `2,000 orders`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A size in bytes, in the largest unit of which there is at least one: `12.5 MB`.
pub fn size(bytes: u64) -> String {
    let units = [("GB", 1_000_000_000_u64), ("MB", 1_000_000), ("kB", 1_000)];
    match units.into_iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) => format!("{}.{} {name}", count(bytes / unit), bytes % unit * 10 / unit),
        None => format!("{bytes} B"),
    }
}

/// A duration, as precise as it matters: `85 ms`, `4.2 s`, `3 min 20 s`.
pub fn duration_ms(ms: u64) -> String {
    match ms {
        0..1_000 => format!("{ms} ms"),
        1_000..60_000 => format!("{}.{} s", ms / 1_000, ms % 1_000 / 100),
        _ => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1_000),
    }
}

/// A moment to the minute, in UTC: `2026-11-22 10:05`.
pub fn minute(moment: Timestamp) -> String {
    moment
        .to_string()
        .get(..16)
        .map(|text| text.replace('T', " "))
        .unwrap_or_default()
}

/// What was learnt, for people.
pub fn learnt(model: &ModelInfo) -> String {
    let mut lines = vec![format!(
        "Version {} serves: {} from {}, {} on disk, built in {}.",
        model.version,
        counted(model.products, "product", "products"),
        counted(model.orders, "order", "orders"),
        size(model.bytes),
        duration_ms(model.build_ms)
    )];
    for (recommender, facts) in model.facts.iter().filter(|(_, facts)| !facts.is_empty()) {
        let facts: Vec<String> = facts
            .iter()
            .map(|(name, value)| format!("{name} {}", fact(*value)))
            .collect();
        lines.push(format!("  {recommender:<16} {}", facts.join(", ")));
    }
    lines.extend(model.lessons.iter().map(lesson));
    lines.join("\n")
}

/// What the offers that were shown taught, as a sentence.
fn lesson(lesson: &LearntFromOffers) -> String {
    let purpose = match lesson.intent.as_str() {
        "complement" => "what goes with the cart or the page",
        "upsell" => "a better one instead",
        "buy_again" => "what is needed again",
        "discovery" => "what visitors may like",
        other => other,
    };
    let judged = format!("{:.4} against {:.4}", lesson.loss_after, lesson.loss_before);
    let outcome = match lesson.outcome.as_str() {
        "adopted" => format!("their order now follows what visitors take (error {judged} before)"),
        "on_trial" => format!("what they teach is on trial (error {judged} before)"),
        "waits" => format!("what they teach waits, as a trial ended lately (error {judged} before)"),
        "kept" => format!("what they teach did not hold, so their order stays (error {judged} before)"),
        _ => "too few to learn from, so their order stays".to_owned(),
    };
    format!(
        "Of {} of {purpose}, {} taken: {outcome}.",
        counted(lesson.shown, "offer", "offers"),
        count(lesson.taken),
    )
}

/// A number to four digits after the point, without zeros that say nothing.
fn fact(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What another policy or rule would change.
pub fn preview_report(preview: &engine::PolicyPreview) -> Report {
    Report::new(&PreviewReply::from(preview), preview_text(preview))
}

fn preview_text(preview: &engine::PolicyPreview) -> String {
    let mut text = format!(
        "{} {}, of which {} would be answered otherwise; {} offers instead of {}.",
        if preview.of_decisions {
            "Latest decisions answered again:"
        } else {
            "Carts of the latest orders answered:"
        },
        count(preview.carts as u64),
        count(preview.carts_changed as u64),
        count(preview.offers_after as u64),
        count(preview.offers_before as u64),
    );
    let names = |all: &[engine::Mention]| {
        let titles: Vec<&str> = all.iter().map(|mention| mention.title.as_str()).collect();
        if titles.is_empty() {
            "nothing".to_owned()
        } else {
            titles.join(", ")
        }
    };
    for change in &preview.changes {
        text.push_str(&format!(
            "\n\n{}\n  now:  {}\n  then: {}",
            names(&change.cart),
            names(&change.before),
            names(&change.after)
        ));
    }
    for variant in &preview.variants {
        let changes = preview_text(&variant.preview);
        text.push_str(&format!("\n\nFor customers of '{}':\n{changes}", variant.name));
    }
    text
}

#[cfg(test)]
mod tests {
    use shop::Currency;

    use super::*;

    #[test]
    fn numbers_are_readable() {
        let counts = [0, 999, 1_000, 541_909, 1_000_000].map(count);
        assert_eq!(counts, ["0", "999", "1,000", "541,909", "1,000,000"]);
        assert_eq!(
            [size(999), size(1_250), size(12_500_000)],
            ["999 B", "1.2 kB", "12.5 MB"]
        );
        let taught = LearntFromOffers {
            intent: "complement".into(),
            outcome: "adopted".into(),
            shown: 4_000,
            taken: 1_200,
            loss_before: 0.31,
            loss_after: 0.25,
        };
        assert_eq!(
            lesson(&taught),
            "Of 4,000 offers of what goes with the cart or the page, 1,200 taken: their order now follows what \
             visitors take (error 0.2500 against 0.3100 before)."
        );
        let durations = [85, 4_250, 200_000].map(duration_ms);
        assert_eq!(durations, ["85 ms", "4.2 s", "3 min 20 s"]);
        assert_eq!([fact(0.7), fact(400.0), fact(0.0)], ["0.7", "400", "0"]);
        assert_eq!(counted(1, "order", "orders"), "1 order");
        let amount = |minor, code| money(Money::new(minor, Currency::new(code).unwrap()));
        assert_eq!(amount(-121_000, "EUR"), "-1,210.00 EUR");
        assert_eq!(
            [amount(1_234_567, "JPY"), amount(5, "KWD")],
            ["1,234,567 JPY", "0.005 KWD"]
        );
        let moment = Timestamp::from_unix_ms(1_291_191_960_123).unwrap();
        assert_eq!(minute(moment), "2010-12-01 08:26");
    }
}
