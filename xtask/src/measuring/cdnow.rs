//! CDNOW: the purchases of a music shop's customers who first came early in 1997, to the middle of 1998.

use super::trial::text;
use anyhow::{Context, Result};
use measure::customers::{Histories, Order};
use shop::Day;
use std::path::Path;

/// The folder of the data.
pub const FOLDER: &str = "cdnow";
/// The purchases of all customers.
pub const MASTER: &str = "CDNOW_master.txt.gz";
/// Those of a tenth of them, on which papers report.
pub const SAMPLE: &str = "CDNOW_sample.txt";
/// 1997-01-01, when the first customers came.
const FIRST: Day = Day(9_862);
/// 1997-09-30, after 39 weeks: the last day that is learnt from.
pub const CUT: Day = Day(FIRST.0 + 272);
/// 1998-06-30, after 39 more: the last day there is.
pub const END: Day = Day(FIRST.0 + 545);

const DAYS_BEFORE_MONTH: [i32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// The purchases of a file, whose lines end with customer, date, pieces and dollars.
pub fn orders(path: &Path) -> Result<Vec<Order<'static>>> {
    let text = text(path)?;
    let lines = text.lines().filter(|line| !line.contains("date"));
    lines
        .map(|line| order(line).with_context(|| format!("`{line}` is no purchase")))
        .collect()
}

/// The customers as they were known on a day.
pub fn until(orders: &[Order<'static>], day: Day) -> Histories {
    orders.iter().filter(|order| order.day <= day).copied().collect()
}

fn order(line: &str) -> Result<Order<'static>> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [.., customer, date, units, dollars] = words[..] else {
        anyhow::bail!("it has too few words");
    };
    let date: i32 = date.parse()?;
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
    let before = usize::try_from(month - 1)
        .ok()
        .and_then(|month| DAYS_BEFORE_MONTH.get(month));
    let days = (year - 1997) * 365 + before.context("there is no such month")? + day - 1;
    let cents = (dollars.parse::<f64>()? * 100.0).round() as i64;
    Ok(Order {
        units: units.parse()?,
        ..Order::plain(customer.parse()?, Day(FIRST.0 + days), cents)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purchase_is_read_from_either_file() {
        let read =
            |line: &str| order(line).map(|order| (order.customer, order.day.to_string(), order.paid_minor));
        let expect = (4, "1998-03-02".to_owned(), 2_933);
        assert_eq!(read(" 00021 0004 19980302  2   29.33").unwrap(), expect);
        assert_eq!(read("00004 19980302 2 29.33").unwrap(), expect);
        assert!(read("4 19981302 2 1").is_err() && read("4 2 1").is_err());
    }
}
