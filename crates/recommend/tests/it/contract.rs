//! The contract of every recommender in the list. A new one is tested by being listed.

use recommend::{AnyModel, AnyRecommender, CatalogueSource, Partition, Sections, recommenders};
use shop::Day;

use crate::{
    evidence::check_evidence,
    shop::{Shop, ask, partitions, questions, shop},
};

fn bytes(model: &dyn AnyModel) -> Vec<(String, Vec<u8>)> {
    let mut sections = Sections::default();
    model.write(&mut sections);
    sections
        .iter()
        .map(|(name, element, bytes)| (format!("{name}:{element}"), bytes.to_vec()))
        .collect()
}

fn each(check: impl Fn(&'static dyn AnyRecommender)) {
    for recommender in recommenders::ALL {
        check(*recommender);
    }
}

#[test]
fn the_model_does_not_depend_on_how_the_history_was_cut() {
    let shop = shop(3_000);
    let whole = partitions(&shop, 1);
    each(|recommender| {
        let expect = bytes(&*recommender.build(&whole, &shop.context()));
        for parts in [2, 7, 31] {
            let cut = recommender.build(&partitions(&shop, parts), &shop.context());
            assert!(
                bytes(&*cut) == expect,
                "{} differs with {parts} parts",
                recommender.id()
            );
        }
    });
}

#[test]
fn a_model_answers_the_same_after_a_round_trip_through_bytes() {
    let shop = shop(3_000);
    each(|recommender| {
        let built = recommender.build(&partitions(&shop, 3), &shop.context());
        let mut sections = Sections::default();
        built.write(&mut sections);
        let read = recommender
            .read(&sections, &shop.catalogue)
            .unwrap_or_else(|error| panic!("{}: {error}", recommender.id()));
        assert_eq!(ask(&*built, &shop), ask(&*read, &shop), "{}", recommender.id());
    });
}

#[test]
fn damaged_sections_are_refused_and_never_panic() {
    let shop = shop(500);
    each(|recommender| {
        let mut sections = Sections::default();
        recommender
            .build(&partitions(&shop, 1), &shop.context())
            .write(&mut sections);
        let names: Vec<(String, String)> = sections
            .iter()
            .map(|(name, element, _)| (name.to_owned(), element.to_owned()))
            .collect();
        for (name, element) in names.iter().filter(|(name, _)| name.ends_with("offset")) {
            let mut broken = sections.clone();
            broken.put_bytes(name, element, vec![255; 8].into());
            assert!(
                recommender.read(&broken, &shop.catalogue).is_err(),
                "{}: {name}",
                recommender.id()
            );
        }
    });
}

#[test]
fn an_empty_shop_is_fine() {
    let empty = Shop::without_history(CatalogueSource::default().finish(), Day(20_000));
    each(|recommender| {
        for parts in [Vec::new(), vec![Partition::default()]] {
            let model = recommender.build(&parts, &empty.context());
            let proposals: usize = ask(&*model, &empty).iter().map(Vec::len).sum();
            let told = ["recently_viewed", "needs"].contains(&recommender.id());
            assert!(
                proposals == 0 || told,
                "{} proposes from nothing",
                recommender.id()
            );
            recommender
                .read(&sections_of(&*model), &empty.catalogue)
                .unwrap_or_else(|error| panic!("{}: {error}", recommender.id()));
        }
    });
}

fn sections_of(model: &dyn AnyModel) -> Sections {
    let mut sections = Sections::default();
    model.write(&mut sections);
    sections
}

#[test]
fn every_number_in_a_reason_is_true() {
    let shop = shop(3_000);
    each(|recommender| {
        let model = recommender.build(&partitions(&shop, 4), &shop.context());
        let mut checked = 0;
        for (asked, proposals) in questions(&shop).iter().zip(ask(&*model, &shop)).step_by(9) {
            for (product, _, evidence) in proposals {
                check_evidence(&shop, asked, product, evidence);
                checked += 1;
            }
        }
        assert!(checked > 0, "{} proposed nothing to check", recommender.id());
    });
}
