//! Bounds that every entrance of the system shares. Input past a bound is refused or cut, and said so.

/// Longest identifier (product, order, customer, visitor, session, event), in bytes.
pub const ID_BYTES_MAX: usize = 128;
/// Longest title, in bytes; a longer one is refused.
pub const TITLE_BYTES_MAX: usize = 1_024;
/// Longest description, in bytes.
pub const DESCRIPTION_BYTES_MAX: usize = 65_536;
/// Longest text of a review, in bytes; a longer one is cut.
pub const REVIEW_TEXT_BYTES_MAX: usize = 8_192;
/// Longest URL, in bytes.
pub const URL_BYTES_MAX: usize = 2_048;
/// Deepest category path.
pub const CATEGORY_DEPTH_MAX: usize = 10;
/// Most attributes, tags or `fits` declarations of one product.
pub const PRODUCT_ATTRIBUTES_MAX: usize = 200;
/// Most lines an order keeps; a longer one is refused.
pub const ORDER_LINES_MAX: usize = 10_000;
/// Most distinct products of a basket that count as bought together: a 500-line order of a reseller
/// would add 125,000 pairs (algorithms §14). A longer basket is sampled down to this.
pub const BASKET_PRODUCTS_MAX: usize = 100;
/// Largest quantity of one order line or cart line.
pub const QUANTITY_MAX: u32 = 1_000_000;
/// Most cart lines a decision looks at; the rest is ignored, with a note.
pub const CART_LINES_MAX: usize = 200;
/// Most records of one HTTP batch.
pub const BATCH_MAX: usize = 1_000;
/// Largest HTTP body, in bytes.
pub const BODY_BYTES_MAX: usize = 10 * 1024 * 1024;
/// Largest amount of money, in minor units: ten trillion keeps every sum over a year of orders in `i64`.
pub const MONEY_MINOR_MAX: i64 = 10_000_000_000_000;

const _: () = assert!(BASKET_PRODUCTS_MAX <= ORDER_LINES_MAX);
const _: () = assert!(MONEY_MINOR_MAX < i64::MAX / 1_000);
