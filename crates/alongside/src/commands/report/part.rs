//! To which part of a report the rows behind a figure are narrowed.

use clap::Args;
use engine::TraceFilter;
use shop::{Day, Locale, Placement};

use crate::{exit::Exit, failure::Failure, words};

/// Of a trace, which part of it.
#[derive(Debug, Args)]
pub struct Part {
    /// Of the trace of 'caused', the metric by which it is told [default: margin_per_visitor]
    #[arg(long, value_name = "ID", requires = "trace")]
    pub metric: Option<String>,
    /// Of the trace, only rows of offers there
    #[arg(long, value_name = "PLACEMENT", requires = "trace")]
    placement: Option<Placement>,
    /// Of the trace, only rows of offers that were for this
    #[arg(long, value_name = "KIND", requires = "trace")]
    kind: Option<String>,
    /// Of the trace, only rows of offers for which this recommender's word weighed most
    #[arg(long, value_name = "ID", requires = "trace")]
    recommender: Option<String>,
    /// Of the trace, only rows of visitors who are worth this
    #[arg(long, value_name = "TIER", requires = "trace")]
    tier: Option<String>,
    /// Of the trace, only rows of visitors who buy like this
    #[arg(long, value_name = "ID", requires = "trace")]
    segment: Option<String>,
    /// Of the trace, only rows of visitors in this arm, as hold_out:offers
    #[arg(long, value_name = "ARM", requires = "trace")]
    arm: Option<String>,
    /// Of the trace, only rows of this day
    #[arg(long, value_name = "DAY", requires = "trace", value_parser = words::day)]
    day: Option<Day>,
    /// Of the trace, how many rows to show; all are counted
    #[arg(long, value_name = "N", requires = "trace", default_value_t = 20)]
    pub limit: usize,
}

impl Part {
    /// The filter that they are.
    ///
    /// # Errors
    /// [`Failure`] where there is no such recommender.
    pub fn filter(&self, locale: Option<&Locale>) -> Result<TraceFilter, Failure> {
        if let Some(id) = &self.recommender
            && engine::recommend::recommenders::index(id).is_none()
        {
            return Err(Failure::new(
                Exit::NotFound,
                "not_found",
                format!("there is no recommender '{id}'"),
            )
            .hint("'alongside report --by recommender' shows them"));
        }
        Ok(TraceFilter {
            placement: self.placement,
            kind: self.kind.clone(),
            recommender: self.recommender.clone(),
            locale: locale.map(|locale| locale.as_str().to_owned()),
            tier: self.tier.clone(),
            segment: self.segment.clone(),
            arm: self.arm.clone(),
            day: self.day,
        })
    }
}
