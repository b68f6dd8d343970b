//! Sales over time: charts of a product or a category, and which products rise or fade.

pub mod averages;
pub mod chart;
pub mod crossovers;
pub mod discoveries;
pub mod dry_spells;
pub mod movers;
pub mod season;
pub mod series;
pub mod spikes;

pub use chart::{Chart, ChartPoint, Step, chart};
pub use crossovers::{Crossover, Direction};
pub use dry_spells::DrySpell;
pub use movers::{Mover, Movers, MoversCount};
pub use season::Season;
pub use series::Series;
pub use spikes::Spike;
