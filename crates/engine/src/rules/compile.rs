//! Finding in the catalogue what a rule names. What is not there matches nothing.

use decide::rules::{Action, AttributeTest, Range, Rule, Selector, Wanted, When};
use recommend::Catalogue;
use shop::Currency;

use super::document::{self, AttributeCondition, Bounds, RuleAction, RuleDraft, RuleProducts, RuleWhen};

/// How far a boost or a bury moves where the rule does not say.
const FACTOR: f32 = 2.0;

/// A rule with everything it names found in the catalogue.
pub fn rule(id: &str, draft: &RuleDraft, catalogue: &Catalogue, currency: Currency) -> Rule {
    let factor = draft.factor.unwrap_or(FACTOR);
    Rule {
        id: id.to_owned(),
        action: match draft.action {
            RuleAction::Pin => Action::Pin(draft.slot.unwrap_or(1).saturating_sub(1)),
            RuleAction::Ban => Action::Ban,
            RuleAction::Boost => Action::Weigh(factor),
            RuleAction::Bury => Action::Weigh(1.0 / factor),
            RuleAction::IncludeOnly => Action::IncludeOnly,
        },
        products: selector(&draft.products, catalogue, currency),
        when: when(&draft.when, catalogue, currency),
    }
}

fn when(when: &RuleWhen, catalogue: &Catalogue, currency: Currency) -> When {
    let moment = |text: &Option<String>| document::moment("", text.as_deref()).ok().flatten();
    When {
        placements: when
            .placements
            .iter()
            .filter_map(|placement| placement.parse().ok())
            .collect(),
        audience: when.customers().audience(),
        from: moment(&when.valid_from),
        until: moment(&when.valid_until),
        beside: when
            .beside
            .as_ref()
            .map(|products| selector(products, catalogue, currency)),
    }
}

fn selector(products: &RuleProducts, catalogue: &Catalogue, currency: Currency) -> Selector {
    let price = products.price.clone().unwrap_or_default();
    let minor = |text: Option<String>| document::amount("", text.as_deref(), currency).ok().flatten();
    let given = |list: &[String], found: Vec<u32>| (!list.is_empty()).then_some(found);
    // Pins stand in the order they are written; every other list is searched.
    let ids: Vec<u32> = products.ids.iter().filter_map(|id| catalogue.index(id)).collect();
    Selector {
        listed: ids.clone(),
        products: given(&products.ids, sorted(ids)),
        leaves: given(&products.categories, leaves(catalogue, &products.categories)),
        brands: given(&products.brands, brands(catalogue, &products.brands)),
        tags: (!products.tags.is_empty()).then(|| products.tags.clone()),
        attributes: products
            .attributes
            .iter()
            .map(|test| attribute(catalogue, test))
            .collect(),
        price_minor: Range {
            min: minor(price.min),
            max: minor(price.max),
        },
        margin_percent: range(products.margin_percent),
        stock: Range {
            min: products
                .stock
                .and_then(|stock| stock.min)
                .map(|units| units.max(0.0) as u32),
            max: products
                .stock
                .and_then(|stock| stock.max)
                .map(|units| units.max(0.0) as u32),
        },
    }
}

fn sorted(mut list: Vec<u32>) -> Vec<u32> {
    list.sort_unstable();
    list.dedup();
    list
}

fn range(bounds: Option<Bounds>) -> Range<f32> {
    let bounds = bounds.unwrap_or_default();
    Range {
        min: bounds.min,
        max: bounds.max,
    }
}

fn leaves(catalogue: &Catalogue, paths: &[String]) -> Vec<u32> {
    sorted(
        paths
            .iter()
            .flat_map(|path| catalogue.leaves_below(path.trim()))
            .collect(),
    )
}

fn brands(catalogue: &Catalogue, names: &[String]) -> Vec<u32> {
    let wanted: Vec<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
    let named = |brand: &u32| wanted.contains(&catalogue.brand_name(*brand).to_lowercase());
    (0..catalogue.brand_count() as u32).filter(named).collect()
}

fn attribute(catalogue: &Catalogue, condition: &AttributeCondition) -> AttributeTest {
    let attributes = catalogue.attributes();
    let bare = condition.name.trim();
    let named = |number: &u32| {
        let own = attributes.name(*number);
        let (own, bare) = (own.to_lowercase(), bare.to_lowercase());
        own == bare || own.strip_prefix(&bare).is_some_and(|unit| unit.starts_with(" ("))
    };
    AttributeTest {
        names: (0..attributes.name_count() as u32).filter(named).collect(),
        value: match condition
            .value
            .as_deref()
            .map(|value| value.trim().to_lowercase())
        {
            Some(value) if value == "yes" => Wanted::Flag(true),
            Some(value) if value == "no" => Wanted::Flag(false),
            Some(value) => Wanted::Text(value),
            None => Wanted::Number(Range {
                min: condition.min,
                max: condition.max,
            }),
        },
    }
}
