//! Why a product was proposed: a kind of reason with its true numbers.

use shop::LinkKind;
use smallvec::{SmallVec, smallvec};

use crate::query::ProductIndex;

/// Why a product was proposed: a kind of reason with its true numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Bought together with a product of the cart or page.
    BoughtTogether {
        /// That product.
        with: ProductIndex,
        /// Orders that hold both.
        orders_together: u32,
        /// Orders that hold `with`.
        orders_with: u32,
        /// Whether chance alone is an unlikely explanation (false discovery rate 5 %).
        proven: bool,
        /// Whether they share clearly more orders than chance lets expect, proven or not.
        above_chance: bool,
    },
    /// In many orders lately.
    Popular {
        /// Orders in the window.
        orders: u32,
        /// The window's length.
        window_days: u32,
    },
    /// In more orders than before.
    Trending {
        /// Orders in the recent window.
        orders: u32,
        /// Orders to expect in a window of that length, from the time before.
        orders_expected: u32,
        /// The recent window's length.
        window_days: u32,
    },
    /// Looked at lately.
    RecentlyViewed {
        /// 1 for the product seen last, 2 for the one before.
        views_ago: u32,
    },
    /// Linked by the merchant.
    MerchantLink {
        /// The linked product of the cart or page.
        with: ProductIndex,
        /// What the link means.
        kind: LinkKind,
    },
    /// Bought by those who bought two products of the cart.
    Rule {
        /// The two products of the cart; the same twice where one is enough.
        with: [ProductIndex; 2],
        /// Orders that hold these and the proposed one.
        orders_together: u32,
        /// Orders that hold these.
        orders_with: u32,
    },
    /// Completes the cart as a whole, this product of it above all.
    CompletesCart {
        /// The product of the cart or page that says most for it.
        with: ProductIndex,
    },
    /// Looked at next by visitors of a like visit.
    ViewedNext {
        /// The product they looked at before.
        after: ProductIndex,
    },
    /// Fits what the customer bought before and what customers alike buy.
    ForYou,
    /// Bought before, and due again.
    BuyAgain {
        /// On how many days the customer bought it.
        times: u32,
        /// Days since the last of them.
        days_since: u32,
        /// Days that customers usually let pass.
        gap_days: u32,
    },
    /// Serves the same need.
    Similar {
        /// As this product of the cart or page.
        to: ProductIndex,
    },
    /// A better one for a little more.
    StepUp {
        /// Than this one.
        from: ProductIndex,
        /// In how many attributes it is better; in none it is worse.
        attributes_better: u32,
    },
    /// Sold well as a set.
    Bundle {
        /// With this product of the cart or page.
        with: ProductIndex,
        /// Orders that hold both.
        orders_together: u32,
    },
    /// Made for a product of the cart, the page or an earlier order.
    Fits {
        /// That product.
        product: ProductIndex,
    },
    /// A service for a product of the cart or page.
    Covers {
        /// That product.
        product: ProductIndex,
    },
    /// A customer's review of one speaks of the other.
    ReviewMention {
        /// The product of the cart or page.
        with: ProductIndex,
        /// The review's position in the catalogue.
        review: u32,
    },
    /// Came on sale lately.
    NewLaunch {
        /// So many days ago.
        days_since: u32,
        /// And is like this product that the customer chose or bought.
        like: ProductIndex,
    },
    /// Products like this one and a product of the cart or page are bought together.
    AlikeTogether {
        /// The product of the cart or page.
        with: ProductIndex,
        /// A product that is like one of the two.
        alike: ProductIndex,
        /// Orders that hold `alike` and the other one of the two.
        orders_together: u32,
    },
    /// Its title speaks of what a product of the cart or page is about.
    NamedAlike {
        /// That product.
        with: ProductIndex,
    },
    /// Put there by a rule of the merchant's.
    ShopChoice,
    /// Part of a set that the merchant made.
    ShopBundle {
        /// The product of the cart or page that is part of it too.
        with: ProductIndex,
        /// The set's position among the shop's sets when it was offered.
        bundle: u32,
    },
    /// Serves what the customer said to need.
    Need,
}

impl Evidence {
    /// The reason's public code; every locale has a text for it.
    pub fn code(self) -> &'static str {
        Self::CODES[usize::from(self.number())]
    }

    /// The position of the reason's code in [`Self::CODES`].
    pub fn number(self) -> u8 {
        match self {
            Self::BoughtTogether { .. } => 0,
            Self::Popular { .. } => 1,
            Self::Trending { .. } => 2,
            Self::RecentlyViewed { .. } => 3,
            Self::MerchantLink { .. } => 4,
            Self::Rule { .. } => 5,
            Self::CompletesCart { .. } => 6,
            Self::ViewedNext { .. } => 7,
            Self::ForYou => 8,
            Self::BuyAgain { .. } => 9,
            Self::Similar { .. } => 10,
            Self::StepUp { .. } => 11,
            Self::Bundle { .. } => 12,
            Self::Fits { .. } => 13,
            Self::Covers { .. } => 14,
            Self::ReviewMention { .. } => 15,
            Self::NewLaunch { .. } => 16,
            Self::AlikeTogether { .. } => 17,
            Self::NamedAlike { .. } => 18,
            Self::ShopChoice => 19,
            Self::ShopBundle { .. } => 20,
            Self::Need => 21,
        }
    }

    /// What the reason mentions and counts, by the names these have on the wire: the one description from which
    /// answers, texts and logs are made.
    pub fn facts(self) -> Facts {
        Facts {
            products: self.products(),
            numbers: self.numbers(),
            proven: match self {
                Self::BoughtTogether { proven, .. } => Some(proven),
                _ => None,
            },
        }
    }

    fn products(self) -> SmallVec<[(&'static str, ProductIndex); 2]> {
        match self {
            Self::BoughtTogether { with, .. }
            | Self::MerchantLink { with, .. }
            | Self::CompletesCart { with }
            | Self::Bundle { with, .. }
            | Self::ShopBundle { with, .. }
            | Self::ReviewMention { with, .. }
            | Self::NamedAlike { with } => smallvec![("with", with)],
            Self::AlikeTogether { with, alike, .. } => smallvec![("with", with), ("alike", alike)],
            Self::Rule {
                with: [first, second],
                ..
            } => smallvec![("with", first), ("and", second)],
            Self::ViewedNext { after } => smallvec![("after", after)],
            Self::Similar { to } => smallvec![("to", to)],
            Self::StepUp { from, .. } => smallvec![("from", from)],
            Self::Fits { product } | Self::Covers { product } => smallvec![("product", product)],
            Self::NewLaunch { like, .. } => smallvec![("like", like)],
            Self::Popular { .. }
            | Self::Trending { .. }
            | Self::RecentlyViewed { .. }
            | Self::ForYou
            | Self::BuyAgain { .. }
            | Self::ShopChoice
            | Self::Need => SmallVec::new(),
        }
    }

    fn numbers(self) -> SmallVec<[(&'static str, u32); 3]> {
        match self {
            Self::BoughtTogether {
                orders_together,
                orders_with,
                ..
            }
            | Self::Rule {
                orders_together,
                orders_with,
                ..
            } => smallvec![("orders_together", orders_together), ("orders_with", orders_with)],
            Self::Popular { orders, window_days } => {
                smallvec![("orders", orders), ("window_days", window_days)]
            }
            Self::Trending {
                orders,
                orders_expected,
                window_days,
            } => smallvec![
                ("orders", orders),
                ("orders_expected", orders_expected),
                ("window_days", window_days),
            ],
            Self::RecentlyViewed { views_ago } => smallvec![("views_ago", views_ago)],
            Self::BuyAgain {
                times,
                days_since,
                gap_days,
            } => smallvec![
                ("times", times),
                ("days_since", days_since),
                ("gap_days", gap_days)
            ],
            Self::StepUp {
                attributes_better, ..
            } => smallvec![("attributes_better", attributes_better)],
            Self::Bundle { orders_together, .. } | Self::AlikeTogether { orders_together, .. } => {
                smallvec![("orders_together", orders_together)]
            }
            Self::NewLaunch { days_since, .. } => smallvec![("days_since", days_since)],
            Self::MerchantLink { .. }
            | Self::CompletesCart { .. }
            | Self::ViewedNext { .. }
            | Self::ForYou
            | Self::Similar { .. }
            | Self::Fits { .. }
            | Self::Covers { .. }
            | Self::ReviewMention { .. }
            | Self::NamedAlike { .. }
            | Self::ShopChoice
            | Self::ShopBundle { .. }
            | Self::Need => SmallVec::new(),
        }
    }

    /// The reason as numbers, to be kept in a log: what [`Self::from_words`] reads.
    pub fn words(self) -> SmallVec<[u32; 4]> {
        match self {
            Self::BoughtTogether {
                with,
                orders_together,
                orders_with,
                proven,
                above_chance,
            } => {
                let doubt = u32::from(proven) | u32::from(above_chance) << 1;
                smallvec![with, orders_together, orders_with, doubt]
            }
            Self::Rule {
                with: [first, second],
                orders_together,
                orders_with,
            } => smallvec![first, second, orders_together, orders_with],
            Self::CompletesCart { with } => smallvec![with],
            Self::MerchantLink { with, kind } => smallvec![with, kind as u32],
            Self::ReviewMention { with, review } => smallvec![with, review],
            Self::ShopBundle { with, bundle } => smallvec![with, bundle],
            other => {
                let facts = other.facts();
                let products = facts.products.iter().map(|(_, product)| *product);
                products
                    .chain(facts.numbers.iter().map(|(_, number)| *number))
                    .collect()
            }
        }
    }

    /// The reason with this position in [`Self::CODES`] and these [`Self::words`]; none where they do not fit.
    pub fn from_words(code: u8, words: &[u32]) -> Option<Self> {
        Some(match (code, words) {
            (0, &[with, orders_together, orders_with, doubt]) => Self::BoughtTogether {
                with,
                orders_together,
                orders_with,
                proven: doubt & 1 != 0,
                above_chance: doubt & 2 != 0,
            },
            (1, &[orders, window_days]) => Self::Popular { orders, window_days },
            (2, &[orders, orders_expected, window_days]) => Self::Trending {
                orders,
                orders_expected,
                window_days,
            },
            (3, &[views_ago]) => Self::RecentlyViewed { views_ago },
            (4, &[with, kind]) => Self::MerchantLink {
                with,
                kind: *LinkKind::ALL.get(kind as usize)?,
            },
            (5, &[first, second, orders_together, orders_with]) => Self::Rule {
                with: [first, second],
                orders_together,
                orders_with,
            },
            (6, &[with]) => Self::CompletesCart { with },
            (7, &[after]) => Self::ViewedNext { after },
            (8, &[]) => Self::ForYou,
            (9, &[times, days_since, gap_days]) => Self::BuyAgain {
                times,
                days_since,
                gap_days,
            },
            (10, &[to]) => Self::Similar { to },
            (11, &[from, attributes_better]) => Self::StepUp {
                from,
                attributes_better,
            },
            (12, &[with, orders_together]) => Self::Bundle {
                with,
                orders_together,
            },
            (13, &[product]) => Self::Fits { product },
            (14, &[product]) => Self::Covers { product },
            (15, &[with, review]) => Self::ReviewMention { with, review },
            (16, &[like, days_since]) => Self::NewLaunch { days_since, like },
            (17, &[with, alike, orders_together]) => Self::AlikeTogether {
                with,
                alike,
                orders_together,
            },
            (18, &[with]) => Self::NamedAlike { with },
            (19, &[]) => Self::ShopChoice,
            (20, &[with, bundle]) => Self::ShopBundle { with, bundle },
            (21, &[]) => Self::Need,
            _ => return None,
        })
    }

    /// Every reason code. Their order is part of the decision-log format: append, never reorder.
    pub const CODES: [&'static str; 22] = [
        "bought_together",
        "popular",
        "trending",
        "recently_viewed",
        "merchant_link",
        "rule",
        "completes_cart",
        "viewed_next",
        "for_you",
        "buy_again",
        "similar",
        "step_up",
        "bundle",
        "fits",
        "covers",
        "review_mention",
        "new_launch",
        "alike_together",
        "named_alike",
        "shop_choice",
        "shop_bundle",
        "need",
    ];
}

/// What a reason mentions and counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Products it mentions, the one its text names first.
    pub products: SmallVec<[(&'static str, ProductIndex); 2]>,
    /// Its true numbers.
    pub numbers: SmallVec<[(&'static str, u32); 3]>,
    /// Whether chance is an unlikely explanation, for reasons that chance can bring about.
    pub proven: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_survives_being_written_as_numbers() {
        let words: [&[u32]; 22] = [
            &[300, 37, 120, 3],
            &[9, 28],
            &[9, 1, 14],
            &[2],
            &[7, 1],
            &[1, 2, 5, 9],
            &[3],
            &[4],
            &[],
            &[3, 28, 30],
            &[5],
            &[6, 2],
            &[7, 11],
            &[8],
            &[9],
            &[10, 4],
            &[12, 6],
            &[13, 14, 21],
            &[15],
            &[],
            &[7, 2],
            &[],
        ];
        for (code, words) in (0_u8..).zip(words) {
            let evidence = Evidence::from_words(code, words).unwrap();
            assert_eq!((evidence.number(), &*evidence.words()), (code, words));
            assert_eq!(evidence.code(), Evidence::CODES[usize::from(code)]);
            assert_eq!(Evidence::from_words(code, &[1, 2, 3, 4, 5]), None);
        }
        assert_eq!(Evidence::from_words(22, &[]), None);
    }
}
