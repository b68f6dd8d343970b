//! The hold-out: the share of the visitors that gets no offers.

use measure::experiments::assignment::{BUCKETS, HoldOut};
use shop::Timestamp;
use store::Store;

use crate::{Engine, Error, documents::invalid};

/// Where the share is kept.
const SETTING: &str = "hold_out.buckets";
/// Where it is kept since when.
const SINCE: &str = "hold_out.since_ms";
/// Where it is kept since when anybody is held out at all.
const ON_SINCE: &str = "hold_out.on_since_ms";
/// Most of the visitors that may go without offers, in per cent: more is not a measurement any more.
const PERCENT_MAX: f64 = 50.0;
/// Salts all quarters' draws.
const SALT: &str = "hold-out";

/// The share of the visitors without offers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HoldOutShare {
    /// In per cent.
    pub percent: f64,
    /// Since when the share is what it is; other shares are not compared with it.
    pub since: Timestamp,
    /// Since when anybody is held out, by whatever share.
    pub on_since: Timestamp,
}

pub(super) fn buckets(store: &dyn Store) -> Result<u16, Error> {
    let kept = store.meta_get(SETTING)?;
    Ok(kept.and_then(|text| text.parse().ok()).unwrap_or(0).min(BUCKETS))
}

/// Who is held out at a moment: others every quarter, so that nobody goes without for good.
pub(super) fn drawn(buckets: u16, now: Timestamp) -> HoldOut {
    HoldOut {
        salt: SALT.to_owned(),
        period: period(now),
        buckets,
    }
}

/// The quarter of a moment, counted from the year 0.
pub(crate) fn period(now: Timestamp) -> u32 {
    let (year, month, _) = now.day().civil();
    (year.max(0) as u32) * 4 + (month.max(1) - 1) / 3
}

impl Engine {
    /// The share of the visitors without offers.
    ///
    /// # Errors
    /// [`Error::Store`] where it cannot be read.
    pub fn hold_out(&self) -> Result<HoldOutShare, Error> {
        let moment = |name: &str| -> Result<Timestamp, Error> {
            let kept = self
                .inner
                .store
                .meta_get(name)?
                .and_then(|text| text.parse().ok());
            Ok(kept
                .and_then(|ms| Timestamp::from_unix_ms(ms).ok())
                .unwrap_or_default())
        };
        Ok(HoldOutShare {
            percent: f64::from(buckets(&*self.inner.store)?) / f64::from(BUCKETS) * 100.0,
            since: moment(SINCE)?,
            on_since: moment(ON_SINCE)?,
        })
    }

    /// Sets the share of the visitors without offers, in per cent; 0 switches the hold-out off, and then nobody can
    /// tell what the offers earn.
    ///
    /// # Errors
    /// [`Error::Invalid`] where it is below 0 or above 50.
    pub fn set_hold_out(&self, percent: f64, now: Timestamp) -> Result<(), Error> {
        if !(0.0..=PERCENT_MAX).contains(&percent) {
            return Err(invalid("percent", "it must be from 0 to 50; 5 is usual"));
        }
        let buckets = (percent / 100.0 * f64::from(BUCKETS)).round() as u16;
        let known = self::buckets(&*self.inner.store)?;
        if buckets != known {
            self.inner.store.meta_put(SINCE, &now.unix_ms().to_string())?;
        }
        if known == 0 && buckets > 0 {
            self.inner.store.meta_put(ON_SINCE, &now.unix_ms().to_string())?;
        }
        self.inner.store.meta_put(SETTING, &buckets.to_string())?;
        self.inner.reload_experiments()
    }
}
