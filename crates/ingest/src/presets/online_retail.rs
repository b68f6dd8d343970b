//! Order lines of the UCI "Online Retail" data sets, a British gift shop.
//!
//! Source: Daqing Chen, "Online Retail", UCI Machine Learning Repository (2015). The codes below are all that do not
//! stand for merchandise there; codes that begin with `DCGS` do.

use super::Preset;
use crate::{Field, RecordKind};

pub(super) const ONLINE_RETAIL: Preset = Preset {
    id: "online-retail",
    about: "order lines with InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID",
    kind: Some(RecordKind::Orders),
    signatures: &[
        &["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice"],
        &["Invoice", "StockCode", "Quantity", "InvoiceDate", "Price"],
    ],
    columns: &[(Field::Title, "Description")],
    currency: Some("GBP"),
    month_first: Some(true),
    spans_rows: false,
    fee_codes: &[
        "POST",
        "DOT",
        "M",
        "D",
        "C2",
        "C3",
        "B",
        "S",
        "BANK CHARGES",
        "AMAZONFEE",
        "CRUK",
        "PADS",
        "ADJUST",
        "ADJUST2",
        "GIFT",
    ],
    fee_prefixes: &["gift_0001_", "TEST"],
};
