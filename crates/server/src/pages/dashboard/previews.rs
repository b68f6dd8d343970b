//! What another policy or rule would change, side by side: the same carts answered as now and as then.

use engine::{Mention, PolicyPreview, PreviewChange};
use shop::Placement;

use super::Visit;
use crate::{
    i18n::Value,
    pages::blocks::{Block, Cell, Table},
};

/// Carts or decisions that are answered both ways.
pub(super) const PREVIEW_SITUATIONS: usize = 100;

/// A preview as a page shows it.
pub(super) fn blocks(visit: &Visit<'_>, placement: Placement, preview: &PolicyPreview) -> Vec<Block> {
    let words = &visit.words;
    let place = visit.placement(placement.as_str());
    let mut blocks = vec![Block::Heading(
        words.tell("preview-title", &[("place", Value::Text(&place))]),
    )];
    if preview.carts == 0 {
        blocks.push(Block::Text(words.say("preview-nothing")));
        return blocks;
    }
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
    blocks.push(Block::Text(words.tell(id, &values)));
    blocks.push(Block::Hint(words.say("preview-not-set")));
    let row = |change: &PreviewChange| -> Vec<Cell> {
        // The engine names them in the shop's language, the page in its own.
        let titled = |mention: &Mention| visit.titled(&mention.id);
        let lists = [&change.cart, &change.before, &change.after];
        let mut lines = lists.map(|mentions| mentions.iter().map(titled).collect::<Vec<String>>());
        lines[0].splice(0..0, change.category.clone());
        lines.map(Cell::data_lines).into()
    };
    if !preview.changes.is_empty() {
        blocks.push(Block::Table(Table {
            caption: words.tell("preview-title", &[("place", Value::Text(&place))]),
            head: ["cart", "now", "then"]
                .map(|column| words.say(&format!("preview-{column}")))
                .into(),
            rows: preview.changes.iter().map(row).collect(),
        }));
    }
    blocks
}
