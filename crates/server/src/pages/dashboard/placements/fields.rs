//! A placement's policy as a form: what is in force, and of it only what differs from the configuration is set.

use std::collections::BTreeMap;

use engine::{
    CapsChange, Engine, PolicyChange, PolicyDraft, PolicyView, Variant, VariantDraft,
    decide::{Intent, Objective, Policy, RankerChoice, Tone, filters},
    recommend::{RecommenderIndex, recommenders},
};
use serde_json::{Map, Value as Json, json};
use shop::{Currency, Money, Placement};

use super::{HERE, latest, variants};
use crate::{
    errors::{Code, Problem},
    pages::{
        blocks::{Group, Sheet},
        dashboard::{Visit, sheets::Refused},
        forms::{Field, Fields, western},
        staff::{Form, Words},
    },
};

/// What stands in each field, by its name.
pub(super) type Values = BTreeMap<String, String>;

/// Fields that hold a number, and whether it is a whole one.
const NUMBERS: [(&str, bool); 7] = [
    ("slots", true),
    ("reserve", true),
    ("per_leaf_max", true),
    ("price_cap_percent", true),
    ("score_min", false),
    ("unproven_weight", false),
    ("explore_percent", true),
];
/// Caps, each a whole number.
const CAPS: [&str; 8] = [
    "product_per_day",
    "ignored_max",
    "offers_per_day",
    "dismissed_days",
    "bought_days",
    "fewer_after",
    "quiet_after",
    "quiet_hours",
];
/// Fields that hold one of several words.
const WORDS: [&str; 3] = ["objective", "tone", "rankers"];
/// Fields that hold names with numbers, one a line.
const LISTS: [&str; 2] = ["fallback", "price_caps"];
/// After so many groups of fields stand those of what differs for some customers.
const VARIANTS_AFTER: usize = 3;
/// Further units that a page may have.
const UNITS: usize = 2;

/// What steers a placement, as its form shows it.
pub(super) fn values(policy: &Policy, variants: &[Variant], currency: Currency) -> Values {
    let mut values = values_of(policy, currency);
    values.extend(variants::values(&drafts_of(variants)));
    values
}

/// What differs for some customers, as it is written.
fn drafts_of(variants: &[Variant]) -> Vec<VariantDraft> {
    let drafts = variants.iter().map(|variant| variant.draft.clone());
    drafts.collect()
}

fn values_of(policy: &Policy, currency: Currency) -> Values {
    let mut values = Values::from([
        ("slots".to_owned(), policy.slots.to_string()),
        ("reserve".to_owned(), policy.reserve.to_string()),
        ("per_leaf_max".to_owned(), policy.per_leaf_max.to_string()),
        (
            "price_cap_percent".to_owned(),
            policy.price_cap_percent.unwrap_or_default().to_string(),
        ),
        ("score_min".to_owned(), policy.score_min.to_string()),
        ("unproven_weight".to_owned(), policy.unproven_weight.to_string()),
        ("explore_percent".to_owned(), policy.explore_percent.to_string()),
        ("objective".to_owned(), policy.objective.as_str().to_owned()),
        ("tone".to_owned(), policy.tone.as_str().to_owned()),
        ("rankers".to_owned(), policy.rankers.as_str().to_owned()),
        (
            "incentives".to_owned(),
            variants::yes_or_no(policy.incentives).to_owned(),
        ),
        ("filters_off".to_owned(), policy.filters_off.join("\n")),
        ("fallback".to_owned(), weights(&policy.fallback)),
    ]);
    let least = policy.value_min_minor.map(|minor| Money::new(minor, currency));
    let least = least.map(|money| money.to_string());
    values.insert("value_min".to_owned(), least.unwrap_or_default());
    let caps = policy
        .price_caps
        .iter()
        .map(|(path, cap)| format!("{path} = {cap}"));
    values.insert("price_caps".to_owned(), caps.collect::<Vec<_>>().join("\n"));
    for (index, weight) in &policy.recommenders {
        values.insert(
            format!("recommenders.{}", recommenders::id(*index)),
            weight.to_string(),
        );
    }
    if let Ok(Json::Object(caps)) = serde_json::to_value(CapsChange::from(policy.caps)) {
        values.extend(
            caps.into_iter()
                .map(|(name, cap)| (format!("caps.{name}"), cap.to_string())),
        );
    }
    for (at, unit) in policy.also.iter().enumerate().take(UNITS) {
        let cap = unit.price_cap_percent.unwrap_or_default();
        values.insert(format!("also.{at}.intent"), unit.intent.as_str().to_owned());
        values.insert(format!("also.{at}.slots"), unit.slots.to_string());
        values.insert(format!("also.{at}.price_cap_percent"), cap.to_string());
        values.insert(format!("also.{at}.per_leaf_max"), unit.per_leaf_max.to_string());
        values.insert(format!("also.{at}.recommenders"), weights(&unit.recommenders));
    }
    values
}

/// Recommenders with their weights, one a line.
fn weights(all: &[(RecommenderIndex, f32)]) -> String {
    let line = |(index, weight): &(RecommenderIndex, f32)| format!("{} = {weight}", recommenders::id(*index));
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The same of what is written for programs.
pub(super) fn weight_lines(all: Option<&BTreeMap<String, f32>>) -> String {
    let line = |(id, weight): (&String, &f32)| format!("{id} = {weight}");
    let lines = all.into_iter().flatten().map(line);
    lines.collect::<Vec<_>>().join("\n")
}

/// A field's name as people read it.
pub(super) fn label(words: &Words, name: &str) -> String {
    if let Some(id) = name.strip_prefix("recommenders.") {
        return words.say(&format!("recommender-{id}"));
    }
    let parts = name.split('.').filter(|part| part.parse::<usize>().is_err());
    let id: Vec<String> = parts.map(|part| part.replace('_', "-")).collect();
    words.say(&format!("{HERE}-{}", id.join("-")))
}

/// The form of a placement: as it is in force, as it was sent and cannot be used, or as it was sent and may be set. It
/// says which version it was `opened` with, the latest where nothing is said.
pub(super) fn sheet(
    visit: &Visit<'_>,
    placement: Placement,
    view: &PolicyView,
    refused: Refused<'_>,
    sent: Option<&Form>,
    opened: Option<&str>,
) -> Sheet {
    let fields = match refused {
        Some(_) => Fields::new(&visit.words, HERE, refused),
        None => Fields::kept(&visit.words, HERE, sent),
    };
    let currency = visit.call.app.engine.profile().currency;
    let known = values(&view.in_force, &view.variants, currency);
    let mut groups = groups(visit, &fields, &known, view);
    let drafts = drafts_of(&view.variants);
    let form = refused.map(|(form, _)| form).or(sent);
    let some = variants::groups(visit, &fields, &known, &drafts, form);
    groups.splice(VARIANTS_AFTER..VARIANTS_AFTER, some);
    let opened = opened.map_or_else(|| latest(view).to_string(), str::to_owned);
    Sheet {
        hidden: vec![("id", placement.as_str().to_owned()), ("opened", opened)],
        groups,
        mistake: fields.mistake(),
        ..visit.sheet(HERE, &["set", "try"])
    }
}

fn groups(visit: &Visit<'_>, fields: &Fields<'_>, known: &Values, view: &PolicyView) -> Vec<Group> {
    let words = &visit.words;
    let value = |name: &str| known.get(name).cloned();
    let number = |name: &str| fields.number(name, value(name)).labelled(label(words, name));
    let group = |id: &str, fields: Vec<Field>| Group {
        name: Some(words.say(&format!("{HERE}-group-{id}"))),
        fields,
    };
    let off: Vec<String> = view.in_force.filters_off.clone();
    let filters = words.named("filter", filters::ALL.iter().map(|filter| filter.id));
    let mut offers = vec![number("slots"), number("reserve"), number("per_leaf_max")];
    offers.extend(["price_cap_percent", "score_min", "unproven_weight"].map(number));
    offers.push(number("value_min"));
    offers.push(fields.area("price_caps", value("price_caps").unwrap_or_default()));
    let mut aims = Vec::from(WORDS.map(|name| word(words, fields, name, known)));
    let answers = words.named(&format!("{HERE}-incentives"), ["yes", "no"]);
    let told = value("incentives").unwrap_or_default();
    aims.push(fields.choice("incentives", &told, answers));
    aims.push(number("explore_percent"));
    let asked = recommenders::ALL
        .iter()
        .map(|recommender| number(&format!("recommenders.{}", recommender.id())));
    let mut asked: Vec<Field> = asked.collect();
    asked.push(fields.area("fallback", value("fallback").unwrap_or_default()));
    let caps = CAPS.iter().map(|cap| number(&format!("caps.{cap}"))).collect();
    let off = vec![fields.ticks("filters_off", &off, filters)];
    let mut all = vec![group("offers", offers), group("aims", aims), group("caps", caps)];
    all.extend((0..UNITS).map(|at| group("also", unit(words, fields, at, known))));
    all.extend([group("recommenders", asked), group("filters", off)]);
    all.push(group(
        "when",
        vec![
            fields.moment("valid_from", None),
            fields.moment("valid_until", None),
            fields.area("note", ""),
        ],
    ));
    all
}

/// A further unit of the page.
fn unit(words: &Words, fields: &Fields<'_>, at: usize, known: &Values) -> Vec<Field> {
    let name = |field: &str| format!("also.{at}.{field}");
    let value = |field: &str| known.get(&name(field)).cloned();
    let number = |field: &str| {
        let name = name(field);
        fields.number(&name, value(field)).labelled(label(words, &name))
    };
    let mut intents = vec![(String::new(), words.say("placements-no-unit"))];
    intents.extend(words.named("intent", Intent::ALL.map(Intent::as_str)));
    let intent = value("intent").unwrap_or_default();
    vec![
        fields
            .choice(&name("intent"), &intent, intents)
            .labelled(label(words, &name("intent"))),
        number("slots"),
        number("price_cap_percent"),
        number("per_leaf_max"),
        fields
            .area(&name("recommenders"), value("recommenders").unwrap_or_default())
            .labelled(label(words, &name("recommenders"))),
    ]
}

fn word(words: &Words, fields: &Fields<'_>, name: &str, known: &Values) -> Field {
    let all: Vec<&str> = match name {
        "objective" => Objective::ALL.map(Objective::as_str).into(),
        "tone" => Tone::ALL.map(Tone::as_str).into(),
        _ => RankerChoice::ALL.map(RankerChoice::as_str).into(),
    };
    let named = words.named(&format!("{HERE}-{name}"), all);
    fields.choice(name, known.get(name).map_or("", String::as_str), named)
}

/// The policy that a form describes: what of it differs from the configuration.
///
/// # Errors
/// [`Problem`] naming the field that cannot be read.
pub(super) fn draft(form: &Form, engine: &Engine, placement: Placement) -> Result<PolicyDraft, Problem> {
    let currency = engine.profile().currency;
    let steering = engine.settings().steering(placement);
    let configured = values(&steering.policy, &steering.variants, currency);
    let differs = |name: &str| {
        let text = form.field(name).unwrap_or_default().replace('\r', "");
        text.trim() != configured.get(name).map_or("", String::as_str)
    };
    let mut change = Map::new();
    for (name, is_whole) in NUMBERS.into_iter().filter(|(name, _)| differs(name)) {
        change.insert(name.to_owned(), number(form, name, is_whole)?);
    }
    for name in WORDS.into_iter().filter(|name| differs(name)) {
        change.insert(name.to_owned(), json!(form.field(name)));
    }
    for name in LISTS.into_iter().filter(|name| differs(name)) {
        change.insert(name.to_owned(), pairs(form, name)?);
    }
    change.insert("caps".to_owned(), caps(form, &differs)?);
    if differs("value_min") {
        change.insert("value_min_minor".to_owned(), json!(least(form, currency)?));
    }
    let off: Vec<&str> = form.values("filters_off").collect();
    if off.join("\n") != configured["filters_off"] {
        change.insert("filters_off".to_owned(), json!(off));
    }
    if recommenders::ALL
        .iter()
        .any(|one| differs(&format!("recommenders.{}", one.id())))
    {
        change.insert("recommenders".to_owned(), asked(form)?);
    }
    let unit_fields = [
        "intent",
        "slots",
        "price_cap_percent",
        "per_leaf_max",
        "recommenders",
    ];
    let unit_differs = |at: usize| {
        unit_fields
            .iter()
            .any(|name| differs(&format!("also.{at}.{name}")))
    };
    if (0..UNITS).any(unit_differs) {
        change.insert("also".to_owned(), units(form)?);
    }
    if differs("incentives") {
        change.insert(
            "incentives".to_owned(),
            json!(form.field("incentives") == Some("yes")),
        );
    }
    let change: PolicyChange = serde_json::from_value(Json::Object(change))
        .map_err(|error| Problem::new(Code::InvalidField, format!("A number is too large: {error}.")))?;
    let some = variants::drafts(form)?;
    let change = PolicyChange {
        variants: (some != drafts_of(&steering.variants)).then_some(some),
        ..change
    };
    Ok(PolicyDraft {
        change,
        valid_from_ms: form.moment("valid_from")?.map(shop::Timestamp::unix_ms),
        valid_until_ms: form.moment("valid_until")?.map(shop::Timestamp::unix_ms),
        note: form.text("note").unwrap_or_default(),
    })
}

/// The caps that differ.
fn caps(form: &Form, differs: &dyn Fn(&str) -> bool) -> Result<Json, Problem> {
    let mut caps = Map::new();
    for cap in CAPS {
        let name = format!("caps.{cap}");
        if differs(&name) {
            caps.insert(cap.to_owned(), number(form, &name, true)?);
        }
    }
    Ok(Json::Object(caps))
}

fn number(form: &Form, name: &str, is_whole: bool) -> Result<Json, Problem> {
    Ok(match is_whole {
        true => json!(form.number::<u32>(name)?.unwrap_or_default()),
        false => json!(form.number::<f32>(name)?.unwrap_or_default()),
    })
}

fn least(form: &Form, currency: Currency) -> Result<i64, Problem> {
    let Some(text) = form.text("value_min") else {
        return Ok(0);
    };
    let money = Money::parse(&western(&text), currency);
    let money =
        money.map_err(|error| Problem::new(Code::InvalidMoney, format!("{error}.")).at("value_min"))?;
    Ok(money.minor)
}

/// Names with numbers, one a line: `Home > Lamps = 50`.
pub(super) fn pairs(form: &Form, name: &str) -> Result<Json, Problem> {
    let wrong = || Problem::new(Code::InvalidField, "Each line is written 'name = number'.").at(name);
    let pair = |line: String| -> Result<(String, Json), Problem> {
        let (key, number) = line.rsplit_once('=').ok_or_else(wrong)?;
        let number = western(number);
        let whole = number.parse::<u32>().map(|number| json!(number));
        let number = whole.or_else(|_| number.parse::<f32>().map(|number| json!(number)));
        Ok((key.trim().to_owned(), number.map_err(|_| wrong())?))
    };
    let pairs = form.lines(name).into_iter().map(pair);
    Ok(Json::Object(pairs.collect::<Result<_, _>>()?))
}

/// Recommenders whose field is filled.
fn asked(form: &Form) -> Result<Json, Problem> {
    let mut asked = Map::new();
    for recommender in recommenders::ALL.iter() {
        let weight: Option<f32> = form.number(&format!("recommenders.{}", recommender.id()))?;
        if let Some(weight) = weight {
            asked.insert(recommender.id().to_owned(), json!(weight));
        }
    }
    Ok(Json::Object(asked))
}

fn units(form: &Form) -> Result<Json, Problem> {
    let mut units = Vec::new();
    for at in 0..UNITS {
        let name = |field: &str| format!("also.{at}.{field}");
        let Some(intent) = form.text(&name("intent")) else {
            continue;
        };
        let mut unit = Map::from_iter([
            ("intent".to_owned(), json!(intent)),
            ("slots".to_owned(), number(form, &name("slots"), true)?),
        ]);
        for field in ["price_cap_percent", "per_leaf_max"] {
            if form.text(&name(field)).is_some() {
                unit.insert(field.to_owned(), number(form, &name(field), true)?);
            }
        }
        if form.text(&name("recommenders")).is_some() {
            unit.insert("recommenders".to_owned(), pairs(form, &name("recommenders"))?);
        }
        units.push(Json::Object(unit));
    }
    Ok(Json::Array(units))
}
