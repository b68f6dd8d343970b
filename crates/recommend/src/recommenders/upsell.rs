//! **What a shopkeeper sees:** "a better one for a little more" – the next step of the price ladder, with what is
//! better about it.
//!
//! **Method:** products of the same leaf category (or alike by title where there is none) that cost 3 to 25 % more,
//! up to 40 % where customers were seen to step up or the merchant linked them. Size, voltage, platform and whatever
//! else accessories ask for must be the same; no attribute may be worse, where the leaf's prices tell which way is
//! better; stars and returns may not be worse beyond noise. At least one attribute is better, or visitors who looked
//! at the one took the other. The chance to step up is `θ = (c + 50·π) / (n + 50)`: of `n` visits that looked at the
//! product and took one of its kind, `c` took the dearer one; `π` is the leaf's own share, spread over the steps so
//! that each 15 % more in price divides it by e. A shop whose models lie further apart can set `next_step_ratio_max`:
//! a product with no step in range then gets the next model of its brand. Steps rank by θ times the margin gained, or
//! the price gained where costs are unknown; the merchant's links come first.
//!
//! **When it fails:** where prices say nothing of quality; categories that mix different things; leaves without
//! attributes and without visits, where only links are left.
//!
//! **Source:** price-ladder and step-up practice of the trade; shrinkage of conversion rates towards their category.

mod step_ups;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use shop::LinkKind;

use crate::{
    BuildContext, Candidates, Catalogue, Evidence, History, Parameter, Partition, Query, Recommender,
    SectionError, Sections, Unit,
    catalogue::flags,
    fitting::most_sold_first,
    query::ProductIndex,
    rows::{Scored, ScoredRows, keep_best},
};

use step_ups::StepUps;

/// The recommender.
pub struct Upsell;

const KEPT: usize = 8;
/// How much dearer a step is: at least, at most, and at most with strong evidence.
const RATIO_MIN: f64 = 1.03;
const RATIO_MAX: f64 = 1.25;
const RATIO_MAX_STRONG: f64 = 1.4;
/// Strong evidence: so many visits stepped up, and this share of those that could have.
const STRONG_VISITS_MIN: u32 = 5;
const STRONG_SHARE_MIN: f64 = 0.03;
/// Visits by which the chance to step up is drawn to that of the leaf.
const PRIOR_VISITS: f64 = 50.0;
/// The share that steps up where nothing was seen yet.
const STEP_UP_SHARE: f64 = 0.1;
/// A rise in price, as a logarithm, that divides the chance by e.
const PRICE_DECAY: f64 = 0.15;
/// Products of a leaf that are tried as steps, the most sold: trying all pairs of a leaf of a hundred thousand would
/// take hours.
const STEPS_TRIED_MAX: usize = 500;
/// What a gain in price is worth at least, as a share of it: a better product at the same margin still pleases.
const GAIN_SHARE_MIN: f64 = 0.02;
/// Stars that stand for the shop's mean in a product's rating, and the variance of one star rating.
const PRIOR_STARS: f64 = 20.0;
const STARS_VARIANCE: f64 = 1.2;
/// Standard deviations up to which a difference may be noise, at 5 % on one side.
const NOISE: f64 = 1.64;
/// Instead of a cart's product a step counts less than instead of the page's: it was chosen already.
const CART_WEIGHT: f32 = 0.5;
/// Marks a row's entry as the merchant's link.
const LINKED: u32 = 1 << 31;

const PARAMETERS: &[Parameter] = &[Parameter {
    name: "next_step_ratio_max",
    default: 1.0,
    help: "How many times as dear the next model of the brand may be where no step is in range; 1: none is shown.",
}];

impl Recommender for Upsell {
    const ID: &'static str = "upsell";
    const SEES: &'static str = "A better one for a little more, instead of the one looked at.";
    const UNIT: Unit = Unit::Session;
    const PARAMETERS: &'static [Parameter] = PARAMETERS;

    type Counts = History;
    type Model = ScoredRows;

    fn count(partition: &Partition) -> History {
        History::count(partition)
    }

    fn merge(into: &mut History, other: History) {
        into.merge(other);
    }

    fn finish(counts: History, context: &BuildContext<'_>) -> ScoredRows {
        let ladder = Ladder {
            context,
            seen: StepUps::count(&counts, context.catalogue),
            tried: Tried::new(context),
            stars_mean: stars_mean(context.catalogue),
            next_ratio_max: context.params.value(Self::ID, PARAMETERS, "next_step_ratio_max"),
        };
        drop(counts);
        let rows: Vec<Vec<Scored>> = (0..context.catalogue.len() as ProductIndex)
            .into_par_iter()
            .map(|product| ladder.steps_from(product))
            .collect();
        ScoredRows::collect(rows)
    }

    fn propose(model: &ScoredRows, query: &Query<'_>, candidates: &mut Candidates) {
        for seed in query.seeds() {
            let weight = if query.product == Some(seed) {
                1.0
            } else {
                CART_WEIGHT
            };
            for entry in model.of(seed).filter(|entry| !query.holds(entry.product)) {
                let evidence = if entry.detail & LINKED != 0 {
                    Evidence::MerchantLink {
                        with: seed,
                        kind: LinkKind::Upsell,
                    }
                } else {
                    Evidence::StepUp {
                        from: seed,
                        attributes_better: entry.detail,
                    }
                };
                candidates.propose(entry.product, entry.score * weight, evidence);
            }
        }
    }

    fn write(model: &ScoredRows, sections: &mut Sections) {
        model.write(Self::ID, sections);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<ScoredRows, SectionError> {
        ScoredRows::read(Self::ID, sections, catalogue)
    }

    fn facts(model: &ScoredRows) -> Vec<(&'static str, f64)> {
        vec![("steps_listed", model.len() as f64)]
    }
}

/// Products tried as steps: by leaf, and by a word of the title where there is none.
struct Tried {
    by_leaf: FxHashMap<u32, Vec<ProductIndex>>,
    by_word: FxHashMap<u32, Vec<ProductIndex>>,
}

impl Tried {
    fn new(context: &BuildContext<'_>) -> Self {
        let (catalogue, sales) = (context.catalogue, &context.signals.sales);
        let mut tried = Self {
            by_leaf: FxHashMap::default(),
            by_word: FxHashMap::default(),
        };
        let offered = (0..catalogue.len() as ProductIndex).filter(|&product| {
            catalogue.has_flag(product, flags::ACTIVE)
                && !catalogue.has_flag(product, flags::FEE)
                && catalogue.price_minor(product).is_some_and(|price| price > 0)
        });
        let push = |kept: &mut Vec<ProductIndex>, product| {
            if kept.len() < STEPS_TRIED_MAX {
                kept.push(product);
            }
        };
        for product in most_sold_first(|product| sales.orders(product), offered) {
            match catalogue.leaf(product) {
                Some(leaf) => push(tried.by_leaf.entry(leaf).or_default(), product),
                None => {
                    for &word in catalogue.telling_words(product) {
                        push(tried.by_word.entry(word).or_default(), product);
                    }
                }
            }
        }
        tried
    }

    fn collect(&self, catalogue: &Catalogue, product: ProductIndex, into: &mut Vec<ProductIndex>) {
        match catalogue.leaf(product) {
            Some(leaf) => into.extend(self.by_leaf.get(&leaf).into_iter().flatten()),
            None => {
                let words = catalogue.telling_words(product).iter();
                into.extend(words.filter_map(|word| self.by_word.get(word)).flatten());
            }
        }
    }
}

/// A step that could be offered.
struct Step {
    product: ProductIndex,
    ratio: f64,
    attributes_better: u32,
    visits: u32,
    /// Position among the merchant's links.
    link: Option<usize>,
}

struct Ladder<'a> {
    context: &'a BuildContext<'a>,
    seen: StepUps,
    tried: Tried,
    stars_mean: f64,
    /// See `next_step_ratio_max`.
    next_ratio_max: f64,
}

impl Ladder<'_> {
    fn steps_from(&self, from: ProductIndex) -> Vec<Scored> {
        let catalogue = self.context.catalogue;
        let links = catalogue
            .links(from)
            .filter(|(_, kind)| *kind == LinkKind::Upsell);
        let links: Vec<ProductIndex> = links.map(|(to, _)| to).collect();
        let mut tried: Vec<ProductIndex> = links.clone();
        tried.extend(self.seen.from(from).map(|(to, _)| to));
        self.tried.collect(catalogue, from, &mut tried);
        tried.sort_unstable();
        tried.dedup();
        let step = |to: &ProductIndex| self.step(from, *to, &links, RATIO_MAX);
        let mut steps: Vec<Step> = tried.iter().filter_map(step).collect();
        if steps.is_empty() && self.next_ratio_max > RATIO_MAX {
            steps = self.next_of_brand(from, &tried);
        }
        let spread: f64 = steps.iter().map(|step| decay(step.ratio)).sum();
        let mut scored: Vec<Scored> = steps.iter().map(|step| self.scored(from, step, spread)).collect();
        keep_best(&mut scored, usize::MAX);
        self.keep_one_of_each_item(&mut scored);
        scored
    }

    /// The same model in three colours is one step.
    fn keep_one_of_each_item(&self, scored: &mut Vec<Scored>) {
        let group = |product| self.context.catalogue.group(product);
        let mut kept: Vec<Scored> = Vec::with_capacity(KEPT);
        for entry in scored.drain(..) {
            let own = group(entry.product);
            if own.is_none() || !kept.iter().any(|other| group(other.product) == own) {
                kept.push(entry);
            }
            if kept.len() == KEPT {
                break;
            }
        }
        *scored = kept;
    }

    /// The cheapest better model of the brand, in all its variants.
    fn next_of_brand(&self, from: ProductIndex, tried: &[ProductIndex]) -> Vec<Step> {
        let catalogue = self.context.catalogue;
        let brand = catalogue.brand(from);
        let of_brand = tried
            .iter()
            .filter(|&&to| brand.is_some() && catalogue.brand(to) == brand);
        let mut steps: Vec<Step> = of_brand
            .filter_map(|&to| self.step(from, to, &[], self.next_ratio_max))
            .collect();
        let nearest = steps.iter().map(|step| step.ratio).fold(f64::INFINITY, f64::min);
        steps.retain(|step| step.ratio <= nearest);
        steps
    }

    /// The step from one product to another, unless it is none, with what speaks for it. Without strong evidence it is
    /// at most `ratio_max` times as dear.
    fn step(
        &self,
        from: ProductIndex,
        to: ProductIndex,
        links: &[ProductIndex],
        ratio_max: f64,
    ) -> Option<Step> {
        let catalogue = self.context.catalogue;
        let (own, dearer) = (catalogue.price(from)?, catalogue.price(to)?);
        let comparable = own.currency == dearer.currency && own.minor > 0 && !self.is_variant(from, to);
        let ratio = dearer.minor as f64 / own.minor as f64;
        let link = links.iter().position(|&linked| linked == to);
        let visits = self.seen.visits(from, to);
        let strong = link.is_some() || self.is_strong(from, visits);
        let most = if strong {
            RATIO_MAX_STRONG.max(ratio_max)
        } else {
            ratio_max
        };
        if !comparable || !(RATIO_MIN..=most).contains(&ratio) || !catalogue.has_flag(to, flags::ACTIVE) {
            return None;
        }
        let step = |attributes_better| Step {
            product: to,
            ratio,
            attributes_better,
            visits,
            link,
        };
        // What the merchant linked needs no further proof.
        if link.is_some() {
            return Some(step(0));
        }
        let alike = catalogue.same_need(from, to) && catalogue.kind(from) == catalogue.kind(to);
        if !alike || !self.is_of_use_like(from, to) || !self.is_good_enough(from, to) {
            return None;
        }
        let attributes_better = self
            .context
            .signals
            .attribute_meaning
            .compare(catalogue, from, to)?;
        (attributes_better > 0 || visits > 0).then(|| step(attributes_better))
    }

    fn is_variant(&self, a: ProductIndex, b: ProductIndex) -> bool {
        let group = self.context.catalogue.group(a);
        a == b || (group.is_some() && group == self.context.catalogue.group(b))
    }

    fn is_strong(&self, from: ProductIndex, visits: u32) -> bool {
        visits >= STRONG_VISITS_MIN
            && f64::from(visits) >= STRONG_SHARE_MIN * f64::from(self.seen.compared(from))
    }

    /// Whether `to` is for everything that `from` says it is for: no case for another phone.
    fn is_of_use_like(&self, from: ProductIndex, to: ProductIndex) -> bool {
        let catalogue = self.context.catalogue;
        if !catalogue.declares_fits(from) {
            return !catalogue.declares_fits(to);
        }
        catalogue
            .declared_fits(from)
            .all(|target| catalogue.declared_fits(to).any(|other| other == target))
    }

    /// Whether neither stars nor returns are worse beyond noise.
    fn is_good_enough(&self, from: ProductIndex, to: ProductIndex) -> bool {
        let (own, own_variance) = self.rating(from);
        let (other, variance) = self.rating(to);
        let returns = &self.context.signals.return_rate;
        let more_returns = f64::from(returns.rate(to) - returns.rate(from));
        let spread = f64::from(returns.deviation(from).hypot(returns.deviation(to)));
        own - other <= NOISE * (own_variance + variance).sqrt() && more_returns <= NOISE * spread
    }

    /// The mean of the stars, drawn to the shop's, and its variance.
    fn rating(&self, product: ProductIndex) -> (f64, f64) {
        let (count, sum) = self.context.catalogue.reviews().stars(product);
        let stars = PRIOR_STARS + f64::from(count);
        (
            (PRIOR_STARS * self.stars_mean + f64::from(sum)) / stars,
            STARS_VARIANCE / stars,
        )
    }

    fn scored(&self, from: ProductIndex, step: &Step, spread: f64) -> Scored {
        let share = self.seen.share(self.context.catalogue.leaf(from));
        let likely = share * decay(step.ratio) / spread;
        let theta = (f64::from(step.visits) + PRIOR_VISITS * likely)
            / (f64::from(self.seen.compared(from)) + PRIOR_VISITS);
        let (score, detail) = match step.link {
            // Above every θ times gain, which stay below one.
            Some(position) => (1.0 + 1.0 / (1.0 + position as f64), LINKED),
            None => (theta * self.gain(from, step), step.attributes_better),
        };
        Scored {
            product: step.product,
            score: score as f32,
            detail,
        }
    }

    /// What the step earns more, as a share of the price of `from`.
    fn gain(&self, from: ProductIndex, step: &Step) -> f64 {
        let signals = self.context.signals;
        let price_gain = step.ratio - 1.0;
        let net = |product| {
            let return_rate = signals.return_rate.rate(product);
            signals
                .margin
                .net_minor(self.context.catalogue, product, return_rate)
        };
        let price = self.context.catalogue.price_minor(from).unwrap_or(1) as f64;
        match (net(from), net(step.product)) {
            (Some(own), Some(dearer)) => {
                ((dearer - own) / price).clamp(price_gain * GAIN_SHARE_MIN, price_gain)
            }
            _ => {
                price_gain
                    * f64::from(signals.margin.typical_rate().unwrap_or(1.0)).clamp(GAIN_SHARE_MIN, 1.0)
            }
        }
    }
}

/// How much less likely a step is the higher it is.
fn decay(ratio: f64) -> f64 {
    (-ratio.ln() / PRICE_DECAY).exp()
}

fn stars_mean(catalogue: &Catalogue) -> f64 {
    let stars = (0..catalogue.len() as ProductIndex).map(|product| catalogue.reviews().stars(product));
    let add = |(count, sum): (u64, f64), (more, stars): (u32, f32)| {
        (count + u64::from(more), sum + f64::from(stars))
    };
    let (count, sum) = stars.fold((0, 0.0), add);
    sum / count.max(1) as f64
}
