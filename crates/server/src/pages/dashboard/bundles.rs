//! Sets that are offered together: listed, added, changed, removed, with what the merchant should know of their margin.

use std::collections::BTreeMap;

use engine::{BundleDraft, BundleEntry, BundleItem, BundleWarning};
use shop::{Money, Timestamp};

use super::{
    Page, Visit, address, done,
    editing::{self, KNOWN},
    sheets::{Refused, done_at, is_mendable},
};
use crate::{
    errors::{Code, Problem},
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Group, Link, Sheet, Table, with_query},
        forms::{Fields, western},
        staff::Form,
    },
    route::Answer,
};

const HERE: &str = "bundles";
/// What is said where a new set has the name of another.
const TAKEN: &str = "There is a set of this name already.";

pub(super) const PAGE: Page = Page {
    id: HERE,
    show,
    act: Some(act),
};

fn show(visit: &Visit<'_>) -> Answer {
    let blocks = match (visit.call.parameter("id"), visit.call.parameter("new")) {
        (Some(id), _) => opened(visit, Some(&visit.call.app.engine.bundle(&id)?), None),
        (None, Some(_)) => opened(visit, None, None),
        (None, None) => overview(visit)?,
    };
    visit.blocks(HERE, blocks)
}

fn act(visit: &Visit<'_>, form: &Form) -> Answer {
    let _alone = visit.alone();
    let all = visit.call.app.engine.bundles()?;
    let id = form.text("id").unwrap_or_default();
    let kept = all.iter().find(|bundle| bundle.id == id);
    let done = match form.field("act") {
        Some("remove") => removed(visit, form, kept),
        _ => set(visit, form, &id, kept),
    };
    match done {
        Err(problem) if is_mendable(&problem) => {
            let known = kept.filter(|_| form.text(KNOWN).is_some());
            visit.refused_for(HERE, opened(visit, known, Some((form, &problem))), &problem)
        }
        answer => answer,
    }
}

fn removed(visit: &Visit<'_>, form: &Form, kept: Option<&BundleEntry>) -> Answer {
    // What somebody else removed meanwhile is gone, as was wanted.
    if let Some(bundle) = kept {
        editing::check(form, Some(&bundle.draft), TAKEN)?;
        visit.call.app.engine.delete_bundle(&bundle.id)?;
    }
    Ok(done(HERE, "bundle-removed"))
}

fn set(visit: &Visit<'_>, form: &Form, id: &str, kept: Option<&BundleEntry>) -> Answer {
    editing::check(form, kept.map(|bundle| &bundle.draft), TAKEN)?;
    let warnings = visit.call.app.engine.put_bundle(id, &draft(visit, form)?)?;
    Ok(told(id, &warnings))
}

/// Where to go on once a set is kept, with what should be known of its margin.
fn told(id: &str, warnings: &[BundleWarning]) -> crate::reply::Reply {
    let (margin, floor) = match warnings.first() {
        None => return done(HERE, "bundle-set"),
        Some(BundleWarning::CostUnknown) => {
            return done_at(HERE, &[("id", id), ("margin", "unknown")], "bundle-set");
        }
        Some(BundleWarning::BelowMarginFloor {
            margin_percent,
            floor_percent,
        }) => (margin_percent.to_string(), floor_percent.to_string()),
    };
    let values = [("id", id), ("margin", &*margin), ("floor", &*floor)];
    done_at(HERE, &values, "bundle-set")
}

/// What was told of the margin when the set was kept.
fn warning(visit: &Visit<'_>) -> Option<Block> {
    let words = &visit.words;
    let margin = visit.call.parameter("margin")?;
    let Ok(margin) = margin.parse::<i64>() else {
        return Some(Block::Warning(words.say("bundles-cost-unknown")));
    };
    let floor: u64 = visit.call.parameter("floor")?.parse().ok()?;
    let margin = words.decimal(margin as f64, 0);
    let values = [("margin", Value::Text(&margin)), ("floor", Value::Number(floor))];
    Some(Block::Warning(words.tell("bundles-below-floor", &values)))
}

fn draft(visit: &Visit<'_>, form: &Form) -> Result<BundleDraft, Problem> {
    let currency = visit.call.app.engine.profile().currency;
    let price = form
        .text("price")
        .map(|text| Money::parse(&western(&text), currency));
    let price = price.transpose();
    let titles = visit.words.texts().locales().filter_map(|locale| {
        let text = form.text(&format!("title.{locale}"))?;
        Some((locale.to_string(), text))
    });
    Ok(BundleDraft {
        members: form
            .lines("members")
            .iter()
            .map(|line| member(line))
            .collect::<Result<_, _>>()?,
        discount_percent: form.number("discount_percent")?,
        price: price.map_err(|error| Problem::new(Code::InvalidMoney, format!("{error}.")).at("price"))?,
        stackable: form.is_ticked("stackable"),
        placements: form.values("placements").map(str::to_owned).collect(),
        valid_from_ms: form.moment("valid_from")?.map(Timestamp::unix_ms),
        valid_until_ms: form.moment("valid_until")?.map(Timestamp::unix_ms),
        title: titles.collect(),
    })
}

/// A product of a set: its id, or its id and how many, `lamp = 2`.
fn member(line: &str) -> Result<BundleItem, Problem> {
    let wrong = |_| Problem::new(Code::InvalidField, "Each line is written 'id' or 'id = 2'.").at("members");
    let (id, quantity) = match line.rsplit_once('=') {
        Some((id, quantity)) => (id, western(quantity).parse().map_err(wrong)?),
        None => (line, 1),
    };
    Ok(BundleItem {
        product_id: id.trim().to_owned(),
        quantity,
    })
}

fn members(draft: &BundleDraft) -> Vec<String> {
    let line = |item: &BundleItem| match item.quantity {
        1 => item.product_id.clone(),
        quantity => format!("{} = {quantity}", item.product_id),
    };
    draft.members.iter().map(line).collect()
}

fn opened(visit: &Visit<'_>, bundle: Option<&BundleEntry>, refused: Refused<'_>) -> Vec<Block> {
    let words = &visit.words;
    let mut blocks = vec![visit.way_back(HERE)];
    blocks.extend(warning(visit));
    let heading = if bundle.is_some() {
        "bundles-change"
    } else {
        "bundles-new"
    };
    blocks.push(Block::Heading(words.say(heading)));
    blocks.push(Block::Form(sheet(visit, bundle, refused)));
    if let Some(bundle) = bundle {
        let known = editing::stamp(&bundle.draft);
        let hidden = [("id", bundle.id.as_str()), (KNOWN, &*known)];
        blocks.push(Block::Form(visit.ask(HERE, "remove", &hidden)));
    }
    blocks
}

fn sheet(visit: &Visit<'_>, bundle: Option<&BundleEntry>, refused: Refused<'_>) -> Sheet {
    let words = &visit.words;
    let fields = Fields::new(words, HERE, refused);
    let draft = bundle.map(|bundle| bundle.draft.clone()).unwrap_or_default();
    let moment = |ms: Option<i64>| ms.and_then(|ms| Timestamp::from_unix_ms(ms).ok());
    let mut all = Vec::new();
    all.extend(bundle.is_none().then(|| fields.line("id", "")));
    all.extend([
        fields.list("members", &members(&draft)),
        fields.number("discount_percent", draft.discount_percent),
        fields.number("price", draft.price),
        fields.tick("stackable", draft.stackable),
        fields.ticks("placements", &draft.placements, visit.placements()),
        fields.moment("valid_from", moment(draft.valid_from_ms)),
        fields.moment("valid_until", moment(draft.valid_until_ms)),
    ]);
    let title = |locale: &shop::Locale| {
        let language = words.texts().say(locale, "language-name", &[]);
        let label = words.tell("bundles-title", &[("language", Value::Text(&language))]);
        let known = draft.title.get(locale.as_str()).cloned();
        fields
            .line(&format!("title.{locale}"), known.unwrap_or_default())
            .labelled(label)
    };
    all.extend(words.texts().locales().map(title));
    let hidden = bundle.map(|bundle| {
        let known = editing::stamp_of_form(&bundle.draft, refused);
        vec![("id", bundle.id.clone()), (KNOWN, known)]
    });
    Sheet {
        hidden: hidden.unwrap_or_default(),
        groups: vec![Group::of(all)],
        mistake: fields.mistake(),
        ..visit.sheet(HERE, &["set"])
    }
}

fn overview(visit: &Visit<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let bundles = visit.call.app.engine.bundles()?;
    let new = Link::to(
        words.say("bundles-new"),
        with_query(&address(HERE), &[("new", "1")]),
    );
    let mut blocks = vec![Block::Text(words.say("bundles-about")), Block::Links(vec![new])];
    let names = ["set", "members", "price", "where", "when"];
    match bundles.is_empty() {
        true => blocks.push(Block::Text(words.say("bundles-none"))),
        false => blocks.push(Block::Table(Table {
            caption: words.say("dashboard-bundles"),
            head: names
                .map(|name| words.say(&format!("bundles-column-{name}")))
                .into(),
            rows: bundles.iter().map(|bundle| row(visit, bundle)).collect(),
        })),
    }
    Ok(blocks)
}

fn row(visit: &Visit<'_>, bundle: &BundleEntry) -> Vec<Cell> {
    let (words, draft) = (&visit.words, &bundle.draft);
    let price = match (draft.price, draft.discount_percent) {
        (Some(price), _) => words.money(&price),
        (None, Some(percent)) => words.tell(
            "bundles-percent-off",
            &[("percent", Value::Number(percent.into()))],
        ),
        (None, None) => words.say("bundles-full-price"),
    };
    let titles: &BTreeMap<String, String> = &draft.title;
    let title = titles
        .get(words.locale.as_str())
        .or_else(|| titles.values().next());
    let to = with_query(&address(HERE), &[("id", &bundle.id)]);
    let named = [Cell::Link(Link::to(bundle.id.clone(), to))];
    let title = title.map(|title| Cell::Data(title.clone()));
    let window = visit.window(draft.valid_from_ms, draft.valid_until_ms);
    vec![
        Cell::Lines(named.into_iter().chain(title).collect()),
        Cell::data_lines(members(draft)),
        Cell::Number(price),
        visit.places(&draft.placements),
        Cell::Text(window.unwrap_or_else(|| words.say("bundles-always"))),
    ]
}
