//! Plain types that go in and out of the engine. They know no wire format; the shells give them one.

use std::path::PathBuf;

use decide::{Claims, Tone};
use shop::{
    Currency, Customer, Event, LinkKind, Locale, Money, Order, Placement, Product, ProductId, ProductKind,
    Review, Stock, Timestamp, VisitorId,
};
use smallvec::SmallVec;

/// A new shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShop {
    /// Its name, for people.
    pub name: String,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// The language of texts that name none.
    pub locale: Locale,
}

/// What a shop's folder says about it.
pub type ShopProfile = NewShop;

/// One line of a cart as the page sends it.
#[derive(Debug, Clone, PartialEq)]
pub struct CartItem {
    /// The product, by the shop's id.
    pub product_id: String,
    /// How many units, at least one.
    pub quantity: u32,
    /// What the customer pays for one unit, where the page tells.
    pub unit_price: Option<Money>,
}

/// A question for offers.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferRequest {
    /// Where.
    pub placement: Placement,
    /// Who, anonymously: their recent views count where the request brings none.
    pub visitor_id: Option<VisitorId>,
    /// Who, where signed in: what they bought before counts, with consent.
    pub customer_id: Option<String>,
    /// The language of titles; the shop's own where missing.
    pub locale: Option<Locale>,
    /// Whether the visitor agreed to personal offers; without it only the page and the cart count.
    pub consent: bool,
    /// The product whose page is open.
    pub product_id: Option<String>,
    /// The category path whose page is open.
    pub category: Option<String>,
    /// The cart.
    pub cart: Vec<CartItem>,
    /// Products viewed lately, the latest first, where the page keeps them itself.
    pub recently_viewed: Option<Vec<String>>,
    /// Most offers wanted.
    pub limit: Option<usize>,
    /// Products never to be offered.
    pub exclude: Vec<String>,
    /// What the customer said, as they said it; it is read for this answer and kept nowhere.
    pub text: Option<String>,
    /// Which true side of an offer its words show first; the policy says where missing.
    pub tone: Option<Tone>,
}

impl OfferRequest {
    /// A question that knows nothing but the placement.
    pub fn new(placement: Placement) -> Self {
        Self {
            placement,
            visitor_id: None,
            customer_id: None,
            locale: None,
            consent: true,
            product_id: None,
            category: None,
            cart: Vec::new(),
            recently_viewed: None,
            limit: None,
            exclude: Vec::new(),
            text: None,
            tone: None,
        }
    }
}

/// The answer: what to offer, each with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferAnswer {
    /// Under which the decision can be looked up later.
    pub decision_id: String,
    /// Where.
    pub placement: Placement,
    /// The language asked for.
    pub locale: Locale,
    /// The snapshot that answered; none where nothing has been built.
    pub model_version: Option<u64>,
    /// The policy's version.
    pub policy_version: u32,
    /// Which true side of an offer its words show first.
    pub tone: Tone,
    /// What was understood of what the customer said, or of what they said earlier to want now.
    pub need: Option<NeedView>,
    /// The offers, the best first.
    pub offers: Vec<OfferedProduct>,
    /// What is to be told of the shop's incentives.
    pub incentives: Vec<IncentiveView>,
    /// What went otherwise than asked.
    pub notes: Vec<decide::Note>,
}

/// What a customer needs, as classes: category paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeedView {
    /// What is needed now, the surest first; empty where nothing was understood.
    pub classes: Vec<String>,
    /// What is said not to be wanted.
    pub refused: Vec<String>,
    /// What is wanted later.
    pub later: Vec<LaterView>,
    /// Whether two classes were nearly as likely meant; then both are among the classes.
    pub is_ambiguous: bool,
}

/// What is wanted later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaterView {
    /// The class.
    pub class: String,
    /// When.
    pub due_at: Timestamp,
    /// Whether a reminder is kept; not so without consent, or of nobody known.
    pub is_set: bool,
}

/// A product offered.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferedProduct {
    /// The product.
    pub product: ProductView,
    /// Its score under the policy, at most about 1.
    pub score: f32,
    /// The recommender whose word weighs most.
    pub recommender: &'static str,
    /// Why.
    pub reason: Reason,
    /// What is true of it besides.
    pub claims: Claims,
    /// The unit of the page it stands in, 0 for the first.
    pub unit: u8,
    /// What that unit is for.
    pub intent: decide::Intent,
    /// What it would replace, side by side with it.
    pub comparison: Option<Comparison>,
    /// The set it makes, where it is offered as one.
    pub bundle: Option<BundleView>,
}

/// An offer beside the product it would replace.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// That product.
    pub with: Mention,
    /// What that product costs.
    pub price: Option<Money>,
    /// What the offer costs more; negative where it is cheaper.
    pub price_difference: Option<Money>,
    /// In what they differ: what one is better in comes first, and of that the largest difference.
    pub attributes: Vec<ComparedAttribute>,
}

/// An attribute in which two products differ.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedAttribute {
    /// Its name.
    pub name: String,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// The offer's value.
    pub offer: Option<ComparedValue>,
    /// The other product's.
    pub instead_of: Option<ComparedValue>,
    /// Whether the offer is better in it; none where neither is, or nothing tells.
    pub better: Option<bool>,
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum ComparedValue {
    /// A word.
    Text(String),
    /// A number.
    Number(f32),
    /// Yes or no.
    Flag(bool),
}

/// A set as an offer shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct BundleView {
    /// The merchant's id; none for a set that the orders suggest.
    pub id: Option<String>,
    /// What the merchant calls it.
    pub title: Option<Title>,
    /// Its products.
    pub members: Vec<BundleMemberView>,
    /// What its products cost one by one; none where a price is unknown or currencies differ.
    pub total: Option<Money>,
    /// What it costs.
    pub price: Option<Money>,
    /// What it saves, where it does.
    pub saving: Option<Money>,
    /// The discount in per cent, where it is one of the whole set.
    pub discount_percent: Option<u32>,
}

/// A product of a set.
#[derive(Debug, Clone, PartialEq)]
pub struct BundleMemberView {
    /// The product.
    pub product: ProductView,
    /// How many units.
    pub quantity: u32,
    /// Whether so many are in the cart already.
    pub in_cart: bool,
    /// What all units cost by themselves.
    pub price: Option<Money>,
    /// What all units cost in the set; these sum up to its price.
    pub price_in_bundle: Option<Money>,
}

/// What is told of an incentive.
#[derive(Debug, Clone, PartialEq)]
pub struct IncentiveView {
    /// The merchant's id.
    pub id: String,
    /// What it gives: `free_shipping`, `threshold_discount`, `gift` or `points`.
    pub kind: &'static str,
    /// The cart value it needs.
    pub threshold: Option<Money>,
    /// What of the cart counts.
    pub cart_value: Money,
    /// What is missing; none where it is reached.
    pub missing: Option<Money>,
    /// Whether the cart has all it needs.
    pub reached: bool,
    /// When it ends, where it does.
    pub ends_at: Option<Timestamp>,
    /// What would fill the gap: alternatives, each one to three products.
    pub fillers: Vec<Vec<ProductView>>,
    /// What is taken off; of a cart that is short, what would be off at the threshold.
    pub discount: Option<Money>,
    /// What is given.
    pub gift: Option<ProductView>,
    /// Points for the cart.
    pub points: Option<u64>,
}

/// A product as an offer shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductView {
    /// The shop's id.
    pub id: String,
    /// Title and the language it is in; none for a product known only by its id.
    pub title: Option<Title>,
    /// Price now.
    pub price: Option<Money>,
    /// Price before a reduction, only where it is higher.
    pub list_price: Option<Money>,
    /// Stock now.
    pub stock: Stock,
    /// What sort of thing it is.
    pub kind: ProductKind,
    /// Category path, `A > B`.
    pub category: Option<String>,
    /// Picture.
    pub image_url: Option<String>,
    /// The product's page.
    pub page_url: Option<String>,
}

/// A title in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The text.
    pub text: String,
    /// The language it is in.
    pub locale: Locale,
}

/// A product that a reason mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The shop's id.
    pub id: String,
    /// Its title in the language asked for, or else its id.
    pub title: String,
}

/// Why a product is offered, with true numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The reason's public code; every locale has texts for it.
    pub code: &'static str,
    /// The code's position in [`recommend::Evidence::CODES`].
    pub number: u8,
    /// Products it mentions, by their names on the wire, the one its text names first.
    pub mentions: SmallVec<[(&'static str, Mention); 1]>,
    /// Its true numbers, by their names on the wire.
    pub numbers: SmallVec<[(&'static str, u32); 3]>,
    /// Whether chance is an unlikely explanation, for reasons that chance can bring about.
    pub proven: Option<bool>,
    /// What a customer wrote in a review, where that is the reason.
    pub quote: Option<Quote>,
    /// What the merchant meant by a link, where that is the reason.
    pub link: Option<LinkKind>,
}

/// What a customer wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// The language they are in, where known.
    pub locale: Option<Locale>,
}

/// What became of a candidate, with ids instead of positions.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateView {
    /// The product.
    pub product: Mention,
    /// Its place by score, 1 for the best.
    pub rank: usize,
    /// Its score under the policy; 0 where a filter dropped it.
    pub score: f32,
    /// `offered`, `reserve`, `dropped`, `below_minimum`, `repetitive` or `slots_full`.
    pub outcome: &'static str,
    /// The slot or the place in the reserve, from 0.
    pub slot: Option<u8>,
    /// The filter that dropped it.
    pub filter: Option<&'static str>,
    /// The unit of the page it was a candidate for, 0 for the first.
    pub unit: u8,
    /// What that unit is for.
    pub intent: decide::Intent,
    /// What it was taken for beside its likelihood: the policy's objective and the merchant's boosts.
    pub worth: f32,
    /// Who proposed it.
    pub sources: Vec<SourceView>,
    /// What its ranker looked at and gives weight to. Of a decision of the past, all of it for what was offered, and for the others what
    /// the recommenders said.
    pub features: Vec<FeatureView>,
}

/// One number that a ranker looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct FeatureView {
    /// Its name: `co_purchase.strength`, `price_above`.
    pub name: String,
    /// Its value.
    pub value: f32,
    /// How much it adds to the log-odds that the offer is taken, by the ranker that serves now.
    pub adds: f32,
}

/// One recommender's word for a candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceView {
    /// The recommender.
    pub recommender: &'static str,
    /// How strongly, relative to its best candidate.
    pub score: f32,
    /// With which evidence.
    pub reason: Reason,
}

/// A decision looked up by its id.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionView {
    /// Its id.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub placement: Placement,
    /// The snapshot that answered.
    pub model_version: u64,
    /// The policy's version.
    pub policy_version: u32,
    /// The page's product.
    pub product: Option<Mention>,
    /// The cart: product and quantity.
    pub cart: Vec<(Mention, u32)>,
    /// Every candidate, the best first.
    pub candidates: Vec<CandidateView>,
}

/// Why a product is shown or not, for a question asked now.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainAnswer {
    /// The product.
    pub product: Mention,
    /// What became of it; none where no recommender proposed it.
    pub candidate: Option<CandidateView>,
    /// What became of it in the other units of the page.
    pub elsewhere: Vec<CandidateView>,
    /// Every filter that would object to it, proposed or not.
    pub objections: Vec<&'static str>,
    /// The ids of the merchant's rules that name it here and now.
    pub rules: Vec<String>,
    /// The whole answer it was part of.
    pub answer: OfferAnswer,
    /// How many candidates there were.
    pub candidates: usize,
}

/// New stock, price or activity of a product; `None` leaves a field as it is, `Some(None)` forgets it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductPatch {
    /// The product.
    pub id: ProductId,
    /// Stock.
    pub stock: Option<Stock>,
    /// Price.
    pub price: Option<Option<Money>>,
    /// Price before a reduction.
    pub list_price: Option<Option<Money>>,
    /// On sale.
    pub active: Option<bool>,
}

/// What a write changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Records that are new.
    pub inserted: u64,
    /// Records that replaced a different one.
    pub changed: u64,
    /// Records that were there already, the same.
    pub unchanged: u64,
}

/// Everything kept about a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerData {
    /// The record.
    pub customer: Option<Customer>,
    /// Orders, the latest first.
    pub orders: Vec<Order>,
    /// Events, the earliest first.
    pub events: Vec<Event>,
    /// Reviews.
    pub reviews: Vec<Review>,
    /// Points, the earliest first.
    pub points: Vec<store::PointsEntry>,
    /// Coupons, the earliest first.
    pub coupons: Vec<crate::CouponInfo>,
    /// What they said to want later.
    pub reminders: Vec<LaterView>,
}

/// A page of products.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductPage {
    /// The products, by id.
    pub products: Vec<Product>,
    /// Where the next page begins; none on the last page.
    pub next: Option<ProductId>,
}

/// Who may do what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// In browsers: asks for offers and sends events, bound to origins.
    Public,
    /// In the shop's server: everything but administration.
    Secret,
    /// Administration: keys, rollback, imports, backup.
    Admin,
}

impl KeyKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Public, Self::Secret, Self::Admin];

    /// The kind's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Secret => "secret",
            Self::Admin => "admin",
        }
    }

    /// The kind of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What is known about a key; never the key itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyInfo {
    /// Its short id, safe to show.
    pub id: String,
    /// What it may do.
    pub kind: KeyKind,
    /// What it is for, in the merchant's words.
    pub label: String,
    /// Origins a public key is bound to; empty: any.
    pub origins: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// A key just made. Its secret is shown this once and kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    /// What is kept.
    pub info: KeyInfo,
    /// The key itself.
    pub secret: String,
}

/// Where an import's bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportSource {
    /// A file on this machine.
    File(PathBuf),
    /// A request's body, with the name its format is told by (`orders.csv.gz`).
    Upload {
        /// The name.
        name: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportReport {
    /// Counts by row.
    pub summary: ingest::Summary,
    /// What changed in the store.
    pub recorded: Recorded,
    /// Refunds that found their order, and those that did not.
    pub refunds_matched: u64,
    /// Refunds without an order.
    pub refunds_unmatched: u64,
    /// Where rejected rows went, where there were any.
    pub rejected_file: Option<PathBuf>,
    /// The first rejected rows.
    pub rejections: Vec<ingest::Rejection>,
}

/// What a long job is doing.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Its id.
    pub id: String,
    /// `import` or `build`.
    pub kind: String,
    /// Where it stands.
    pub state: TaskState,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// Rows read so far.
    pub rows: u64,
    /// The result of an import that ended well.
    pub report: Option<ImportReport>,
    /// What went wrong, as a sentence.
    pub error: Option<String>,
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// Waiting for its turn.
    Queued,
    /// At work.
    Running,
    /// Ended well.
    Succeeded,
    /// Ended with an error.
    Failed,
    /// The server stopped before it ended; what it had written stays, and importing again is harmless.
    Interrupted,
}

impl TaskState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Queued,
        Self::Running,
        Self::Succeeded,
        Self::Failed,
        Self::Interrupted,
    ];

    /// The state's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Interrupted => "interrupted",
        }
    }

    /// The state of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A snapshot of models.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelInfo {
    /// Its number; higher is newer.
    pub version: u64,
    /// When it was built.
    pub created_at: Timestamp,
    /// Whether it serves now.
    pub active: bool,
    /// Products in it.
    pub products: u64,
    /// Orders it learnt from.
    pub orders: u64,
    /// Size on disk in bytes.
    pub bytes: u64,
    /// How long building took, in milliseconds.
    pub build_ms: u64,
    /// What each recommender learnt: recommender, then name and number.
    pub facts: Vec<(String, Vec<(String, f64)>)>,
    /// What the offers that were shown taught, by what they were for.
    pub lessons: Vec<crate::LearntFromOffers>,
}

/// How the shop is.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// The shop's name and defaults.
    pub profile: ShopProfile,
    /// Products in the store.
    pub products: u64,
    /// Orders in the store.
    pub orders: u64,
    /// Events in the store.
    pub events: u64,
    /// The snapshot that serves; none where nothing has been built.
    pub model: Option<ModelInfo>,
    /// Whether orders or products came in that no snapshot knows yet.
    pub build_pending: bool,
    /// Decisions that could not be logged because the disk did not keep up.
    pub decisions_not_logged: u64,
}
