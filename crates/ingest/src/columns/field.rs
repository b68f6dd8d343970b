//! The fields a row may fill.

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident => $id:literal),+ $(,)?) => {
        /// What a cell means. The id is what `--map field=column` takes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field {
            $($(#[$doc])* $name),+
        }

        impl Field {
            /// Every field.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The field's public id.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $id),+
                }
            }
        }
    };
}

fields! {
    /// The order, also called invoice.
    OrderId => "order_id",
    /// The product's own code (SKU).
    ProductId => "product_id",
    /// What the product is called.
    Title => "title",
    /// How many units of a line; negative for a return, one where nothing is said.
    Quantity => "quantity",
    /// When the order was placed.
    PlacedAt => "placed_at",
    /// The price of one unit.
    UnitPrice => "unit_price",
    /// A known customer.
    CustomerId => "customer_id",
    /// An anonymous visitor.
    VisitorId => "visitor_id",
    /// The ISO 4217 currency of the row's amounts.
    Currency => "currency",
    /// The order that a refund line belongs to.
    RefundOf => "refund_of",
    /// A longer text about the product.
    Description => "description",
    /// The category path, or its widest part.
    Category => "category",
    /// The narrower category, where it has its own column.
    Subcategory => "subcategory",
    /// The brand.
    Brand => "brand",
    /// What the customer pays.
    Price => "price",
    /// The price before a reduction.
    ListPrice => "list_price",
    /// Until when the price holds; also the end of an interval, or a day, which counts whole.
    PriceValidUntil => "price_valid_until",
    /// What one unit costs the shop.
    UnitCost => "unit_cost",
    /// How many are left; `untracked` for what never runs out.
    Stock => "stock",
    /// What the variants of one product share.
    Group => "group",
    /// Labels, separated by commas.
    Tags => "tags",
    /// The address of a picture.
    ImageUrl => "image_url",
    /// The address of the product's page.
    PageUrl => "page_url",
    /// Whether the product is on sale.
    Active => "active",
    /// When it came or comes on sale.
    LaunchedAt => "launched_at",
    /// good, service, subscription, warranty or gift_card.
    ProductKind => "kind",
    /// Typed attributes, as a JSON object.
    Attributes => "attributes",
    /// What the variants of a group differ in, as a JSON object.
    Variant => "variant",
    /// What the product is an accessory for, as a JSON list.
    Fits => "fits",
    /// Where the product may be sold or delivered, as ISO 3166-1 codes; empty for everywhere.
    Regions => "regions",
    /// The customer's language.
    Locale => "locale",
    /// The customer's country or region.
    Region => "region",
    /// Since when the customer is known.
    Since => "since",
    /// Whether the customer agreed to personal recommendations.
    Consent => "consent",
    /// The event's own id.
    EventId => "event_id",
    /// What happened.
    EventKind => "event",
    /// Several products of one event, as a JSON list.
    Items => "items",
    /// When it happened.
    At => "at",
    /// The visit.
    SessionId => "session_id",
    /// Where on the shop's pages.
    Placement => "placement",
    /// The decision whose offer was seen or clicked.
    DecisionId => "decision_id",
    /// What was answered to the question how satisfied one is, from 0 to 10.
    Score => "score",
    /// Who was behind it: `customer`, `bot`, `staff` or `test`.
    Traffic => "traffic",
    /// The product that a link leads to; several separated by commas or line ends.
    LinkedProductId => "linked_product_id",
    /// cross_sell, upsell or related.
    LinkKind => "link_kind",
    /// The place among the links of one product; smaller comes first.
    Position => "position",
    /// The review's own id.
    ReviewId => "review_id",
    /// Stars from 1 to 5.
    Rating => "rating",
    /// What was written.
    ReviewText => "review",
    /// When it was written.
    ReviewedAt => "reviewed_at",
}
