//! What changed since the snapshot was built: stock, prices, bans. Visible to the next decision.

use recommend::{Catalogue, ProductIndex, flags};
use rustc_hash::{FxHashMap, FxHashSet};
use shop::{Money, Stock, Timestamp};

use crate::{bundles::ShopBundles, rules::Rule};

/// What a product is like now, where that differs from the snapshot.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Patch {
    /// Stock now.
    pub stock: Option<Stock>,
    /// Price now, in the product's currency.
    pub price: Option<Option<Money>>,
    /// Price before a reduction now.
    pub list_price: Option<Option<Money>>,
    /// Until when the price holds now.
    pub price_valid_until: Option<Option<Timestamp>>,
    /// On sale now.
    pub active: Option<bool>,
}

/// The live state beside a snapshot.
#[derive(Debug, Clone, Default)]
pub struct Live {
    patches: FxHashMap<ProductIndex, Patch>,
    banned: FxHashSet<ProductIndex>,
    banned_leaves: FxHashSet<u32>,
    banned_pairs: FxHashSet<(ProductIndex, ProductIndex)>,
    rules: Vec<Rule>,
    bundles: ShopBundles,
}

impl Live {
    /// Adds what is known newly of a product; fields left out stay.
    pub fn patch(&mut self, product: ProductIndex, patch: Patch) {
        let known = self.patches.entry(product).or_default();
        known.stock = patch.stock.or(known.stock);
        known.price = patch.price.or(known.price);
        known.list_price = patch.list_price.or(known.list_price);
        known.price_valid_until = patch.price_valid_until.or(known.price_valid_until);
        known.active = patch.active.or(known.active);
    }

    /// Replaces every ban: products, leaf categories, and pairs (product of the cart or page, product not offered
    /// then).
    pub fn set_bans(
        &mut self,
        products: impl Iterator<Item = ProductIndex>,
        leaves: impl Iterator<Item = u32>,
        pairs: impl Iterator<Item = (ProductIndex, ProductIndex)>,
    ) {
        self.banned = products.collect();
        self.banned_leaves = leaves.collect();
        self.banned_pairs = pairs.collect();
    }

    /// Replaces every rule.
    pub fn set_rules(&mut self, rules: Vec<Rule>) {
        self.rules = rules;
    }

    /// Every rule, in force or not.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Replaces the sets that the merchant made.
    pub fn set_bundles(&mut self, bundles: ShopBundles) {
        self.bundles = bundles;
    }

    /// The sets that the merchant made.
    pub fn bundles(&self) -> &ShopBundles {
        &self.bundles
    }

    /// Whether the merchant banned anything.
    pub(crate) fn has_bans(&self) -> bool {
        !(self.banned.is_empty() && self.banned_leaves.is_empty() && self.banned_pairs.is_empty())
    }

    /// Whether the merchant banned the product, anywhere.
    pub fn is_banned(&self, catalogue: &Catalogue, product: ProductIndex) -> bool {
        self.banned.contains(&product)
            || catalogue
                .leaf(product)
                .is_some_and(|leaf| self.banned_leaves.contains(&leaf))
    }

    /// Whether the merchant banned the product beside `with`.
    pub fn is_banned_beside(&self, with: ProductIndex, product: ProductIndex) -> bool {
        !self.banned_pairs.is_empty() && self.banned_pairs.contains(&(with, product))
    }

    /// Stock now.
    pub fn stock(&self, catalogue: &Catalogue, product: ProductIndex) -> Stock {
        self.of(product)
            .and_then(|patch| patch.stock)
            .unwrap_or_else(|| catalogue.stock(product))
    }

    /// Price now.
    pub fn price(&self, catalogue: &Catalogue, product: ProductIndex) -> Option<Money> {
        self.of(product)
            .and_then(|patch| patch.price)
            .unwrap_or_else(|| catalogue.price(product))
    }

    /// Price now, in minor units.
    pub fn price_minor(&self, catalogue: &Catalogue, product: ProductIndex) -> Option<i64> {
        match self.of(product).and_then(|patch| patch.price) {
            Some(price) => price.map(|money| money.minor),
            None => catalogue.price_minor(product),
        }
    }

    /// Price before a reduction now, where it is higher than the price.
    pub fn list_price(&self, catalogue: &Catalogue, product: ProductIndex) -> Option<Money> {
        let list_price = self.of(product).and_then(|patch| patch.list_price);
        let list_price = list_price.unwrap_or_else(|| catalogue.list_price(product))?;
        let price = self.price(catalogue, product)?;
        (list_price.currency == price.currency && list_price.minor > price.minor).then_some(list_price)
    }

    /// Until when the price holds now, where the shop said so.
    pub fn price_valid_until(&self, catalogue: &Catalogue, product: ProductIndex) -> Option<Timestamp> {
        let patched = self.of(product).and_then(|patch| patch.price_valid_until);
        patched.unwrap_or_else(|| catalogue.price_valid_until(product))
    }

    /// Whether the product is on sale now.
    pub fn is_active(&self, catalogue: &Catalogue, product: ProductIndex) -> bool {
        let active = self.of(product).and_then(|patch| patch.active);
        active.unwrap_or_else(|| catalogue.has_flag(product, flags::ACTIVE))
    }

    fn of(&self, product: ProductIndex) -> Option<&Patch> {
        if self.patches.is_empty() {
            None
        } else {
            self.patches.get(&product)
        }
    }
}
