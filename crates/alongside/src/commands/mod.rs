//! The subcommands: a file each, and this list. Adding one is a file and its two lines here.

use clap::Subcommand;

use crate::{context::Context, failure::Failure, report::Report};

mod backup;
mod build;
mod bundles;
mod compact;
mod completions;
mod config;
mod customers;
mod demo;
mod doctor;
mod evaluate;
mod experiments;
mod explain;
mod export;
mod import;
mod incentives;
mod init;
mod journeys;
mod keys;
mod learning;
mod lexicon;
mod models;
mod movers;
mod policies;
mod recommend;
mod reference;
mod report;
mod restore;
mod rules;
mod sales;
mod serve;
mod soak;
mod texts;

macro_rules! subcommands {
    ($($name:ident => $module:ident),+ $(,)?) => {
        /// What to do. Each one's help stands in its own file.
        #[derive(Debug, Subcommand)]
        pub enum Command {
            $(#[allow(missing_docs)] $name($module::Arguments)),+
        }

        impl Command {
            /// Does it.
            ///
            /// # Errors
            /// [`Failure`] with a sentence for the person at the terminal.
            pub fn run(self, context: &Context) -> Result<Report, Failure> {
                match self {
                    $(Self::$name(arguments) => $module::run(&arguments, context)),+
                }
            }
        }
    };
}

// In the order in which a shop meets them.
subcommands! {
    Demo => demo,
    Init => init,
    Import => import,
    Build => build,
    Evaluate => evaluate,
    Serve => serve,
    Recommend => recommend,
    Explain => explain,
    Journeys => journeys,
    Sales => sales,
    Movers => movers,
    Policies => policies,
    Texts => texts,
    Lexicon => lexicon,
    Rules => rules,
    Bundles => bundles,
    Incentives => incentives,
    Customers => customers,
    Report => report,
    Experiments => experiments,
    Models => models,
    Learning => learning,
    Export => export,
    Backup => backup,
    Restore => restore,
    Compact => compact,
    Doctor => doctor,
    Soak => soak,
    Config => config,
    Keys => keys,
    Completions => completions,
    Reference => reference,
}
