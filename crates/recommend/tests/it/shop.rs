//! A simulated shop in the recommenders' terms.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use recommend::{
    AnyModel, BuildContext, Candidates, CartLine, Catalogue, CatalogueSource, CustomerIndex, DayOrders,
    DaySessions, Evidence, History, KnownLink, KnownReview, Params, Partition, ProductIndex, Query, Sessions,
    Signals, Step, StepKind, needs::Need, recommenders,
};
use shop::{Day, EventKind, LineKind};
use testkit::simulator::{Settings, SimulatedShop, simulate};

/// One order.
pub struct PastOrder {
    pub day: Day,
    pub buyer: Option<CustomerIndex>,
    pub products: Vec<ProductIndex>,
}

/// One visit.
pub struct PastSession {
    pub ended_s: u32,
    pub customer: Option<CustomerIndex>,
    pub steps: Vec<Step>,
}

/// A shop in the recommenders' terms.
pub struct Shop {
    pub catalogue: Catalogue,
    pub signals: Signals,
    pub orders: Vec<PastOrder>,
    pub sessions: Vec<PastSession>,
    pub params: Params,
    pub today: Day,
}

impl Shop {
    /// What a build gives the recommenders.
    pub fn context(&self) -> BuildContext<'_> {
        BuildContext {
            catalogue: &self.catalogue,
            signals: &self.signals,
            params: &self.params,
            finished: &[],
        }
    }

    /// A shop that sold nothing yet.
    pub fn without_history(catalogue: Catalogue, today: Day) -> Self {
        let params = Params::default();
        Self {
            signals: Signals::learn(&History::default(), &catalogue, &params),
            catalogue,
            orders: Vec::new(),
            sessions: Vec::new(),
            params,
            today,
        }
    }

    /// The index of a product the truth speaks of.
    pub fn index(&self, id: &shop::ProductId) -> ProductIndex {
        self.catalogue
            .index(id.as_str())
            .expect("the truth speaks of catalogue products")
    }

    /// The id of a product.
    pub fn id(&self, product: ProductIndex) -> shop::ProductId {
        shop::ProductId::new(self.catalogue.id(product)).unwrap()
    }
}

/// The simulated shop with about so many orders.
pub fn shop(orders_target: u32) -> Shop {
    let settings = Settings {
        orders_target,
        ..Settings::default()
    };
    from_simulated(&simulate(&settings), settings.end())
}

/// A simulated shop in the recommenders' terms.
pub fn from_simulated(simulated: &SimulatedShop, today: Day) -> Shop {
    let product_index: HashMap<&str, u32> = simulated
        .products
        .iter()
        .map(|product| product.id.as_str())
        .zip(0..)
        .collect();
    let customer_index: HashMap<&str, u32> = simulated
        .customers
        .iter()
        .map(|customer| customer.id.as_str())
        .zip(0..)
        .collect();
    let mut source = CatalogueSource::default();
    for product in &simulated.products {
        source.push(product, false);
    }
    for link in &simulated.links {
        source.link(KnownLink {
            from: product_index[link.from.as_str()],
            to: product_index[link.to.as_str()],
            kind: link.kind,
            position: link.position,
        });
    }
    for (product, text) in reviews(simulated) {
        source.review(KnownReview {
            product,
            rating: Some(5.0),
            text,
            locale: None,
        });
    }
    let order = |order: &shop::Order| {
        let merchandise = order.lines.iter().filter(|line| line.kind == LineKind::Product);
        PastOrder {
            day: order.placed_at.day(),
            buyer: order.customer_id.as_ref().map(|id| customer_index[id.as_str()]),
            products: merchandise
                .map(|line| product_index[line.product_id.as_str()])
                .collect(),
        }
    };
    let mut shop = Shop::without_history(source.finish(), today);
    shop.orders = simulated.orders.iter().map(order).collect();
    shop.sessions = sessions(simulated, &product_index, &customer_index);
    let history = History::count(&partitions(&shop, 1)[0]);
    shop.signals = Signals::learn(&history, &shop.catalogue, &shop.params);
    shop
}

/// Reviews in which buyers of a planted pair speak of its other half by name.
fn reviews(simulated: &SimulatedShop) -> Vec<(ProductIndex, String)> {
    let place = |id: &shop::ProductId| {
        simulated
            .products
            .iter()
            .position(|product| product.id == *id)
            .unwrap()
    };
    let strongest = simulated.truth.complements.iter().take(12);
    strongest
        .map(|pair| {
            let (product, companion) = (place(&pair.product), place(&pair.companion));
            let title = simulated.products[companion].title.0.values().next().unwrap();
            (
                product as ProductIndex,
                format!("Great together with the {title}. I would buy both again."),
            )
        })
        .collect()
}

fn sessions(
    simulated: &SimulatedShop,
    products: &HashMap<&str, u32>,
    customers: &HashMap<&str, u32>,
) -> Vec<PastSession> {
    let mut sessions: BTreeMap<String, PastSession> = BTreeMap::new();
    for event in &simulated.events {
        let kind = match event.kind {
            EventKind::View => StepKind::View,
            EventKind::AddToCart => StepKind::AddToCart,
            EventKind::Purchase => StepKind::Purchase,
            _ => continue,
        };
        let (Some(id), Some(product)) = (&event.session_id, &event.product_id) else {
            continue;
        };
        let session = sessions.entry(id.as_str().to_owned()).or_insert(PastSession {
            ended_s: 0,
            customer: None,
            steps: Vec::new(),
        });
        session.ended_s = (event.at.unix_ms() / 1_000) as u32;
        session.customer = event
            .customer_id
            .as_ref()
            .map(|id| customers[id.as_str()])
            .or(session.customer);
        session.steps.push(Step {
            product: products[product.as_str()],
            kind,
        });
    }
    sessions.into_values().collect()
}

/// The history cut into `parts` partitions, day by day, in a mixed-up order.
pub fn partitions(shop: &Shop, parts: usize) -> Vec<Partition> {
    let mut orders: Vec<BTreeMap<Day, Vec<&PastOrder>>> = vec![BTreeMap::new(); parts];
    for (number, order) in shop.orders.iter().enumerate() {
        orders[number * 7 % parts]
            .entry(order.day)
            .or_default()
            .push(order);
    }
    let mut sessions: Vec<BTreeMap<Day, Sessions>> = vec![BTreeMap::new(); parts];
    for (number, session) in shop.sessions.iter().enumerate() {
        let day = Day((session.ended_s / 86_400) as i32);
        sessions[number * 5 % parts].entry(day).or_default().push(
            session.ended_s,
            session.customer,
            &session.steps,
        );
    }
    let cut = orders.into_iter().zip(sessions).rev();
    cut.map(|(orders, sessions)| Partition {
        orders: orders
            .into_iter()
            .map(|(day, orders)| day_orders(day, &orders))
            .collect(),
        sessions: sessions
            .into_iter()
            .map(|(day, sessions)| DaySessions {
                day,
                sessions: Arc::new(sessions),
            })
            .collect(),
    })
    .collect()
}

fn day_orders(day: Day, orders: &[&PastOrder]) -> DayOrders {
    let (mut baskets, mut buyers) = (recommend::Baskets::default(), Vec::new());
    for order in orders {
        if baskets.push(&mut order.products.clone()) {
            buyers.push(order.buyer.unwrap_or(recommend::NO_CUSTOMER));
        }
    }
    DayOrders {
        day,
        baskets: Arc::new(baskets),
        buyers: Arc::new(buyers),
        ..DayOrders::default()
    }
}

/// One recommender's model of the whole shop.
pub fn built(recommender: &str, shop: &Shop) -> Box<dyn AnyModel> {
    let index = recommenders::index(recommender).expect("the recommender is in the list");
    recommenders::ALL[usize::from(index)].build(&partitions(shop, 1), &shop.context())
}

/// A question with the memory it speaks of.
#[derive(Clone, Default)]
pub struct Asked {
    pub cart: Vec<CartLine>,
    pub product: Option<ProductIndex>,
    pub leaf: Option<u32>,
    pub recently_viewed: Vec<ProductIndex>,
    pub customer: Option<CustomerIndex>,
    pub need: Option<Need>,
}

impl Asked {
    /// The page's product and the cart's.
    pub fn seeds(&self) -> Vec<ProductIndex> {
        let in_cart = self.cart.iter().map(|line| line.product);
        self.product.into_iter().chain(in_cart).collect()
    }

    /// The question as the recommenders get it.
    pub fn query<'a>(&'a self, shop: &'a Shop) -> Query<'a> {
        Query {
            cart: &self.cart,
            product: self.product,
            leaf: self.leaf,
            leaves: &[],
            recently_viewed: &self.recently_viewed,
            customer: self.customer,
            bought: shop.signals.purchases.of(self.customer),
            need: self.need.as_ref(),
            now: shop.today.start(),
        }
    }
}

/// One unit of a product.
pub fn line(product: ProductIndex) -> CartLine {
    CartLine {
        product,
        quantity: 1,
        unit_price_minor: None,
    }
}

/// What every second customer says to need.
fn need_of(number: usize) -> Option<Need> {
    let products = (0..20).map(|place| (place * 13 % 390, 1.0 - place as f32 / 20.0));
    number.is_multiple_of(2).then(|| Need {
        products: products.collect(),
        ..Need::default()
    })
}

/// Carts, pages, visitors and customers of all sorts, unknown products among them.
pub fn questions(shop: &Shop) -> Vec<Asked> {
    let mut questions: Vec<Asked> = Vec::new();
    for (number, order) in shop.orders.iter().step_by(40).enumerate() {
        questions.push(Asked {
            cart: order.products.iter().copied().map(line).collect(),
            product: (number % 3 == 0).then_some(number as u32 % 390),
            leaf: None,
            recently_viewed: vec![1, 2, 3],
            customer: order.buyer,
            need: need_of(number),
        });
    }
    for session in shop.sessions.iter().step_by(60) {
        let mut viewed: Vec<ProductIndex> = session.steps.iter().map(|step| step.product).collect();
        viewed.pop();
        viewed.reverse();
        questions.push(Asked {
            recently_viewed: viewed,
            ..Asked::default()
        });
    }
    for product in (0..shop.catalogue.len() as ProductIndex).step_by(7) {
        questions.push(Asked {
            product: Some(product),
            ..Asked::default()
        });
    }
    let customers = shop.signals.purchases.customers() as CustomerIndex;
    questions.extend((0..customers).step_by(29).map(|customer| Asked {
        customer: Some(customer),
        ..Asked::default()
    }));
    // Those who buy something again are few, and some recommenders speak to nobody else.
    let again = |customer: &CustomerIndex| {
        let bought = shop.signals.purchases.of(Some(*customer));
        bought.times.iter().any(|&times| times > 1)
    };
    questions.extend((0..customers).filter(again).map(|customer| Asked {
        customer: Some(customer),
        ..Asked::default()
    }));
    questions.push(Asked::default());
    questions.push(Asked {
        product: Some(u32::MAX),
        leaf: Some(u32::MAX - 1),
        recently_viewed: vec![u32::MAX],
        customer: Some(u32::MAX - 1),
        ..Asked::default()
    });
    questions
}

/// What a model proposes to each of the [`questions`].
pub fn ask(model: &dyn AnyModel, shop: &Shop) -> Vec<Vec<(ProductIndex, f32, Evidence)>> {
    let mut candidates = Candidates::default();
    let mut answers = Vec::new();
    for asked in questions(shop) {
        let query = asked.query(shop);
        model.propose(&query, &mut candidates);
        let proposals: Vec<_> = candidates.proposals().collect();
        for (proposed, score, _) in &proposals {
            assert!(score.is_finite() && *score > 0.0, "a score is {score}");
            assert!(
                !query.holds(*proposed),
                "proposes what is in the cart or on the page"
            );
        }
        candidates.discard_recommender();
        answers.push(proposals);
    }
    answers
}

/// The first `limit` products that a model of `recommender` proposes in answer to `asked`.
pub fn first(
    recommender: &str,
    shop: &Shop,
    model: &dyn AnyModel,
    asked: &Asked,
    limit: usize,
) -> Vec<ProductIndex> {
    let mut candidates = Candidates::default();
    model.propose(&asked.query(shop), &mut candidates);
    candidates.finish_recommender(recommenders::index(recommender).expect("the recommender is in the list"));
    candidates
        .take_ranked()
        .into_iter()
        .take(limit)
        .map(|candidate| candidate.product)
        .collect()
}

/// The first `limit` products beside the page of `seed`.
pub fn beside(
    recommender: &str,
    shop: &Shop,
    model: &dyn AnyModel,
    seed: ProductIndex,
    limit: usize,
) -> Vec<ProductIndex> {
    let asked = Asked {
        product: Some(seed),
        ..Asked::default()
    };
    first(recommender, shop, model, &asked, limit)
}
