//! The basket model against the same regression done plainly, and against a simulated shop's planted truth.

use recommend::{AnyModel, Candidates, ProductIndex};
use testkit::{
    planted,
    simulator::{Settings, simulate},
};

use crate::shop::{Asked, Shop, beside, built, line, shop};

const ID: &str = "basket_model";
const LAMBDA: f64 = 15.0;
const GAMMA: f64 = 0.4;
const HALF_LIFE_DAYS: f64 = 200.0;
const ORDER_REACH: f64 = 2.0;
const ORDER_MIX: f64 = 0.3;
const BETA: f64 = 0.2;
/// Weights are kept in sixteen bits, and an order's weight in steps of .3 %.
const RELATIVE_ERROR: f64 = 0.02;

fn set(shop: &mut Shop, values: &[(&str, f64)]) {
    for (name, value) in values {
        shop.params.set(ID, name, *value);
    }
}

/// What the model says for every product beside a cart.
fn scores(shop: &Shop, model: &dyn AnyModel, cart: &[ProductIndex]) -> Vec<f64> {
    let asked = Asked {
        cart: cart.iter().copied().map(line).collect(),
        ..Asked::default()
    };
    let mut candidates = Candidates::default();
    model.propose(&asked.query(shop), &mut candidates);
    let mut scores = vec![0.0; shop.catalogue.len()];
    for (product, score, _) in candidates.proposals() {
        scores[product as usize] = f64::from(score);
    }
    scores
}

/// The orders as distinct products in their sequence, with their weights.
fn weighted_orders(shop: &Shop) -> Vec<(f64, Vec<usize>)> {
    let last = shop.orders.iter().map(|order| order.day).max().unwrap();
    let order = |order: &crate::shop::PastOrder| {
        let mut products: Vec<usize> = Vec::new();
        for &product in &order.products {
            if !products.contains(&(product as usize)) {
                products.push(product as usize);
            }
        }
        let age = f64::from(last.0 - order.day.0);
        let weight = (products.len() as f64).powf(-GAMMA) * 0.5_f64.powf(age / HALF_LIFE_DAYS);
        (weight, products)
    };
    shop.orders.iter().map(order).collect()
}

/// `B_ij · n_j^-β` by the formula, in double precision; zero where a product is in fewer than three orders.
fn plainly(shop: &Shop) -> Vec<Vec<f64>> {
    let n = shop.catalogue.len();
    let (mut gram, mut orders) = (vec![vec![0.0; n]; n], vec![0.0_f64; n]);
    for (weight, products) in weighted_orders(shop) {
        for (a_place, &a) in products.iter().enumerate() {
            orders[a] += 1.0;
            for (b_place, &b) in products.iter().enumerate() {
                let apart = a_place.abs_diff(b_place) as f64;
                gram[a][b] += weight * (ORDER_MIX + (1.0 - ORDER_MIX) * (-apart / ORDER_REACH).exp());
            }
        }
    }
    let part: Vec<usize> = (0..n).filter(|&product| orders[product] >= 3.0).collect();
    let weight: f64 = part.iter().map(|&product| gram[product][product]).sum();
    let lines: f64 = part.iter().map(|&product| orders[product]).sum();
    let held_back: Vec<Vec<f64>> = part
        .iter()
        .map(|&a| {
            let ridge = |b: usize| if a == b { LAMBDA * weight / lines } else { 0.0 };
            part.iter().map(|&b| gram[a][b] + ridge(b)).collect()
        })
        .collect();
    let inverse = inverse(held_back);
    let mut weights = vec![vec![0.0; n]; n];
    for (i, &a) in part.iter().enumerate() {
        for (j, &b) in part.iter().enumerate().filter(|(j, _)| *j != i) {
            weights[a][b] = -inverse[i][j] / inverse[j][j] * orders[b].powf(-BETA);
        }
    }
    weights
}

/// By Gauss and Jordan, with exchanges of rows.
fn inverse(mut left: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let n = left.len();
    for (row, values) in left.iter_mut().enumerate() {
        values.extend((0..n).map(|column| if row == column { 1.0 } else { 0.0 }));
    }
    for k in 0..n {
        let largest = (k..n)
            .max_by(|&a, &b| left[a][k].abs().total_cmp(&left[b][k].abs()))
            .unwrap();
        left.swap(k, largest);
        let pivot = left[k][k];
        left[k].iter_mut().for_each(|value| *value /= pivot);
        let own = left[k].clone();
        for (_, values) in left.iter_mut().enumerate().filter(|(row, _)| *row != k) {
            let factor = values[k];
            if factor.abs() > 0.0 {
                for (value, other) in values.iter_mut().zip(&own) {
                    *value -= factor * other;
                }
            }
        }
    }
    left.into_iter().map(|values| values[n..].to_vec()).collect()
}

#[test]
fn the_weights_are_those_of_the_closed_form() {
    let mut shop = shop(2_000);
    set(
        &mut shop,
        &[
            ("lambda", LAMBDA),
            ("gamma", GAMMA),
            ("half_life_days", HALF_LIFE_DAYS),
            ("order_reach", ORDER_REACH),
            ("order_mix", ORDER_MIX),
            ("beta", BETA),
            ("neighbours", 1_000.0),
        ],
    );
    let (model, expect) = (built(ID, &shop), plainly(&shop));
    let mut compared = 0;
    for seed in 0..shop.catalogue.len() {
        let found = scores(&shop, &*model, &[seed as ProductIndex]);
        let largest = expect[seed].iter().copied().fold(0.0, f64::max);
        for (product, (&found, &expect)) in found.iter().zip(&expect[seed]).enumerate() {
            let expect = expect.max(0.0);
            let error = (found - expect).abs();
            assert!(
                error <= RELATIVE_ERROR * expect + 0.002 * largest,
                "{seed} -> {product}: {found}, not {expect}"
            );
            compared += usize::from(expect > 0.0);
        }
    }
    assert!(compared > 10_000, "{compared}");
}

#[test]
fn a_cart_says_what_its_products_say_together() {
    let shop = shop(2_000);
    let model = built(ID, &shop);
    let cart: Vec<ProductIndex> = shop
        .orders
        .iter()
        .map(|order| &order.products)
        .find(|products| products.len() == 3)
        .unwrap()
        .clone();
    let alone: Vec<Vec<f64>> = cart
        .iter()
        .map(|&product| scores(&shop, &*model, &[product]))
        .collect();
    let mut proposed = 0;
    for (product, score) in scores(&shop, &*model, &cart).into_iter().enumerate() {
        let held = cart.contains(&(product as ProductIndex));
        let sum: f64 = alone.iter().map(|scores| scores[product]).sum();
        let expect = if held { 0.0 } else { sum };
        assert!((score - expect).abs() <= 1e-5 * sum, "{score}, not {expect}");
        proposed += usize::from(score > 0.0);
    }
    assert!(proposed > 50, "{proposed}");
}

#[test]
fn planted_pairs_are_found_by_the_exact_model_and_by_that_of_large_catalogues() {
    let truth = simulate(&Settings::default()).truth;
    let mut shop = shop(12_000);
    for products_dense_max in [10_000.0, 0.0] {
        set(&mut shop, &[("products_dense_max", products_dense_max)]);
        let model = built(ID, &shop);
        let exact = model.facts().contains(&("exact", 1.0));
        assert_eq!(exact, products_dense_max > 0.0);
        let ask = |id: &shop::ProductId| {
            let found = beside(ID, &shop, &*model, shop.index(id), 10);
            found.into_iter().map(|product| shop.id(product)).collect()
        };
        planted::assert_complements_found(&truth, 15.0, 10, 0.95, ask);
        assert!(planted::substitutes_share(&truth, 10, ask) < 0.02);
    }
}
