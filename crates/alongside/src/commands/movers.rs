//! `alongside movers`: what rises and what fades.

use clap::Args;
use engine::{MoverView, MoversReport};
use server::wire::sales::MoversReply;

use crate::{
    context::{Context, now},
    documents::with_shop,
    failure::Failure,
    report::Report,
    table::Table,
    words,
};

/// List the products that sold clearly more, or less, over the last four weeks than could be expected
#[derive(Debug, Args)]
#[command(
    after_help = "What is expected is what the weeks before sold, times the growth of the whole shop and the
season of earlier years. At most one in twenty of those listed is there by chance.

Examples:
  alongside movers
  alongside movers --limit 20
  alongside movers --json"
)]
pub struct Arguments {
    /// How many of each list to print
    #[arg(long, default_value_t = 10, value_name = "COUNT")]
    limit: usize,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    with_shop(context, |engine| {
        let report = engine.movers(now())?;
        let text = text(&report, arguments.limit, context);
        Ok(Report::new(&MoversReply::from(&report), text))
    })
}

fn text(report: &MoversReport, limit: usize, context: &Context) -> String {
    let Some(movers) = &report.movers else {
        return "What rises and fades cannot be told yet: twelve weeks of orders are needed.".to_owned();
    };
    let mut parts = vec![format!(
        "{} to {}, compared with the {} days before. {} sold enough to be tested.",
        movers.from,
        movers.to,
        movers.base_days,
        words::counted(movers.tested as u64, "product", "products"),
    )];
    for (name, list) in [("Rising", &report.rising), ("Fading", &report.fading)] {
        if list.is_empty() {
            parts.push(format!("{name}: nothing that could not be chance."));
        } else {
            parts.push(listed(name, list, limit, context));
        }
    }
    parts.join("\n\n")
}

fn listed(name: &str, list: &[MoverView], limit: usize, context: &Context) -> String {
    let mut table =
        Table::new(&[name, "Product", "Orders", "Expected", "Times", "Between"]).numeric(&[2, 3, 4]);
    for view in list.iter().take(limit) {
        let (times, low, high) = view.mover.times;
        table.row(vec![
            view.product.id.clone(),
            view.product.title.clone(),
            words::count(u64::from(view.mover.orders)),
            format!("{:.1}", view.mover.expected),
            match view.mover.is_new {
                true => "new".to_owned(),
                false => format!("{times:.1}"),
            },
            format!("{low:.1} and {high:.1}"),
        ]);
    }
    let mut text = table.render(|line| context.style.bold(line));
    if list.len() > limit {
        text.push_str(&format!(
            "\n… and {} more",
            words::count((list.len() - limit) as u64)
        ));
    }
    text
}
