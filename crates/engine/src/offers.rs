//! From a question in the shop's words to a decision: ids become positions, and what is decided becomes an answer.

use std::{cell::RefCell, sync::Arc, time::Instant};

use decide::{
    Decision, Explore, Habits, Live, Note, Person, Policy, Request, Scratch, Seen, rankers::features,
};
use recommend::needs::Need;
use recommend::{CartLine, Catalogue, CustomerIndex, Models, ProductIndex, Query, recommenders};
use shop::{Locale, Placement, Region, Timestamp, Traffic, limits};
use smallvec::SmallVec;
use store::DecisionId;

use crate::{
    Engine, Error,
    build::customer_hash,
    bundles, claims, comparison,
    customers::Example,
    decision_record::{DecisionRecord, Header},
    experiments::Placed,
    incentives::Answering,
    resolver::Resolver,
    snapshot::Snapshot,
    types::{ExplainAnswer, OfferAnswer, OfferRequest, OfferedProduct},
    visitors::Who,
};

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// The question in positions.
#[derive(Default)]
pub(crate) struct Positions {
    cart: Vec<CartLine>,
    product: Option<ProductIndex>,
    leaf: Option<u32>,
    /// The leaf categories below the page's: also where products stand in that one itself.
    leaves: Vec<u32>,
    recently_viewed: Vec<ProductIndex>,
    customer: Option<CustomerIndex>,
    exclude: Vec<ProductIndex>,
    need: Option<Need>,
    seen: Option<Seen>,
    segments: Vec<String>,
    /// What their orders tell.
    habits: Habits,
    /// Whether it may be looked at who they are: a customer who agreed.
    is_known: bool,
    region: Option<Region>,
    /// The seed of the draw, where this answer is one to learn from.
    explore_seed: Option<u64>,
    notes: Vec<Note>,
}

impl Engine {
    /// Decides what to offer. Never fails: it answers with what it has, and notes what it could not use.
    pub fn offers(&self, request: &OfferRequest, now: Timestamp) -> OfferAnswer {
        self.answer_logged(request, now).0
    }

    /// The same for a question that is only tried: nothing is kept of it.
    pub fn try_offers(&self, request: &OfferRequest, now: Timestamp) -> OfferAnswer {
        self.answer(request, &Placed::default(), now, true).0
    }

    /// The answer, its decision as it was logged (none where it was not), and what is offered.
    pub(crate) fn answer_logged(
        &self,
        request: &OfferRequest,
        now: Timestamp,
    ) -> (OfferAnswer, Option<Logged>, Vec<ProductIndex>) {
        // That waits for the disk now and then, which is no part of deciding.
        let asks_rating = self.asks_rating(request, now);
        let started = Instant::now();
        let placed = self.placed(request, now);
        let (mut answer, answered) = self.answer(request, &placed, now, false);
        (answer.traffic, answer.asks_rating) = (self.traffic_of(request), asks_rating);
        let Some(answered) = answered else {
            return (answer, None, Vec::new());
        };
        let offers = answered.decision.offers.iter();
        let shown = offers.filter(|_| !placed.held_out);
        let offered: Vec<ProductIndex> = shown.map(|offer| offer.product).collect();
        self.note_offered(request, &offered, now);
        let took_us = u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX);
        let logged = self.inner.log.get().map(|log| {
            let record = answered.record(placed, &answer, took_us, now);
            Logged {
                id: log.append(&record),
                record,
            }
        });
        if let Some(logged) = &logged {
            answer.decision_id = logged.id.to_string();
        }
        (answer, logged, offered)
    }

    /// The answer to a question that is asked in earnest, or only `is_tried`.
    fn answer(
        &self,
        request: &OfferRequest,
        placed: &Placed,
        now: Timestamp,
        is_tried: bool,
    ) -> (OfferAnswer, Option<Answered>) {
        let locale = request
            .locale
            .clone()
            .unwrap_or_else(|| self.profile().locale.clone());
        let steering = self.steering_for(request.placement, placed, now);
        let Some(snapshot) = self.inner.serving.snapshot() else {
            let decision = Decision::nothing_built(&steering.policy);
            return (view(&decision, None, &Live::default(), locale), None);
        };
        let mut positions = self.positions(request, &snapshot.models, now);
        positions.know(&snapshot, now);
        let variant = steering.variant_for(&positions.person());
        let policy = variant.map_or(&steering.policy, |variant| &variant.policy);
        let heard = self.listen(request, &snapshot, !is_tried, now);
        positions.need = heard.need;
        positions.notes.extend(heard.notes);
        positions.explore_seed = self.explore_seed(request, placed, policy, now);
        let live = self.inner.serving.live();
        let decision = positions.decide(&snapshot, &live, policy, request.limit, now);
        let shown = Some(&*snapshot).filter(|_| !placed.held_out);
        let mut answer = view(&decision, shown, &live, locale);
        answer.model_version = Some(snapshot.manifest.version);
        answer.experiments = self.arm_names(placed);
        answer.variant = variant.map(|variant| variant.draft.name.clone());
        answer.need = heard.view;
        if placed.held_out {
            answer.notes.push(Note::HeldOut);
        } else {
            self.claim(&mut answer, &decision, request, policy, now);
            let asked = positions.request(&snapshot.models, request.limit, now);
            bundles::add(&mut answer, &decision, &snapshot, &live, policy, &asked);
            let from = Answering {
                request,
                decision: &decision,
                snapshot: &snapshot,
                live: &live,
                policy,
                tags: &positions.segments,
                now,
            };
            self.add_incentives(&mut answer, &from);
            claims::of_sets(&mut answer, now);
        }
        drop(live);
        let answered = Answered {
            snapshot,
            positions,
            decision,
            policy: Arc::clone(policy),
        };
        (answer, Some(answered))
    }

    /// Notes what is offered on the way to the order, so that it is not offered again after it.
    pub(crate) fn note_offered(&self, request: &OfferRequest, offered: &[ProductIndex], now: Timestamp) {
        let on_the_way = matches!(request.placement, Placement::Cart | Placement::Checkout);
        if let Some(visitor) = request
            .visitor_id
            .as_ref()
            .filter(|_| on_the_way && request.consent)
        {
            let offered = offered.iter().copied();
            self.visitors().offered(Who::Visitor(visitor), offered, now);
        }
    }

    /// Adds what is known of who asks: with consent all of it, without only what was declined.
    fn add_person(&self, request: &OfferRequest, models: &Models, positions: &mut Positions, now: Timestamp) {
        let customer = request.customer_id.as_deref().map(str::trim);
        let profile = customer.map(|id| self.inner.profiles.of(&*self.inner.store, id));
        // Where something can be delivered is no personal matter: it needs no consent.
        let of_record = profile.as_ref().and_then(|profile| profile.region);
        positions.region = request.region.or(of_record);
        let refused = profile
            .as_ref()
            .is_some_and(|profile| profile.consent == Some(false));
        let consent = request.consent && !refused;
        let visitor = request.visitor_id.as_ref().map(Who::Visitor);
        let who: SmallVec<[Who<'_>; 2]> = visitor.into_iter().chain(customer.map(Who::Customer)).collect();
        positions.seen = self.visitors().seen(&who, request.placement, consent, now);
        if !consent {
            return;
        }
        positions.recently_viewed = match (&request.recently_viewed, &request.visitor_id) {
            (Some(ids), _) => {
                let ids = ids.iter().take(limits::CART_LINES_MAX);
                ids.filter_map(|id| models.catalogue.index(id)).collect()
            }
            (None, Some(visitor)) => self.visitors().views(visitor),
            (None, None) => Vec::new(),
        };
        positions.customer = customer.and_then(|id| models.customers.number(customer_hash(id)));
        positions.is_known = customer.is_some_and(|id| !id.is_empty());
        positions.segments = profile.map_or(Vec::new(), |profile| profile.tags.clone());
    }

    fn positions(&self, request: &OfferRequest, models: &Models, now: Timestamp) -> Positions {
        let catalogue = &models.catalogue;
        let mut positions = Positions::default();
        if request.cart.len() > limits::CART_LINES_MAX {
            positions.notes.push(Note::CartCut(limits::CART_LINES_MAX));
        }
        for item in request.cart.iter().take(limits::CART_LINES_MAX) {
            if let Some(product) = positions.known(catalogue, &item.product_id) {
                let unit_price_minor = item.unit_price.map(|price| price.minor);
                positions.cart.push(CartLine {
                    product,
                    quantity: item.quantity,
                    unit_price_minor,
                });
            }
        }
        positions.product = request
            .product_id
            .as_ref()
            .and_then(|id| positions.known(catalogue, id));
        if let Some(path) = &request.category {
            positions.leaves = catalogue.leaves_below(path.trim());
            let is_own = |leaf: &u32| catalogue.leaf_path(*leaf) == path.trim();
            let own = positions.leaves.iter().position(is_own);
            positions.leaf = own.map(|place| positions.leaves.swap_remove(place));
            if positions.leaf.is_none() && positions.leaves.is_empty() {
                positions.notes.push(Note::UnknownCategory(path.clone()));
            }
        }
        let index = |id: &String| catalogue.index(id);
        positions.exclude = request.exclude.iter().filter_map(index).collect();
        self.add_person(request, models, &mut positions, now);
        positions
    }

    /// Explains why a product is offered in answer to `request`, or why not. The question is not logged.
    ///
    /// # Errors
    /// [`Error::NotFound`] where no snapshot knows the product.
    pub fn explain(
        &self,
        request: &OfferRequest,
        product_id: &str,
        now: Timestamp,
    ) -> Result<ExplainAnswer, Error> {
        let unknown = || Error::NotFound {
            what: "product",
            id: product_id.to_owned(),
        };
        let placed = Placed::default();
        let (answer, answered) = self.answer(request, &placed, now, true);
        let Answered {
            snapshot,
            positions,
            decision,
            policy,
        } = answered.ok_or_else(unknown)?;
        let product = snapshot.models.catalogue.index(product_id).ok_or_else(unknown)?;
        let live = self.inner.serving.live();
        let asked = positions.request(&snapshot.models, request.limit, now);
        let explanation = decide::explain(&snapshot.models, &live, &policy, &asked, &decision, product);
        let resolver = Resolver {
            catalogue: &snapshot.models.catalogue,
            locale: &answer.locale,
        };
        let place = decision.place_of(product);
        let story = |place: usize| {
            let candidate = &decision.candidates[place];
            let features = features::of_candidate(&snapshot.models, &asked.query, candidate);
            resolver.candidate(&snapshot.rankers, candidate, place + 1, &features)
        };
        let elsewhere = (0..decision.candidates.len())
            .filter(|&other| Some(other) != place && decision.candidates[other].product == product);
        Ok(ExplainAnswer {
            product: resolver.mention(product),
            candidate: place.map(&story),
            elsewhere: elsewhere.map(&story).collect(),
            objections: explanation.objections,
            rules: explanation.rules,
            candidates: decision.products_proposed(),
            answer,
        })
    }
}

/// A decision as the log keeps it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Logged {
    pub id: DecisionId,
    pub record: Vec<u8>,
}

struct Answered {
    snapshot: Arc<Snapshot>,
    positions: Positions,
    decision: Decision,
    /// The policy by which it was decided.
    policy: Arc<Policy>,
}

impl Answered {
    /// The decision as it is logged.
    fn record(&self, placed: Placed, answer: &OfferAnswer, took_us: u32, now: Timestamp) -> Vec<u8> {
        let Self {
            snapshot, decision, ..
        } = self;
        let asked = self.positions.request(&snapshot.models, None, now);
        let others = features::of_offers(&snapshot.models, &asked.query, decision);
        let version = snapshot.manifest.version;
        let header = Header {
            at: now,
            unit: placed.unit,
            placement: decision.placement,
            held_out: placed.held_out,
            asked: placed.asked,
            traffic: answer.traffic,
            explored: decision.explored.is_some(),
            quiet: decision.notes.contains(&Note::Quiet),
            offers: decision.offers.len().min(255) as u8,
            arms: placed.arms,
            locale: answer.locale.as_str().to_owned(),
            took_us,
            variant: answer.variant.clone().unwrap_or_default(),
        };
        DecisionRecord::encode(
            &header,
            decision,
            self.policy.intent,
            &others,
            version,
            &asked.query,
        )
    }
}

impl Positions {
    /// The question of somebody whose cart holds these products; on a product's page the first of them is the page's.
    pub(crate) fn of_cart(placement: Placement, cart: &[CartLine]) -> Self {
        match (placement, cart) {
            (Placement::ProductPage, [first, ..]) => Self {
                product: Some(first.product),
                ..Self::default()
            },
            _ => Self {
                cart: cart.to_vec(),
                ..Self::default()
            },
        }
    }

    /// The question of a decision of the past, without who asked: that is not kept.
    pub(crate) fn of_record(record: &DecisionRecord) -> Self {
        let line = |&(product, quantity): &(ProductIndex, u32)| CartLine {
            product,
            quantity,
            unit_price_minor: None,
        };
        Self {
            cart: record.cart.iter().map(line).collect(),
            product: record.product,
            leaf: record.leaf,
            leaves: record.leaves.clone(),
            recently_viewed: record.recently_viewed.clone(),
            ..Self::default()
        }
    }

    /// Lets this customer ask.
    pub(crate) fn asked_by(&mut self, customer: &Example) {
        self.segments.clone_from(&customer.labels);
        self.habits = customer.habits;
    }

    /// The category whose page was open: the last one, or what those below it have in common.
    pub(crate) fn category<'a>(&self, catalogue: &'a Catalogue) -> Option<&'a str> {
        let mut paths = self
            .leaf
            .iter()
            .chain(&self.leaves)
            .map(|leaf| catalogue.leaf_path(*leaf));
        let first = paths.next()?;
        let ends = first
            .match_indices(" > ")
            .map(|(end, _)| end)
            .chain([first.len()]);
        let above: SmallVec<[&str; 8]> = ends.map(|end| &first[..end]).collect();
        let holds = |path: &str, above: &str| {
            let rest = path.strip_prefix(above);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" > "))
        };
        let shared = paths.fold(above.len(), |shared, path| {
            above[..shared]
                .iter()
                .take_while(|above| holds(path, above))
                .count()
        });
        above[..shared].last().copied()
    }

    /// What the page and the cart hold.
    pub(crate) fn held(&self) -> Vec<ProductIndex> {
        let in_cart = self.cart.iter().map(|line| line.product);
        self.product.into_iter().chain(in_cart).collect()
    }

    /// Adds what the snapshot knows of whoever asks: tier and segment, and what their orders tell.
    fn know(&mut self, snapshot: &Snapshot, now: Timestamp) {
        self.segments.extend(snapshot.labels(self.customer));
        if self.is_known {
            let offers = self.seen.iter().flat_map(|seen| &seen.offers);
            let bought_at = offers.filter_map(|offer| offer.bought_at).max();
            self.habits = snapshot.habits(self.customer, bought_at, now);
        }
    }

    fn person(&self) -> Person<'_> {
        Person {
            labels: &self.segments,
            habits: self.habits,
        }
    }

    fn known(&mut self, catalogue: &Catalogue, id: &str) -> Option<ProductIndex> {
        let index = catalogue.index(id);
        if index.is_none() {
            self.notes.push(Note::UnknownProduct(
                id.chars().take(limits::ID_BYTES_MAX).collect(),
            ));
        }
        index
    }

    fn request<'a>(&'a self, models: &'a Models, limit: Option<usize>, now: Timestamp) -> Request<'a> {
        let query = Query {
            cart: &self.cart,
            product: self.product,
            leaf: self.leaf,
            leaves: &self.leaves,
            recently_viewed: &self.recently_viewed,
            customer: self.customer,
            bought: models.signals.purchases.of(self.customer),
            need: self.need.as_ref(),
            now,
        };
        Request {
            query,
            limit,
            exclude: &self.exclude,
            seen: self.seen.as_ref(),
            person: self.person(),
            region: self.region,
            explore: None,
        }
    }

    pub(crate) fn decide(
        &self,
        snapshot: &Snapshot,
        live: &Live,
        policy: &Policy,
        limit: Option<usize>,
        now: Timestamp,
    ) -> Decision {
        let explore = self.explore_seed.map(|seed| Explore {
            seed,
            outcomes: &snapshot.outcomes,
        });
        let request = Request {
            explore,
            ..self.request(&snapshot.models, limit, now)
        };
        let (models, rankers) = (&snapshot.models, snapshot.rankers_of(policy.rankers));
        let decide = |scratch: &mut Scratch| decide::decide(models, rankers, live, policy, &request, scratch);
        let mut decision = SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
            Ok(mut scratch) => decide(&mut scratch),
            Err(_) => decide(&mut Scratch::default()),
        });
        decision.notes.extend(self.notes.iter().cloned());
        decision
    }
}

fn view(decision: &Decision, snapshot: Option<&Snapshot>, live: &Live, locale: Locale) -> OfferAnswer {
    let offers = snapshot.map(|snapshot| {
        let resolver = Resolver {
            catalogue: &snapshot.models.catalogue,
            locale: &locale,
        };
        let offered = |offer: &decide::Offer| OfferedProduct {
            product: resolver.product(offer.product, live),
            score: offer.score,
            recommender: recommenders::id(offer.source.recommender),
            reason: resolver.reason(offer.source.evidence),
            claims: decide::Claims::default(),
            unit: offer.unit,
            intent: offer.intent,
            comparison: comparison::comparison(&snapshot.models, live, &resolver, offer),
            bundle: None,
        };
        decision.offers.iter().map(offered).collect()
    });
    OfferAnswer {
        decision_id: String::new(),
        placement: decision.placement,
        model_version: snapshot.map(|snapshot| snapshot.manifest.version),
        policy_version: decision.policy_version,
        tone: decide::Tone::default(),
        experiments: SmallVec::new(),
        variant: None,
        need: None,
        offers: offers.unwrap_or_default(),
        incentives: Vec::new(),
        notes: decision.notes.clone(),
        traffic: Traffic::Customer,
        asks_rating: false,
        locale,
    }
}

#[cfg(test)]
mod tests {
    use shop::{Currency, Placement};
    use testkit::Fixture;

    use super::*;
    use crate::NewShop;

    #[test]
    fn a_customers_purchases_are_asked_for_only_with_consent() {
        let folder = tempfile::tempdir().unwrap();
        let now = testkit::moment("2026-02-10T12:00").unwrap();
        let shop = NewShop {
            name: "Tiny".into(),
            currency: Currency::new("EUR").unwrap(),
            locale: Locale::english(),
        };
        let (engine, _) = Engine::init(folder.path(), shop, now).unwrap();
        let orders = Fixture::parse("order o1 2026-01-02 ann tv hdmi\norder o2 2026-01-03 bob lamp").orders;
        engine.record_orders(orders, Vec::new()).unwrap();
        engine.build(now, &|_| {}).unwrap();
        let snapshot = engine.inner.serving.snapshot().unwrap();
        let bought = |id: &str, consent: bool| {
            let request = OfferRequest {
                customer_id: Some(id.to_owned()),
                consent,
                ..OfferRequest::new(Placement::Home)
            };
            let positions = engine.positions(&request, &snapshot.models, now);
            let asked = positions.request(&snapshot.models, None, now);
            assert_eq!(
                asked.query.customer.is_some(),
                !asked.query.bought.products.is_empty()
            );
            let products = asked.query.bought.products.iter();
            let ids: Vec<_> = products
                .map(|&product| snapshot.models.catalogue.id(product))
                .collect();
            ids.join(" ")
        };
        assert_eq!(bought("ann", true), "tv hdmi");
        assert_eq!(bought(" bob ", true), "lamp");
        assert_eq!(bought("ann", false), "");
        assert_eq!(bought("cleo", true), "");
    }
}
