//! What rules name now, and where two of them want different things: shown, never guessed.

use decide::{
    Live,
    rules::{Action, Rule, Shelf},
};
use recommend::{Models, ProductIndex};
use shop::{Currency, Placement, Timestamp};

use super::{compile, document::RuleDraft};

/// Products named as examples of a conflict.
const EXAMPLES_MAX: usize = 5;

/// A rule, what it names now, and what it meets.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleView {
    /// Its id.
    pub id: String,
    /// As it was set.
    pub draft: RuleDraft,
    /// How many products it names now; none where nothing has been built.
    pub products: Option<usize>,
    /// Whether it holds at this moment: switched on, and within its time.
    pub in_force: bool,
    /// Other rules that want something else of the same products.
    pub conflicts: Vec<ConflictView>,
}

/// Two rules that want different things of the same products.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictView {
    /// The other rule.
    pub with: String,
    /// The rule that counts; none where both do, multiplied.
    pub wins: Option<String>,
    /// How many products both name.
    pub products: usize,
    /// Some of them.
    pub examples: Vec<String>,
}

/// Every rule with what it names and meets.
pub fn views(
    drafts: Vec<(String, RuleDraft)>,
    models: Option<&Models>,
    live: &Live,
    currency: Currency,
    now: Timestamp,
) -> Vec<RuleView> {
    let compiled: Option<Vec<Rule>> = models.map(|models| {
        let rule = |(id, draft): &(String, RuleDraft)| compile::rule(id, draft, &models.catalogue, currency);
        drafts.iter().map(rule).collect()
    });
    let named: Option<Vec<Vec<ProductIndex>>> = models.zip(compiled.as_ref()).map(|(models, rules)| {
        let shelf = Shelf {
            catalogue: &models.catalogue,
            live,
            margin: &models.signals.margin,
        };
        let all = 0..models.catalogue.len() as ProductIndex;
        let named = |rule: &Rule| {
            all.clone()
                .filter(|&product| rule.products.matches(shelf, product))
                .collect()
        };
        rules.iter().map(named).collect()
    });
    let conflicts_of = |place: usize| match (&compiled, &named, models) {
        (Some(rules), Some(named), Some(models)) if drafts[place].1.enabled => {
            let others = (0..rules.len()).filter(|&other| other != place && drafts[other].1.enabled);
            let id = |product: ProductIndex| models.catalogue.id(product).to_owned();
            others
                .filter_map(|other| conflict(rules, named, place, other, &id))
                .collect()
        }
        _ => Vec::new(),
    };
    let in_force = |place: usize| {
        let when = compiled.as_ref().map(|rules| &rules[place].when);
        drafts[place].1.enabled
            && when.is_none_or(|when| {
                when.from.is_none_or(|from| from <= now) && when.until.is_none_or(|until| now < until)
            })
    };
    let facts: Vec<_> = (0..drafts.len())
        .map(|place| (in_force(place), conflicts_of(place)))
        .collect();
    let counts = named.map(|named| named.iter().map(Vec::len).collect::<Vec<_>>());
    let rows = drafts.into_iter().zip(facts).enumerate();
    rows.map(|(place, ((id, draft), (in_force, conflicts)))| RuleView {
        id,
        draft,
        products: counts.as_ref().map(|counts| counts[place]),
        in_force,
        conflicts,
    })
    .collect()
}

fn conflict(
    rules: &[Rule],
    named: &[Vec<ProductIndex>],
    place: usize,
    other: usize,
    id: &dyn Fn(ProductIndex) -> String,
) -> Option<ConflictView> {
    let (own, theirs) = (&rules[place], &rules[other]);
    let wins = winner(own, theirs)?;
    if !may_meet(own, theirs) {
        return None;
    }
    // Of a pin or a boost that is not included it is what they name that is left out, not what both name.
    let shared: Vec<ProductIndex> = match (own.action, theirs.action) {
        (Action::IncludeOnly, _) => outside(&named[other], &named[place]),
        (_, Action::IncludeOnly) => outside(&named[place], &named[other]),
        _ => named[place]
            .iter()
            .copied()
            .filter(|product| named[other].binary_search(product).is_ok())
            .collect(),
    };
    (!shared.is_empty()).then(|| ConflictView {
        with: theirs.id.clone(),
        wins: wins.map(str::to_owned),
        products: shared.len(),
        examples: shared
            .iter()
            .take(EXAMPLES_MAX)
            .map(|&product| id(product))
            .collect(),
    })
}

fn outside(of: &[ProductIndex], list: &[ProductIndex]) -> Vec<ProductIndex> {
    let missing = |product: &&ProductIndex| list.binary_search(product).is_err();
    of.iter().filter(missing).copied().collect()
}

/// Which of two rules counts where both name a product: a ban before what is not included, that before a pin. None
/// where they want the same; none inside where both count.
fn winner<'a>(own: &'a Rule, theirs: &'a Rule) -> Option<Option<&'a str>> {
    let strength = |rule: &Rule| match rule.action {
        Action::Ban => 3,
        Action::IncludeOnly => 2,
        Action::Pin(_) => 1,
        Action::Weigh(_) => 0,
    };
    match (own.action, theirs.action) {
        (Action::Weigh(one), Action::Weigh(two)) => ((one > 1.0) != (two > 1.0)).then_some(None),
        (Action::Pin(one), Action::Pin(two)) => (one != two).then(|| {
            Some(if own.id < theirs.id {
                own.id.as_str()
            } else {
                theirs.id.as_str()
            })
        }),
        _ if strength(own) == strength(theirs) => None,
        _ if strength(own) > strength(theirs) => Some(Some(&own.id)),
        _ => Some(Some(&theirs.id)),
    }
}

/// Whether there can be a situation in which both hold.
fn may_meet(own: &Rule, theirs: &Rule) -> bool {
    let (one, two) = (&own.when, &theirs.when);
    let on = |when: &decide::rules::When, placement: &Placement| {
        when.placements.is_empty() || when.placements.contains(placement)
    };
    let placement = Placement::ALL
        .iter()
        .any(|placement| on(one, placement) && on(two, placement));
    let before = |until: Option<Timestamp>, from: Option<Timestamp>| {
        until.zip(from).is_some_and(|(until, from)| until <= from)
    };
    placement
        && !before(one.until, two.from)
        && !before(two.until, one.from)
        && one.audience.may_meet(&two.audience)
}
