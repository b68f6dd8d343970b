//! From positions back to plain views: ids and titles in one language, reasons with what proves them.

use decide::{
    Live, Rankers,
    rankers::features::{self, Features},
};
use recommend::{Catalogue, Evidence, ProductIndex, Source, recommenders};
use shop::Locale;

use crate::types::{CandidateView, FeatureView, Mention, ProductView, Quote, Reason, SourceView, Title};

/// Turns positions into ids and titles in one language.
pub(crate) struct Resolver<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) locale: &'a Locale,
}

impl Resolver<'_> {
    pub(crate) fn mention(&self, product: ProductIndex) -> Mention {
        let id = self.catalogue.id(product);
        let title = self
            .catalogue
            .title(product, self.locale)
            .map_or(id, |(_, title)| title);
        Mention {
            id: id.to_owned(),
            title: title.to_owned(),
        }
    }

    pub(crate) fn product(&self, product: ProductIndex, live: &Live) -> ProductView {
        let title = self.catalogue.title(product, self.locale);
        let title = title.and_then(|(tag, text)| {
            Some(Title {
                text: text.to_owned(),
                locale: Locale::new(tag).ok()?,
            })
        });
        ProductView {
            id: self.catalogue.id(product).to_owned(),
            title,
            price: live.price(self.catalogue, product),
            list_price: live.list_price(self.catalogue, product),
            price_valid_until: live.price_valid_until(self.catalogue, product),
            stock: live.stock(self.catalogue, product),
            kind: self.catalogue.kind(product),
            category: self
                .catalogue
                .leaf(product)
                .map(|leaf| self.catalogue.leaf_path(leaf).to_owned()),
            image_url: self.catalogue.image_url(product).map(str::to_owned),
            page_url: self.catalogue.page_url(product).map(str::to_owned),
        }
    }

    pub(crate) fn reason(&self, evidence: Evidence) -> Reason {
        let facts = evidence.facts();
        let mention = |&(name, product): &(&'static str, ProductIndex)| (name, self.mention(product));
        let quote = match evidence {
            Evidence::ReviewMention { review, .. } => self.quote(review),
            _ => None,
        };
        Reason {
            code: evidence.code(),
            number: evidence.number(),
            mentions: facts.products.iter().map(mention).collect(),
            numbers: facts.numbers,
            proven: facts.proven,
            quote,
            link: match evidence {
                Evidence::MerchantLink { kind, .. } => Some(kind),
                _ => None,
            },
        }
    }

    fn quote(&self, review: u32) -> Option<Quote> {
        let reviews = self.catalogue.reviews();
        Some(Quote {
            text: reviews.get(review)?.text.to_owned(),
            locale: reviews.language(review),
        })
    }

    /// A candidate with what its ranker looked at.
    pub(crate) fn candidate(
        &self,
        rankers: &Rankers,
        candidate: &decide::Traced,
        rank: usize,
        features: &Features,
    ) -> CandidateView {
        let ranker = rankers.of(candidate.intent);
        let feature = |&(at, value): &(u16, f32)| FeatureView {
            name: features::name(usize::from(at)),
            value,
            adds: ranker.adds(at, value),
        };
        let source = |source: &Source| SourceView {
            recommender: recommenders::id(source.recommender),
            score: source.score,
            reason: self.reason(source.evidence),
        };
        let (slot, filter) = match candidate.outcome {
            decide::Outcome::Offered(slot) | decide::Outcome::Reserve(slot) => (Some(slot), None),
            decide::Outcome::Dropped(filter) => (None, Some(decide::filters::id(filter))),
            _ => (None, None),
        };
        CandidateView {
            product: self.mention(candidate.product),
            rank,
            score: candidate.score,
            outcome: candidate.outcome.code(),
            slot,
            filter,
            unit: candidate.unit,
            intent: candidate.intent,
            worth: candidate.worth,
            chance: None,
            sources: candidate.sources.iter().map(source).collect(),
            features: features
                .iter()
                .map(feature)
                .filter(|feature| feature.adds != 0.0)
                .collect(),
        }
    }
}
