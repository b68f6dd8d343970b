//! The façade: the only place where the store, intake and the algorithms meet. Plain types go in and out; it holds no
//! algorithm and knows no wire format, so it can be used as a library as well as behind the server.

mod build;
mod bundles;
mod claims;
mod comparison;
mod customers;
mod decision_record;
mod decisions;
mod doctor;
mod documents;
mod engine;
mod error;
mod evaluate;
mod evaluation;
mod experiments;
mod files;
mod import;
mod incentives;
mod keys;
mod learning;
mod ledger;
mod lexicons;
mod misfit;
mod needs;
mod offers;
mod paid_back;
mod policies;
mod practice;
mod profiles;
mod records;
mod remembered;
mod reminders;
mod reports;
mod resolver;
mod rules;
mod schedule;
mod search;
mod serving;
mod settings;
mod shared;
mod snapshot;
mod surveys;
mod tasks;
mod texts;
mod traffic;
pub mod types;
mod visitors;

pub use {
    decide, ingest, measure, recommend,
    store::{Arrivals, CouponRecord, PointsEntry, PointsReason, StoreError},
};

pub use build::{history, tuning::Tuning};
pub use bundles::{BundleDraft, BundleEntry, BundleItem, BundleWarning};
pub use customers::{
    AudiencePage, AudienceQuery, CustomerAnswer, CustomerCondition, CustomerValue, CustomersLearnt,
    CustomersOverview, DUE_SOON_DAYS, DayBounds, GroupSums, Habit, KnownCustomer, KnownCustomers,
    KnownReturn, KnownWorth, SegmentLearnt, TIERS, Uncertain, Untold, WorthLearnt, tier_id,
};
pub use doctor::{Finding, Level};
pub use engine::Engine;
pub use error::Error;
pub use evaluation::{KeptEvaluation, OWN_CONFIGURATION, document::evaluation_document};
pub use experiments::{
    ArmDraft, ArmStopped, ArmView, Experiment, ExperimentDraft, ExperimentState, GuardrailDraft, HoldOutShare,
};
pub use files::ShopFolder;
pub use incentives::{CouponInfo, IncentiveDraft, IncentiveEntry, NewCoupon, PointsAccount, PointsChange};
pub use keys::random_text;
pub use learning::{
    Adoption, DECISIONS_MIN, Estimated, LearningView, LearntNow, LearntView, NoEstimate, PastTrial,
    PolicyEstimate, Reward, UndoneView, VISITORS_MIN,
};
pub use ledger::ExportedTable;
pub use lexicons::{LexiconDocument, Lexicons};
pub use misfit::{Misfit, MisfitKind};
pub use policies::{
    CapsChange, PolicyChange, PolicyDraft, PolicyPreview, PolicyVersion, PolicyView, PreviewChange, Steering,
    UnitChange, VARIANTS_MAX, Variant, VariantDraft, VariantPreview,
};
pub use practice::PracticeQuestion;
pub use reports::{
    Ended, ExperimentPlan, ExperimentView, FIRST_ROWS_MAX, Journeys, JourneysQuery, MoverView, MoversReport,
    Report, ReportQuery, Sales, SalesOf, SalesQuery, Told, Trace, TraceAmount, TraceFilter, TraceOf,
    TraceQuery, TraceRow, TracedArm, TracedOffer, USUAL_DAYS, VisitorSide, clock, hold_out_plan,
};
pub use rules::{
    AttributeCondition, Bounds, ConflictView, MoneyBounds, RuleAction, RuleDraft, RuleProducts, RuleView,
    RuleWhen,
};
pub use settings::{Learning, Settings};
pub use shared::SharedAnswer;
pub use snapshot::{Current, FORMAT, LearntFromOffers, Manifest, Snapshot, SnapshotError, SnapshotFolder};
pub use surveys::ASKED_AGAIN_DAYS;
pub use texts::{ShopTexts, TitleShare};
pub use traffic::STAFF_TAG;
pub use types::*;
