//! What `recommend` and `explain` ask about: the same question that a shop's page asks.

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use engine::{CartItem, OfferRequest};
use shop::{Locale, Placement, VisitorId};

/// The moment in a customer's journey that is asked about.
#[derive(Debug, Args)]
pub struct Question {
    /// Products in the cart, by their ids
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub cart: Vec<String>,
    /// The category whose page is open: "A > B"
    #[arg(long, value_name = "PATH")]
    pub category: Option<String>,
    /// Products looked at lately, the latest first
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub viewed: Vec<String>,
    /// Products never to be offered
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub exclude: Vec<String>,
    /// Where the offers appear [default: cart, or the page that --product or --category names, or home]
    #[arg(long, value_parser = placements())]
    pub placement: Option<Placement>,
    /// The language of titles and reasons, such as fa [default: the shop's]
    #[arg(long, value_name = "TAG")]
    pub locale: Option<Locale>,
    /// The visitor, whose latest views count where --viewed is not given
    #[arg(long, value_name = "ID")]
    pub visitor: Option<VisitorId>,
    /// Most offers to show
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

impl Question {
    /// The question as the engine takes it, asked on the page of `product` if there is one.
    pub fn request(&self, product: Option<&str>) -> OfferRequest {
        let mut request = OfferRequest::new(self.placement_or_guess(product));
        request.product_id = product.map(str::to_owned);
        request.category.clone_from(&self.category);
        request.cart = cart_of(&self.cart);
        request.recently_viewed = Some(self.viewed.clone()).filter(|viewed| !viewed.is_empty());
        request.exclude.clone_from(&self.exclude);
        request.locale.clone_from(&self.locale);
        request.visitor_id.clone_from(&self.visitor);
        request.limit = self.limit;
        request
    }

    fn placement_or_guess(&self, product: Option<&str>) -> Placement {
        self.placement.unwrap_or(match (product, &self.category) {
            (Some(_), _) => Placement::ProductPage,
            (None, Some(_)) if self.cart.is_empty() => Placement::CategoryPage,
            (None, _) if self.cart.is_empty() => Placement::Home,
            (None, _) => Placement::Cart,
        })
    }
}

fn placements() -> impl TypedValueParser<Value = Placement> {
    PossibleValuesParser::new(Placement::ALL.map(Placement::as_str)).try_map(|text| text.parse::<Placement>())
}

/// A product named twice is two units of one line.
pub fn cart_of(ids: &[String]) -> Vec<CartItem> {
    let mut cart: Vec<CartItem> = Vec::new();
    for id in ids.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
        match cart.iter_mut().find(|item| item.product_id == id) {
            Some(item) => item.quantity = item.quantity.saturating_add(1),
            None => cart.push(CartItem {
                product_id: id.to_owned(),
                quantity: 1,
                unit_price: None,
            }),
        }
    }
    cart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_named_twice_is_two_units() {
        let ids = ["a", " b", "a", ""].map(str::to_owned);
        let cart: Vec<_> = cart_of(&ids)
            .into_iter()
            .map(|item| (item.product_id, item.quantity))
            .collect();
        assert_eq!(cart, [("a".to_owned(), 2), ("b".to_owned(), 1)]);
    }
}
