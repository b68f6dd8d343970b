//! What was planted is there.

use super::{Settings, simulate};

#[test]
fn the_default_shop_has_the_promised_size() {
    let shop = simulate(&Settings::default());
    let lines: usize = shop.orders.iter().map(|order| order.lines.len()).sum();
    println!(
        "{} products {} orders {lines} lines {} events {} refunds {} complements {} substitutes {} accessories {} links",
        shop.products.len(),
        shop.orders.len(),
        shop.events.len(),
        shop.refunds.len(),
        shop.truth.complements.len(),
        shop.truth.substitutes.len(),
        shop.truth.accessories.len(),
        shop.links.len()
    );
    for p in shop.products.iter().step_by(7) {
        println!("{} {:?}", p.id, p.title.0.values().collect::<Vec<_>>());
    }
    for c in shop.truth.complements.iter().take(20) {
        println!("{c:?}");
    }
}
