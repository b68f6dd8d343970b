//! Random small shops with everything that a decision looks at: history, stock, rules, bans, refusals, policies.

use std::sync::Arc;

use decide::{
    Decision, Explore, Intent, Live, Objective, Patch, Person, Policy, Rankers, Request, Scratch, Seen,
    SeenOffer, decide,
    rules::{Action, Rule, Selector, When},
};
use proptest::{collection::vec, option, prelude::*};
use recommend::{
    Baskets, CartLine, CatalogueSource, DayOrders, KnownLink, Models, Params, Partition, ProductIndex, Query,
};
use shop::{
    Category, Currency, Day, LinkKind, Locale, Localized, Money, Placement, Product, ProductId, Region,
    Stock, Timestamp,
};

/// Products of every shop here.
pub const PRODUCTS: u32 = 14;
const LEAVES: u32 = 6;
const FIRST_DAY: i32 = 20_400;
const TODAY: Day = Day(20_500);

/// A product: leaf, price in minor units, stock, whether it is on sale.
type Goods = (u32, i64, u32, bool);
/// What changed since: product, stock, price, whether it is on sale.
type Change = (u32, Option<u32>, Option<i64>, Option<bool>);
/// What the visitor saw: product, shown today, ignored, declined and bought so many days ago.
type Saw = (u32, u16, u16, Option<i64>, Option<i64>);

/// A shop, a policy and a question.
#[derive(Debug, Clone)]
pub struct World {
    pub goods: Vec<Goods>,
    pub baskets: Vec<(Vec<u32>, usize)>,
    pub links: Vec<(u32, u32)>,
    pub changes: Vec<Change>,
    pub bans: (Vec<u32>, Vec<u32>, Vec<(u32, u32)>),
    pub rules: Vec<(u8, Vec<u32>, u8)>,
    pub saw: Vec<Saw>,
    pub ignored_in_a_row: u16,
    pub page: Option<u32>,
    pub cart: Vec<u32>,
    pub exclude: Vec<u32>,
    pub limit: Option<usize>,
    pub policy: Policy,
    /// Where each product is sold; none for everywhere.
    pub sold_in: Vec<Vec<Region>>,
    pub region: Option<Region>,
}

fn region() -> impl Strategy<Value = Region> {
    prop::sample::select(vec!["RO", "DE", "AE"]).prop_map(|code| Region::new(code).unwrap())
}

fn product() -> impl Strategy<Value = u32> {
    0..PRODUCTS
}

prop_compose! {
    fn policy()(
        placement in 0..Placement::ALL.len(), slots in 0_usize..6, reserve in 0_usize..4,
        per_leaf_max in 1_usize..4, cap in option::of(20_u32..300), objective in 0..Objective::ALL.len(),
        score_min in prop::sample::select(vec![0.01_f32, 0.03, 0.1]),
        value_min_minor in option::weighted(0.2, 0_i64..400), fallback in any::<bool>(),
        product_per_day in 1_u16..4, ignored_max in 1_u16..8, units in vec((0..Intent::ALL.len(), 1_usize..3), 0..3),
    ) -> Policy {
        let mut policy = Policy::default_for(Placement::ALL[placement]);
        (policy.slots, policy.reserve, policy.per_leaf_max) = (slots, reserve, per_leaf_max);
        (policy.price_cap_percent, policy.score_min, policy.value_min_minor) = (cap, score_min, value_min_minor);
        policy.objective = Objective::ALL[objective];
        (policy.caps.product_per_day, policy.caps.ignored_max) = (product_per_day, ignored_max);
        if fallback {
            policy.fallback = Policy::default_for(Placement::Home).recommenders;
        }
        policy.also = units.iter().map(|&(intent, slots)| policy.unit(Intent::ALL[intent], slots)).collect();
        policy.share();
        policy
    }
}

prop_compose! {
    /// Any of these worlds.
    pub fn world()(
        goods in vec((0..LEAVES, 100_i64..9_000, 0_u32..5, prop::bool::weighted(0.9)), PRODUCTS as usize),
        baskets in vec((vec(product(), 1..5), 1_usize..25), 4..12),
        links in vec((product(), product()), 0..4),
        changes in vec(
            (product(), option::of(0_u32..3), option::of(100_i64..9_000), option::weighted(0.2, any::<bool>())),
            0..4,
        ),
        bans in (vec(product(), 0..2), vec(0..LEAVES, 0..2), vec((product(), product()), 0..3)),
        rules in vec((0_u8..9, vec(product(), 1..6), 0_u8..6), 0..5),
        saw in vec(
            (
                product(), 0_u16..4, 0_u16..6,
                option::weighted(0.2, 0_i64..120), option::weighted(0.2, 0_i64..200),
            ),
            2..9,
        ),
        ignored_in_a_row in prop_oneof![9 => Just(0_u16), 1 => 4_u16..7],
        page in option::of(product()), cart in vec(product(), 0..4), exclude in vec(product(), 0..2),
        limit in option::weighted(0.4, 0_usize..8), policy in policy(),
        sold_in in vec(prop_oneof![3 => Just(Vec::new()), 1 => vec(region(), 1..3)], PRODUCTS as usize),
        region in option::weighted(0.7, region()),
    ) -> World {
        World {
            goods, baskets, links, changes, bans, rules, saw, ignored_in_a_row, page, cart, exclude, limit, policy,
            sold_in, region,
        }
    }
}

/// A world that is ready to decide.
pub struct Ready {
    pub models: Models,
    pub live: Live,
    pub seen: Seen,
    pub cart: Vec<CartLine>,
    pub world: World,
}

impl World {
    /// Builds its models and its live state.
    pub fn ready(self) -> Ready {
        let models = Models::build(self.catalogue(), &[self.history()], &Params::default()).unwrap();
        let line = |&product: &u32| CartLine {
            product,
            quantity: 1,
            unit_price_minor: None,
        };
        Ready {
            live: self.live(&models),
            seen: self.seen(),
            cart: self.cart.iter().map(line).collect(),
            models,
            world: self,
        }
    }

    fn catalogue(&self) -> recommend::Catalogue {
        let mut source = CatalogueSource::default();
        for (number, &(leaf, price, stock, active)) in self.goods.iter().enumerate() {
            let mut product = Product::unknown(ProductId::new(&format!("p{number:02}")).unwrap());
            product.title = Localized::single(Locale::english(), format!("Thing {number}"));
            product.category = Category::parse(&format!("Shop>Leaf {leaf}"));
            product.price = Some(euro(price));
            product.unit_cost = Some(euro(price / 2));
            product.stock = Stock::Quantity(stock);
            product.active = active;
            // Every third is a variant of the one of its leaf that comes before.
            product.group = (number % 3 == 0).then(|| format!("group {leaf}"));
            product.regions = self.sold_in[number].iter().copied().collect();
            source.push(&product, false);
        }
        for (&(from, to), position) in self.links.iter().zip(0..) {
            source.link(KnownLink {
                from,
                to,
                kind: LinkKind::CrossSell,
                position,
            });
        }
        source.finish()
    }

    fn history(&self) -> Partition {
        let day = |(number, (products, times)): (usize, &(Vec<u32>, usize))| {
            let mut baskets = Baskets::default();
            for _ in 0..*times {
                baskets.push(&mut products.clone());
            }
            let day = Day(FIRST_DAY + number as i32);
            DayOrders {
                day,
                baskets: Arc::new(baskets),
                ..DayOrders::default()
            }
        };
        Partition {
            orders: self.baskets.iter().enumerate().map(day).collect(),
            ..Partition::default()
        }
    }

    fn live(&self, models: &Models) -> Live {
        let mut live = Live::default();
        for &(product, stock, price, active) in &self.changes {
            let (stock, price) = (stock.map(Stock::Quantity), price.map(|price| Some(euro(price))));
            live.patch(
                product,
                Patch {
                    stock,
                    price,
                    active,
                    ..Patch::default()
                },
            );
        }
        let (products, leaves, pairs) = self.bans.clone();
        let leaf = |number: u32| models.catalogue.leaf_of_path(&format!("Shop > Leaf {number}"));
        live.set_bans(
            products.into_iter(),
            leaves.into_iter().filter_map(leaf),
            pairs.into_iter(),
        );
        live.set_rules(
            self.rules
                .iter()
                .enumerate()
                .map(|(number, rule)| as_rule(number, rule))
                .collect(),
        );
        live
    }

    fn seen(&self) -> Seen {
        let ago = |days: i64| Timestamp::from_unix_ms(TODAY.start().unix_ms() - days * 86_400_000).unwrap();
        let offer = |&(product, shown_today, ignored, dismissed, bought): &Saw| SeenOffer {
            product,
            shown_today,
            ignored,
            shown_at: Some(ago(0)),
            dismissed_at: dismissed.map(ago),
            bought_at: bought.map(ago),
        };
        let mut offers: Vec<SeenOffer> = self.saw.iter().map(offer).collect();
        offers.sort_by_key(|offer| offer.product);
        offers.dedup_by_key(|offer| offer.product);
        Seen {
            offers,
            ignored_in_a_row: self.ignored_in_a_row,
            ignored_at: Some(ago(0)),
            ..Seen::default()
        }
    }
}

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::new("EUR").unwrap())
}

/// Rules of the numbers 0 and 1 ban, 2 includes only, 3 and 4 pin, the others weigh.
fn as_rule(number: usize, (action, products, slot): &(u8, Vec<u32>, u8)) -> Rule {
    let mut sorted = products.clone();
    sorted.sort_unstable();
    sorted.dedup();
    Rule {
        id: format!("rule {number}"),
        action: match action {
            0 | 1 => Action::Ban,
            2 => Action::IncludeOnly,
            3 | 4 => Action::Pin(*slot),
            _ => Action::Weigh([0.1, 0.5, 2.0, 3.0, 10.0, 10.0][usize::from(*slot)]),
        },
        products: Selector {
            listed: products.clone(),
            products: Some(sorted),
            ..Selector::default()
        },
        when: When::default(),
    }
}

impl Ready {
    /// The question, under another policy or limit.
    pub fn decide_with(
        &self,
        policy: &Policy,
        limit: Option<usize>,
        live: &Live,
        scratch: &mut Scratch,
    ) -> Decision {
        self.asked(policy, limit, live, scratch, None)
    }

    /// The decision of this world, made to learn from.
    pub fn explored(&self, explore: Explore<'_>) -> Decision {
        let (policy, limit) = (&self.world.policy, self.world.limit);
        self.asked(policy, limit, &self.live, &mut Scratch::default(), Some(explore))
    }

    fn asked(
        &self,
        policy: &Policy,
        limit: Option<usize>,
        live: &Live,
        scratch: &mut Scratch,
        explore: Option<Explore<'_>>,
    ) -> Decision {
        let query = Query {
            cart: &self.cart,
            product: self.world.page,
            now: TODAY.start(),
            ..Query::default()
        };
        let request = Request {
            query,
            limit,
            exclude: &self.world.exclude,
            seen: Some(&self.seen),
            person: Person::default(),
            region: self.world.region,
            explore,
        };
        decide(&self.models, &Rankers::default(), live, policy, &request, scratch)
    }

    /// The decision of this world.
    pub fn decide(&self) -> Decision {
        self.decide_with(
            &self.world.policy,
            self.world.limit,
            &self.live,
            &mut Scratch::default(),
        )
    }

    /// The page's product and the cart's.
    pub fn seeds(&self) -> Vec<ProductIndex> {
        self.world
            .page
            .into_iter()
            .chain(self.world.cart.iter().copied())
            .collect()
    }

    /// The rules of a kind: products and slot.
    pub fn rules(&self, is_kind: fn(&Action) -> bool) -> impl Iterator<Item = &Rule> {
        self.live.rules().iter().filter(move |rule| is_kind(&rule.action))
    }

    /// The price now.
    pub fn price(&self, product: ProductIndex) -> i64 {
        self.live.price_minor(&self.models.catalogue, product).unwrap()
    }

    /// The policy of a unit of the page.
    pub fn unit(&self, number: u8) -> &Policy {
        self.world.policy.units().nth(usize::from(number)).unwrap()
    }

    /// Whether the unit is one for what goes beside, not instead.
    pub fn is_instead(&self, number: u8) -> bool {
        self.unit(number).intent == Intent::Upsell
    }
}
