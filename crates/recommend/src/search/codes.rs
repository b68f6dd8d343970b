//! Products by what a scanner reads: the shop's id, and codes such as GTIN, in whatever way they are written.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::{Catalogue, Value, query::ProductIndex, text};

/// Attributes that are codes of a product and no quantity, as shops name them; read without case, spaces and signs.
const NAMES: [&str; 14] = [
    "gtin", "gtin8", "gtin12", "gtin13", "gtin14", "ean", "ean8", "ean13", "upc", "upca", "isbn", "barcode",
    "sku", "mpn",
];

/// Whether an attribute of this name holds a code: a name made of digits, of which no more and no less can be said.
pub(crate) fn is_code(attribute: &str) -> bool {
    let plain: String = attribute
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    NAMES.contains(&plain.as_str())
}

/// Every code as a number made of it, with its product, by number.
pub(super) struct Codes(Vec<(u64, ProductIndex)>);

impl Codes {
    pub fn new(catalogue: &Catalogue) -> Self {
        let of_product = |product: ProductIndex| {
            codes_of(catalogue, product).filter_map(move |code| Some((hash(&plain(code)?), product)))
        };
        let mut codes: Vec<_> = (0..catalogue.len() as ProductIndex)
            .flat_map(of_product)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes.shrink_to_fit();
        Self(codes)
    }

    /// The product whose id is `text`; else the products whose id or code it is when case, signs and leading zeros are
    /// left out: a GTIN has as many of these as its writer likes.
    pub fn find(&self, catalogue: &Catalogue, text: &str) -> Vec<ProductIndex> {
        if let Some(product) = catalogue.index(text) {
            return vec![product];
        }
        let Some(wanted) = plain(text) else {
            return Vec::new();
        };
        let number = hash(&wanted);
        let from = self.0.partition_point(|(known, _)| *known < number);
        let alike = self.0[from..].iter().take_while(|(known, _)| *known == number);
        let is_so = |product: &ProductIndex| {
            codes_of(catalogue, *product).any(|code| plain(code).as_ref() == Some(&wanted))
        };
        alike.map(|(_, product)| *product).filter(is_so).collect()
    }

    pub fn size_bytes(&self) -> usize {
        self.0.len() * size_of::<(u64, ProductIndex)>()
    }
}

/// The id and the codes of a product.
pub(super) fn codes_of(catalogue: &Catalogue, product: ProductIndex) -> impl Iterator<Item = &str> {
    let attributes = catalogue.attributes();
    let of_attribute = move |(name, value): (u32, Value)| match value {
        Value::Text(text) if is_code(attributes.name(name)) => Some(attributes.text(text)),
        _ => None,
    };
    let own = std::iter::once(catalogue.id(product));
    own.chain(attributes.of(product).filter_map(of_attribute))
}

/// A code without case, signs and leading zeros; none where nothing is left.
fn plain(code: &str) -> Option<String> {
    let code: String = text::normalised(code)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
    let code = match is_number {
        true => code.trim_start_matches('0').to_owned(),
        false => code,
    };
    (!code.is_empty()).then_some(code)
}

fn hash(code: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(code.as_bytes());
    hasher.finish()
}
