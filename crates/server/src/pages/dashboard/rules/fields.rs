//! A rule as a form.

use engine::{
    AttributeCondition, Bounds, DayBounds, MoneyBounds, RuleAction, RuleDraft, RuleProducts, RuleView,
    RuleWhen,
};
use shop::{Placement, Timestamp};

use super::HERE;
use crate::{
    errors::{Code, Problem},
    pages::{
        blocks::{Group, Sheet},
        dashboard::{
            Visit,
            editing::{self, KNOWN},
            sheets::Refused,
        },
        forms::{Field, Fields, western},
        staff::Form,
    },
};

/// What rules do, in the order of the form.
const ACTIONS: [RuleAction; 5] = [
    RuleAction::Pin,
    RuleAction::Boost,
    RuleAction::Bury,
    RuleAction::IncludeOnly,
    RuleAction::Ban,
];
/// What the fields of the products a rule is about begin with.
const PRODUCTS: &str = "products";
/// What the fields of the products it holds beside begin with.
const BESIDE: &str = "when.beside";

/// The form of a kept rule, of one that was sent and cannot be used, or of one that was sent to be tried.
pub(super) fn sheet(
    visit: &Visit<'_>,
    rule: Option<&RuleView>,
    refused: Refused<'_>,
    sent: Option<&Form>,
) -> Sheet {
    let fields = match refused {
        Some(_) => Fields::new(&visit.words, HERE, refused),
        None => Fields::kept(&visit.words, HERE, sent),
    };
    let blank = RuleDraft {
        action: RuleAction::Pin,
        products: RuleProducts::default(),
        when: RuleWhen::default(),
        slot: None,
        factor: None,
        enabled: true,
        note: String::new(),
    };
    let draft = rule.map_or(&blank, |rule| &rule.draft);
    let mut sheet = visit.sheet(HERE, &["set", "try"]);
    let named = rule.is_none().then(|| fields.line("id", ""));
    if let Some(rule) = rule {
        let tried = sent.and_then(|form| form.text(KNOWN));
        let known = tried.unwrap_or_else(|| editing::stamp_of_form(&rule.draft, refused));
        sheet.hidden = vec![("id", rule.id.clone()), (KNOWN, known)];
    }
    sheet.groups = groups(visit, &fields, draft, named);
    sheet.mistake = fields.mistake();
    sheet
}

fn groups(visit: &Visit<'_>, fields: &Fields<'_>, draft: &RuleDraft, named: Option<Field>) -> Vec<Group> {
    let words = &visit.words;
    let group = |id: &str, fields: Vec<Field>| Group {
        name: Some(words.say(&format!("rules-group-{id}"))),
        fields,
    };
    let when = &draft.when;
    let actions = words.named("rules-action", ACTIONS.map(RuleAction::as_str));
    let mut what = vec![fields.choice("action", draft.action.as_str(), actions)];
    what.extend(named);
    what.extend([
        fields.number("slot", draft.slot),
        fields.number("factor", draft.factor),
        fields.area("note", &*draft.note),
        fields.tick("enabled", draft.enabled),
    ]);
    let beside = when.beside.clone().unwrap_or_default();
    let days = when.since_order_days.unwrap_or_default();
    let bought = match when.bought_before {
        None => "",
        Some(true) => "yes",
        Some(false) => "no",
    };
    let mut answers = vec![(String::new(), words.say("rules-when-anybody"))];
    answers.extend(words.named("rules-when-bought-before", ["yes", "no"]));
    vec![
        group("what", what),
        group("products", products(fields, PRODUCTS, &draft.products)),
        group(
            "when",
            vec![
                fields.ticks("when.placements", &when.placements, visit.placements()),
                fields.list("when.segments", &when.segments),
                fields.choice("when.bought_before", bought, answers),
                fields.number("when.since_order_days.min", days.min),
                fields.number("when.since_order_days.max", days.max),
                fields.number("when.due_within_days", when.due_within_days),
                fields.moment("when.valid_from", moment_of(when.valid_from.as_deref())),
                fields.moment("when.valid_until", moment_of(when.valid_until.as_deref())),
            ],
        ),
        group("beside", products(fields, BESIDE, &beside)),
        group(
            "try",
            vec![fields.choice("try_at", Placement::Cart.as_str(), visit.placements())],
        ),
    ]
}

/// The fields of a set of products.
fn products(fields: &Fields<'_>, place: &str, known: &RuleProducts) -> Vec<Field> {
    let at = |name: &str| format!("{place}.{name}");
    let price = known.price.clone().unwrap_or_default();
    let (margin, stock) = (
        known.margin_percent.unwrap_or_default(),
        known.stock.unwrap_or_default(),
    );
    let attributes: Vec<String> = known.attributes.iter().flat_map(written).collect();
    vec![
        fields.list(&at("ids"), &known.ids),
        fields.list(&at("categories"), &known.categories),
        fields.list(&at("brands"), &known.brands),
        fields.list(&at("tags"), &known.tags),
        fields.list(&at("attributes"), &attributes),
        fields.number(&at("price.min"), price.min),
        fields.number(&at("price.max"), price.max),
        fields.number(&at("margin_percent.min"), margin.min),
        fields.number(&at("margin_percent.max"), margin.max),
        fields.number(&at("stock.min"), stock.min),
        fields.number(&at("stock.max"), stock.max),
    ]
}

/// An attribute's conditions as lines: `Colour = red`, `Length >= 2`, `Length <= 4`.
fn written(condition: &AttributeCondition) -> Vec<String> {
    let name = &condition.name;
    let value = condition.value.iter().map(|value| format!("{name} = {value}"));
    let min = condition.min.iter().map(|min| format!("{name} >= {min}"));
    let max = condition.max.iter().map(|max| format!("{name} <= {max}"));
    value.chain(min).chain(max).collect()
}

/// The rule that a form describes.
///
/// # Errors
/// [`Problem`] naming the field that cannot be read.
pub(super) fn draft(form: &Form) -> Result<RuleDraft, Problem> {
    let action = ACTIONS
        .into_iter()
        .find(|action| form.field("action") == Some(action.as_str()))
        .ok_or_else(|| Problem::new(Code::UnknownValue, "Choose what the rule does.").at("action"))?;
    let beside = read_products(form, BESIDE)?;
    let moment = |name: &str| {
        let moment = form.moment(name)?;
        Ok::<_, Problem>(moment.map(|moment| moment.to_string()))
    };
    let days = DayBounds::given(
        form.number("when.since_order_days.min")?,
        form.number("when.since_order_days.max")?,
    );
    Ok(RuleDraft {
        action,
        products: read_products(form, PRODUCTS)?,
        when: RuleWhen {
            placements: form.values("when.placements").map(str::to_owned).collect(),
            segments: form.lines("when.segments"),
            bought_before: form.text("when.bought_before").map(|answer| answer == "yes"),
            since_order_days: days,
            due_within_days: form.number("when.due_within_days")?,
            valid_from: moment("when.valid_from")?,
            valid_until: moment("when.valid_until")?,
            beside: (beside != RuleProducts::default()).then_some(beside),
        },
        slot: form.number("slot")?,
        factor: form.number("factor")?,
        enabled: form.is_ticked("enabled"),
        note: form.text("note").unwrap_or_default(),
    })
}

fn read_products(form: &Form, place: &str) -> Result<RuleProducts, Problem> {
    let at = |name: &str| format!("{place}.{name}");
    let bounds = |name: &str| -> Result<Option<Bounds>, Problem> {
        let bounds = Bounds {
            min: form.number(&at(&format!("{name}.min")))?,
            max: form.number(&at(&format!("{name}.max")))?,
        };
        Ok((bounds != Bounds::default()).then_some(bounds))
    };
    let amount = |name: &str| form.text(&at(name)).map(|text| western(&text));
    let price = MoneyBounds {
        min: amount("price.min"),
        max: amount("price.max"),
    };
    let attribute = |line: String| read_attribute(&line, &at("attributes"));
    let attributes = form.lines(&at("attributes")).into_iter().map(attribute);
    Ok(RuleProducts {
        ids: form.lines(&at("ids")),
        categories: form.lines(&at("categories")),
        brands: form.lines(&at("brands")),
        tags: form.lines(&at("tags")),
        attributes: attributes.collect::<Result<_, _>>()?,
        price: (price != MoneyBounds::default()).then_some(price),
        margin_percent: bounds("margin_percent")?,
        stock: bounds("stock")?,
    })
}

fn read_attribute(line: &str, field: &str) -> Result<AttributeCondition, Problem> {
    let wrong = || {
        let said = "An attribute is written like 'Colour = red', 'Length >= 2' or 'Length <= 4'.";
        Problem::new(Code::InvalidField, said).at(field)
    };
    let number = |text: &str| western(text).parse::<f32>().map_err(|_| wrong());
    let named = |name: &str| AttributeCondition {
        name: name.trim().to_owned(),
        ..AttributeCondition::default()
    };
    if let Some((name, least)) = line.split_once(">=") {
        return Ok(AttributeCondition {
            min: Some(number(least)?),
            ..named(name)
        });
    }
    if let Some((name, most)) = line.split_once("<=") {
        return Ok(AttributeCondition {
            max: Some(number(most)?),
            ..named(name)
        });
    }
    let (name, value) = line.split_once('=').ok_or_else(wrong)?;
    Ok(AttributeCondition {
        value: Some(value.trim().to_owned()),
        ..named(name)
    })
}

/// The moment that a rule keeps as RFC 3339.
pub(super) fn moment_of(kept: Option<&str>) -> Option<Timestamp> {
    use crate::wire::reading::{Place, optional_moment_ms};
    let ms = optional_moment_ms(kept.map(str::to_owned), Place::Body, "");
    ms.ok().flatten().and_then(|ms| Timestamp::from_unix_ms(ms).ok())
}
