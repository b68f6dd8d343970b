//! **What a shopkeeper sees:** "you may need again" – what the customer bought before, uses up, and is likely to run
//! out of about now.
//!
//! **Method:** of the products a customer bought, those that surely at least one buyer in ten buys again, by the
//! probability that the customer does so within the next seven days, see [`crate::signals::repurchase_time`]. The gap
//! is the product's; of a customer who bought it three times or more, the customer's own drawn a little towards it.
//! Nothing is said before .3 gaps have passed, nor after three gaps passed without a purchase.
//!
//! **When it fails:** for guests, and where the shop is too young to have seen products run out; it does not know what
//! was bought elsewhere.
//!
//! **Source:** R. Bhagat et al., "Buy It Again: modeling repeat purchase recommendations", KDD 2018.

use crate::{
    BuildContext, Candidates, Catalogue, Evidence, Parameter, Partition, Query, Recommender, SectionError,
    Sections, Unit, query::ProductIndex, signals::repurchase_time::RepurchaseTime,
};

/// The recommender.
pub struct BuyAgain;

/// When products are bought again.
#[derive(Default)]
pub struct Model {
    repurchase: RepurchaseTime,
}

/// Fewer buyers than this share buy durable things again; to offer these would be silly, so the share must reach it
/// even one standard error below its estimate.
const REPEAT_SHARE_MIN: f32 = 0.1;
/// Repeats of the product itself that must have been seen: a category's are not enough to say that it runs out.
const REPEATS_MIN: u32 = 3;
/// Gaps that must have passed since the last purchase.
const GAPS_PASSED_MIN: f32 = 0.3;
/// Gaps after which a customer who did not buy is not asked any more.
const GAPS_PASSED_MAX: f32 = 3.0;
/// Less likely purchases are not worth a place.
const DUE_MIN: f32 = 0.01;

impl Model {
    /// How likely a purchase within the next days is; none where it should not be spoken of.
    fn due(
        &self,
        product: ProductIndex,
        days_since: u32,
        times: u32,
        own_gap_days: Option<f32>,
    ) -> Option<f32> {
        let known = self.repurchase.repeats(product) >= REPEATS_MIN
            && self.repurchase.repeat_share_min(product) >= REPEAT_SHARE_MIN;
        let gap_days = self.repurchase.gap_days_of(product, times, own_gap_days)?;
        let gaps_passed = days_since as f32 / gap_days;
        let timely = (GAPS_PASSED_MIN..=GAPS_PASSED_MAX).contains(&gaps_passed);
        let due = self.repurchase.due(product, days_since, times, own_gap_days);
        (known && timely && due >= DUE_MIN).then_some(due)
    }
}

impl Recommender for BuyAgain {
    const ID: &'static str = "buy_again";
    const SEES: &'static str = "You may need again: what the customer is likely to run out of about now.";
    const UNIT: Unit = Unit::Customer;
    const PARAMETERS: &'static [Parameter] = &[];

    /// The signal has counted already.
    type Counts = ();
    type Model = Model;

    fn count(_partition: &Partition) {}

    fn merge(_into: &mut (), _other: ()) {}

    fn finish(_counts: (), context: &BuildContext<'_>) -> Model {
        Model {
            repurchase: context.signals.repurchase_time.clone(),
        }
    }

    fn propose(model: &Model, query: &Query<'_>, candidates: &mut Candidates) {
        let (bought, today) = (query.bought, query.today());
        for (place, &product) in bought.products.iter().enumerate() {
            let (Some(&times), Some(&last_day)) = (bought.times.get(place), bought.last_days.get(place))
            else {
                continue;
            };
            if query.holds(product) {
                continue;
            }
            let days_since = today.0.saturating_sub(last_day).max(0) as u32;
            let times = u32::from(times);
            let Some(due) = model.due(product, days_since, times, bought.own_gap_days(place)) else {
                continue;
            };
            let gap_days = model.repurchase.gap_days(product).unwrap_or_default().round() as u32;
            let evidence = Evidence::BuyAgain {
                times,
                days_since,
                gap_days,
            };
            candidates.propose(product, due, evidence);
        }
    }

    fn write(model: &Model, sections: &mut Sections) {
        model.repurchase.put(Self::ID, sections);
    }

    fn read(sections: &Sections, _catalogue: &Catalogue) -> Result<Model, SectionError> {
        Ok(Model {
            repurchase: RepurchaseTime::get(Self::ID, sections)?,
        })
    }
}
