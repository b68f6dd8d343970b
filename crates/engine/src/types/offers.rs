//! The question for offers and its answer.

use decide::{Claims, Tone};
use shop::{LinkKind, Locale, Money, Placement, ProductKind, Region, Stock, Timestamp, Traffic, VisitorId};
use smallvec::SmallVec;

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
    /// Where the visitor is, or has things sent to; where missing, what the shop says of the customer.
    pub region: Option<Region>,
    /// The order that was placed, after one.
    pub order_id: Option<String>,
    /// Who asks, as far as the caller can tell.
    pub traffic: Traffic,
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
            region: None,
            order_id: None,
            traffic: Traffic::Customer,
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
    /// The experiments that chose the policy, with the arm.
    pub experiments: SmallVec<[crate::ArmView; 1]>,
    /// The variant of the policy that was for whoever asks.
    pub variant: Option<String>,
    /// What was understood of what the customer said, or of what they said earlier to want now.
    pub need: Option<NeedView>,
    /// The offers, the best first.
    pub offers: Vec<OfferedProduct>,
    /// What is to be told of the shop's incentives.
    pub incentives: Vec<IncentiveView>,
    /// What went otherwise than asked.
    pub notes: Vec<decide::Note>,
    /// Who asked: the answer to anybody but a customer counts nowhere.
    pub traffic: Traffic,
    /// Whether the customer is to be asked how satisfied they are.
    pub asks_rating: bool,
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
    /// When it ends, where the merchant said so.
    pub ends_at: Option<Timestamp>,
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
    /// What it gives: `free_shipping`, `threshold_discount`, `gift`, `points` or `coupon`, which the customer
    /// holds.
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
    /// Until when the price holds, where the shop said so.
    pub price_valid_until: Option<Timestamp>,
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
