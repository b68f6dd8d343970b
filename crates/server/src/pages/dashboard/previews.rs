//! What another policy or rule would change, side by side: the same carts answered as now and as then.

use engine::{PolicyPreview, PreviewChange, VariantPreview};
use shop::Placement;

use super::{Visit, sheets::products};
use crate::{
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Table},
        staff::Words,
    },
};

/// Carts or decisions that are answered both ways.
pub(super) const PREVIEW_SITUATIONS: usize = 100;

/// A preview as a page shows it.
pub(super) fn blocks(visit: &Visit<'_>, placement: Placement, preview: &PolicyPreview) -> Vec<Block> {
    let words = &visit.words;
    let place = visit.placement(placement.as_str());
    let title = words.tell("preview-title", &[("place", Value::Text(&place))]);
    if preview.carts == 0 {
        return vec![Block::Heading(title), Block::Text(words.say("preview-nothing"))];
    }
    let mut blocks = changes(words, title, preview);
    for VariantPreview { name, preview } in &preview.variants {
        let title = words.tell("preview-variant", &[("variant", Value::Text(name))]);
        blocks.extend(changes(words, title, preview));
    }
    blocks.push(Block::Hint(words.say("preview-not-set")));
    blocks
}

/// What would change, under its title.
fn changes(words: &Words, title: String, preview: &PolicyPreview) -> Vec<Block> {
    let id = match (preview.carts_changed, preview.of_decisions) {
        (0, _) => "preview-same",
        (_, true) => "preview-of-decisions",
        (_, false) => "preview-of-orders",
    };
    let values = [
        ("carts", Value::Number(preview.carts as u64)),
        ("changed", Value::Number(preview.carts_changed as u64)),
        ("before", Value::Number(preview.offers_before as u64)),
        ("after", Value::Number(preview.offers_after as u64)),
    ];
    let mut blocks = vec![
        Block::Heading(title.clone()),
        Block::Text(words.tell(id, &values)),
    ];
    let row = |change: &PreviewChange| -> Vec<Cell> {
        let lists = [&change.cart, &change.before, &change.after];
        lists.map(|mentions| products(mentions)).into()
    };
    if !preview.changes.is_empty() {
        blocks.push(Block::Table(Table {
            caption: title,
            head: ["cart", "now", "then"]
                .map(|column| words.say(&format!("preview-{column}")))
                .into(),
            rows: preview.changes.iter().map(row).collect(),
        }));
    }
    blocks
}
