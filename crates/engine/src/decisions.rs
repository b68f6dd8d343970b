//! The latest decisions, as a list: read from the end of the log, as far as is needed and never further than a bound,
//! so that a shop with a hundred million decisions waits no longer than one with a hundred.

use std::{collections::BTreeMap, ops::ControlFlow};

use decide::{Outcome, filters};
use recommend::ProductIndex;
use shop::{Locale, Placement};
use store::{DecisionId, DecisionLog};

use crate::{
    DecisionSummary, DecisionsPage, DecisionsQuery, Engine, Error, NothingBecause, Snapshot,
    decision_record::{DecisionRecord, Header},
    documents::invalid,
    experiments::{customer_unit, visitor_unit},
    resolver::Resolver,
};

/// Decisions whose beginnings are read at most for one page: some hundredths of a second.
const READ_MAX: usize = 50_000;
/// Decisions that are read whole at most for one page, where a product is looked for.
const READ_WHOLE_MAX: usize = 5_000;
/// Decisions on one page at most.
const PAGE_MAX: usize = 200;

/// What is looked for, with ids turned into what the log knows.
struct Wanted {
    placement: Option<Placement>,
    units: Option<[u64; 2]>,
    product: Option<ProductIndex>,
}

impl Wanted {
    /// Whether a decision may be one, as far as its beginning and a look at its bytes tell.
    fn may_fit(&self, header: &Header, bytes: &[u8]) -> bool {
        self.placement
            .is_none_or(|placement| placement == header.placement)
            && self
                .product
                .is_none_or(|product| DecisionRecord::may_name(bytes, product))
            && self.units.is_none_or(|units| units.contains(&header.unit))
    }

    /// Whether a product was on the page, in the cart or considered, where one is looked for.
    fn fits(&self, record: &DecisionRecord) -> bool {
        self.product.is_none_or(|product| {
            record.product == Some(product)
                || record.cart.iter().any(|(held, _)| *held == product)
                || record
                    .candidates
                    .iter()
                    .any(|candidate| candidate.product == product)
        })
    }
}

impl Engine {
    /// The latest decisions that fit a question, the latest first, titles in `locale`. Where the bound on what is read
    /// is reached before there are enough of them, the page says from where to look further.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the product is not known; [`Error::Invalid`] where `before` is no decision's id;
    /// [`Error::Store`] where the log cannot be read.
    pub fn latest_decisions(
        &self,
        query: &DecisionsQuery<'_>,
        locale: &Locale,
    ) -> Result<DecisionsPage, Error> {
        let Some((log, snapshot)) = self.inner.log.get().zip(self.inner.serving.snapshot()) else {
            return Ok(DecisionsPage::default());
        };
        // What was decided a moment ago is to be there.
        log.flush();
        let before: Option<DecisionId> = match query.before {
            Some(id) => Some(
                id.parse()
                    .map_err(|_| invalid("before", "this is no decision's id"))?,
            ),
            None => None,
        };
        let wanted = wanted(query, &snapshot)?;
        let limit = query.limit.clamp(1, PAGE_MAX);
        let mut page = DecisionsPage::default();
        let (mut found, mut read_whole) = (Vec::new(), 0);
        DecisionLog::scan_back_in(
            self.inner.folder.decisions(),
            before.as_ref(),
            &mut |logged, bytes| {
                page.read += 1;
                let header = Header::of(bytes);
                page.reached = header.as_ref().map(|header| header.at).or(page.reached);
                if header.is_some_and(|header| wanted.may_fit(&header, bytes)) {
                    read_whole += 1;
                    let record = DecisionRecord::decode(bytes).filter(|record| wanted.fits(record));
                    found.extend(record.map(|record| (logged.id().to_string(), record)));
                }
                let is_enough = found.len() >= limit || page.read >= READ_MAX || read_whole >= READ_WHOLE_MAX;
                if !is_enough {
                    return ControlFlow::Continue(());
                }
                page.next = Some(logged.id().to_string());
                ControlFlow::Break(())
            },
        )?;
        let resolver = Resolver {
            catalogue: &snapshot.models.catalogue,
            locale,
        };
        let summary = |(id, record): (String, DecisionRecord)| {
            Ok(DecisionSummary {
                experiments: self.arms_kept(&record.header.arms)?,
                ..summary(id, &record, &resolver)
            })
        };
        page.decisions = found.into_iter().map(summary).collect::<Result<_, Error>>()?;
        Ok(page)
    }
}

fn wanted(query: &DecisionsQuery<'_>, snapshot: &Snapshot) -> Result<Wanted, Error> {
    let position = |id: &str| {
        let found = snapshot.models.catalogue.index(id);
        found.ok_or_else(|| Error::NotFound {
            what: "product",
            id: id.chars().take(64).collect(),
        })
    };
    Ok(Wanted {
        placement: query.placement,
        units: query.person.map(|id| [visitor_unit(id), customer_unit(id)]),
        product: query.product.map(position).transpose()?,
    })
}

fn summary(id: String, record: &DecisionRecord, resolver: &Resolver<'_>) -> DecisionSummary {
    let mut offered: Vec<(u8, ProductIndex)> = record
        .candidates
        .iter()
        .filter_map(|candidate| match candidate.outcome {
            Outcome::Offered(slot) => Some((slot, candidate.product)),
            _ => None,
        })
        .collect();
    offered.sort_unstable_by_key(|(slot, _)| *slot);
    DecisionSummary {
        id,
        at: record.header.at,
        placement: record.header.placement,
        traffic: record.header.traffic,
        held_out: record.header.held_out,
        experiments: Vec::new(),
        product: record.product.map(|product| resolver.mention(product)),
        cart_lines: record.cart.len(),
        nothing: offered.is_empty().then(|| nothing_because(record)),
        offered: offered
            .into_iter()
            .map(|(_, product)| resolver.mention(product))
            .collect(),
    }
}

/// What kept most of the candidates from being offered.
fn nothing_because(record: &DecisionRecord) -> NothingBecause {
    if record.header.quiet {
        return NothingBecause::Quiet;
    }
    let mut counts: BTreeMap<NothingBecause, usize> = BTreeMap::new();
    for candidate in &record.candidates {
        let because = match candidate.outcome {
            Outcome::Dropped(filter) => NothingBecause::Filter(filters::id(filter)),
            Outcome::BelowMinimum => NothingBecause::BelowMinimum,
            _ => NothingBecause::OtherReasons,
        };
        *counts.entry(because).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(NothingBecause::NoCandidates, |(because, _)| because)
}
