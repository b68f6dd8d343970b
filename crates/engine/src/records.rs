//! What comes in over time: events, orders, products, bans, links. Durable when a method returns, live at once.

use std::collections::BTreeSet;

use decide::Patch;
use rustc_hash::FxHashSet;
use shop::{
    Ban, Customer, CustomerId, Event, Link, Order, OrderId, Product, ProductId, Refund, Review, ReviewId,
    Timestamp, VisitorId,
};
use store::{Answer, Person, Source, Write};

use crate::{
    Engine, Error,
    customers::CustomerAnswer,
    experiments::{customer_unit, visitor_unit},
    import::recorded,
    serving::whole_patch,
    types::{CustomerData, ProductPage, ProductPatch, Recorded},
    visitors::Who,
};

/// How long an answer under an idempotency key is remembered.
const REMEMBERED_MS: i64 = 24 * 3_600 * 1_000;

impl Engine {
    /// Keeps events; one whose id is known already counts as unchanged. A view shows in the visitor's next decision.
    /// What the shop's own people did is marked so.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be kept; then none is.
    pub fn record_events(&self, mut events: Vec<Event>) -> Result<Recorded, Error> {
        self.mark(&mut events);
        let written = self.inner.store.write(vec![Write::Events(events.clone())])?;
        self.remember_events(&events);
        Ok(recorded(written))
    }

    /// Keeps orders and refunds; they reach the offers with the next build, seconds later.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be kept; then none is.
    pub fn record_orders(&self, orders: Vec<Order>, refunds: Vec<Refund>) -> Result<Recorded, Error> {
        let (refunded, earned) = (!refunds.is_empty(), self.earned_points(&orders));
        let returned = refunds.clone();
        let mut writes = vec![Write::Orders {
            orders: orders.clone(),
            import: None,
        }];
        if refunded {
            writes.push(Write::Refunds(refunds));
        }
        let written = self.inner.store.write(writes)?;
        self.keep_earned(&earned)?;
        if refunded {
            self.inner.store.match_refunds()?;
            self.take_points_back(&returned)?;
        }
        self.remember_orders(&orders);
        Ok(recorded(written))
    }

    /// Keeps products as the catalogue describes them. Stock, price and activity take effect at once, the rest with the
    /// next build.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be kept; then none is.
    pub fn put_products(&self, products: Vec<Product>) -> Result<Recorded, Error> {
        let patches: Vec<_> = products
            .iter()
            .map(|product| (product.id.clone(), whole_patch(product)))
            .collect();
        let written = self.inner.store.write(vec![Write::Products {
            products,
            source: Source::Catalogue,
        }])?;
        self.inner.serving.patch(patches.into_iter());
        Ok(recorded(written))
    }

    /// Changes stock, prices and activity of known products, visible to the next decision.
    ///
    /// # Errors
    /// [`Error::NotFound`] names the first unknown product, and then nothing is changed.
    pub fn patch_products(&self, patches: Vec<ProductPatch>) -> Result<Recorded, Error> {
        for patch in &patches {
            self.product(patch.id.as_str())?;
        }
        let live: Vec<_> = patches
            .iter()
            .map(|patch| (patch.id.clone(), live_patch(patch)))
            .collect();
        let kept = patches.into_iter().map(|patch| store::Patch {
            id: patch.id,
            stock: patch.stock,
            price: patch.price,
            list_price: patch.list_price,
            price_valid_until: patch.price_valid_until,
            active: patch.active,
        });
        let written = self
            .inner
            .store
            .write(vec![Write::StockAndPrice(kept.collect())])?;
        self.inner.serving.patch(live.into_iter());
        Ok(recorded(written))
    }

    /// One order, as it was recorded last.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn order(&self, id: &str) -> Result<Order, Error> {
        let not_found = || Error::NotFound {
            what: "order",
            id: id.to_owned(),
        };
        let id = OrderId::new(id).map_err(|_| not_found())?;
        self.inner.store.order(&id)?.ok_or_else(not_found)
    }

    /// One product.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn product(&self, id: &str) -> Result<Product, Error> {
        let not_found = || Error::NotFound {
            what: "product",
            id: id.to_owned(),
        };
        let id = ProductId::new(id).map_err(|_| not_found())?;
        self.inner.store.product(&id)?.ok_or_else(not_found)
    }

    /// A page of products, by id, beginning after `after`.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn products(&self, after: Option<&ProductId>, limit: usize) -> Result<ProductPage, Error> {
        let mut products = self.inner.store.products_page(after, limit + 1)?;
        let more = products.len() > limit;
        products.truncate(limit);
        let next = products.last().filter(|_| more).map(|product| product.id.clone());
        Ok(ProductPage { products, next })
    }

    /// Forgets a product; it is not offered any more, at once. Orders that hold it stay.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn delete_product(&self, id: &str) -> Result<(), Error> {
        let product = self.product(id)?;
        self.inner
            .store
            .write(vec![Write::DeleteProduct(product.id.clone())])?;
        let gone = Patch {
            active: Some(false),
            ..Patch::default()
        };
        self.inner.serving.patch(std::iter::once((product.id, gone)));
        Ok(())
    }

    /// Keeps customers.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be kept; then none is.
    pub fn put_customers(&self, customers: Vec<Customer>) -> Result<Recorded, Error> {
        let written = self.inner.store.write(vec![Write::Customers(customers)])?;
        self.inner.profiles.forget();
        Ok(recorded(written))
    }

    /// Keeps reviews; they take effect with the next build. One whose id is known replaces the former.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be kept; then none is.
    pub fn put_reviews(&self, reviews: Vec<Review>) -> Result<Recorded, Error> {
        Ok(recorded(self.inner.store.write(vec![Write::Reviews(reviews)])?))
    }

    /// Forgets a review, with the next build.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn delete_review(&self, id: &str) -> Result<(), Error> {
        let not_found = || Error::NotFound {
            what: "review",
            id: id.to_owned(),
        };
        let review = ReviewId::new(id).map_err(|_| not_found())?;
        match self.inner.store.write(vec![Write::DeleteReview(review)])? {
            written if written.unknown > 0 => Err(not_found()),
            _ => Ok(()),
        }
    }

    /// Everything kept about a customer: the record, orders, events also from before they signed in, reviews, and what
    /// was computed of them. Reads through all events: not for a page.
    ///
    /// # Errors
    /// [`Error::NotFound`] where nobody has this id.
    pub fn customer_data(&self, id: &str) -> Result<CustomerData, Error> {
        let mut data = self.customer_data_by_name(id)?;
        if let Ok(id) = CustomerId::new(id) {
            data.events = self.inner.store.trail_of_customer(&id)?.events;
        }
        Ok(data)
    }

    /// The same without what they did before they signed in.
    ///
    /// # Errors
    /// [`Error::NotFound`] where nobody has this id.
    pub fn customer_data_by_name(&self, id: &str) -> Result<CustomerData, Error> {
        let not_found = || Error::NotFound {
            what: "customer",
            id: id.to_owned(),
        };
        let id = CustomerId::new(id).map_err(|_| not_found())?;
        let store = &self.inner.store;
        let customer = store.customer(&id)?;
        let computed = customer.as_ref().map(|customer| self.value_of(customer));
        let data = CustomerData {
            computed: match computed {
                Some(CustomerAnswer::Known(value)) => Some(*value),
                _ => None,
            },
            customer,
            orders: store.orders_of_customer(&id, usize::MAX)?,
            events: store.events_of_customer(&id)?,
            reviews: store.reviews_of_customer(&id)?,
            points: store.points_of_customer(&id)?,
            coupons: store
                .coupons_of_customer(&id)?
                .into_iter()
                .map(Into::into)
                .collect(),
            reminders: self.reminders(id.as_str())?,
            asked_at: self.asked_at(&id)?,
        };
        let given = !data.points.is_empty() || !data.coupons.is_empty() || data.asked_at.is_some();
        if data.customer.is_none() && data.reviews.is_empty() && data.reminders.is_empty() && !given {
            return Err(not_found());
        }
        Ok(data)
    }

    fn asked_at(&self, id: &CustomerId) -> Result<Option<Timestamp>, Error> {
        let asked = self.inner.store.asked()?;
        let own = asked
            .into_iter()
            .find(|(person, _)| matches!(person, Person::Customer(known) if known == id));
        Ok(own.map(|(_, at)| at))
    }

    /// Forgets a customer: the record, events and reviews go, orders stay without a name. Offers stop using what was
    /// learnt of this person with the next build, which the scheduler begins by itself.
    ///
    /// # Errors
    /// [`Error::NotFound`] where nobody has this id.
    pub fn erase_customer(&self, id: &str) -> Result<(), Error> {
        let not_found = || Error::NotFound {
            what: "customer",
            id: id.to_owned(),
        };
        let id = CustomerId::new(id).map_err(|_| not_found())?;
        let trail = self.inner.store.trail_of_customer(&id)?;
        let customer = customer_unit(id.as_str());
        let written = self.inner.store.write(vec![Write::EraseCustomer(id.clone())])?;
        self.inner.visitors.forget(Who::Customer(id.as_str()));
        for visitor in &trail.visitors {
            self.inner.visitors.forget(Who::Visitor(visitor));
        }
        self.inner.profiles.forget();
        self.inner.reload_reminders()?;
        let units = |visitors: &[VisitorId]| -> BTreeSet<u64> {
            visitors
                .iter()
                .map(|visitor| visitor_unit(visitor.as_str()))
                .collect()
        };
        let mut people = units(&trail.visitors);
        people.insert(customer);
        self.erase_in_ledger(people, &units(&trail.shared_visitors))?;
        self.inner.prepared.forget();
        if written.unknown > 0 {
            Err(not_found())
        } else {
            Ok(())
        }
    }

    /// Adds and lifts bans, visible to the next decision.
    ///
    /// # Errors
    /// [`Error::NotFound`] where a banned product is not known.
    pub fn put_bans(&self, add: Vec<Ban>, remove: Vec<Ban>) -> Result<(), Error> {
        let products = add.iter().flat_map(|ban| match ban {
            Ban::Product(id) => vec![id],
            Ban::Pair { with, banned } => vec![with, banned],
            Ban::Category(_) => Vec::new(),
        });
        self.require_products(products)?;
        self.inner.store.write(vec![Write::Bans { add, remove }])?;
        self.inner.serving.set_bans(&self.inner.store.bans()?);
        Ok(())
    }

    /// Every ban.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn bans(&self) -> Result<Vec<Ban>, Error> {
        Ok(self.inner.store.bans()?)
    }

    /// Keeps hand-made links; they take effect with the next build. Where `replace_from`, every other link of the
    /// products they start from is removed.
    ///
    /// # Errors
    /// [`Error::NotFound`] where a linked product is not known.
    pub fn put_links(&self, links: Vec<Link>, replace_from: bool) -> Result<Recorded, Error> {
        self.require_products(links.iter().flat_map(|link| [&link.from, &link.to]))?;
        let written = self
            .inner
            .store
            .write(vec![Write::Links { links, replace_from }])?;
        Ok(recorded(written))
    }

    /// Every hand-made link.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn links(&self) -> Result<Vec<Link>, Error> {
        Ok(self.inner.store.links()?)
    }

    /// Removes every hand-made link of a product.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such product.
    pub fn delete_links(&self, from: &str) -> Result<(), Error> {
        let product = self.product(from)?;
        self.inner.store.write(vec![Write::DeleteLinks(product.id)])?;
        Ok(())
    }

    fn require_products<'a>(&self, ids: impl IntoIterator<Item = &'a ProductId>) -> Result<(), Error> {
        let mut seen = FxHashSet::default();
        ids.into_iter()
            .filter(|id| seen.insert(id.as_str()))
            .try_for_each(|id| self.product(id.as_str()).map(drop))
    }

    /// The answer given before under an idempotency key to the same request.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the key stands for another request.
    pub fn remembered(
        &self,
        key: &str,
        request_hash: &[u8],
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, Error> {
        match self.inner.store.answer(key, now)? {
            Some(answer) if answer.request_hash != request_hash => Err(Error::Invalid {
                field: "Idempotency-Key".into(),
                reason: "this key was used for a different request; use a new key for every request".into(),
            }),
            answer => Ok(answer.map(|answer| answer.response)),
        }
    }

    /// Remembers the answer given under an idempotency key, for a day.
    ///
    /// # Errors
    /// [`Error::Store`] where it cannot be kept.
    pub fn remember(
        &self,
        key: &str,
        request_hash: &[u8],
        response: &[u8],
        now: Timestamp,
    ) -> Result<(), Error> {
        let answer = Answer {
            request_hash: request_hash.to_vec(),
            response: response.to_vec(),
            expires_at: now.plus_ms(REMEMBERED_MS),
        };
        Ok(self.inner.store.put_answer(key, &answer, now)?)
    }
}

fn live_patch(patch: &ProductPatch) -> Patch {
    let is_repriced = patch.price.is_some() || patch.list_price.is_some();
    Patch {
        stock: patch.stock,
        price: patch.price,
        list_price: patch.list_price,
        // The end was that of the former price.
        price_valid_until: patch.price_valid_until.or(is_repriced.then_some(None)),
        active: patch.active,
    }
}
