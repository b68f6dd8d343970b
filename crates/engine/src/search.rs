//! Finding products for people: by words, id or code, in the snapshot that serves, with today's prices and stock.

use recommend::{
    ProductIndex,
    search::{Found, ProductSearch},
};
use shop::{Locale, ProductId};

use crate::{
    Engine, Error,
    resolver::Resolver,
    serving::whole_patch,
    snapshot::Snapshot,
    types::{FoundProduct, ProductView, ProductsFound, Title},
};

impl Engine {
    /// At most `limit` products for what somebody typed or scanned: an id or a code such as a GTIN finds what it names,
    /// words find the titles of every language that have them all, the last of them perhaps unfinished. Titles are
    /// told in `locale`. What no snapshot knows yet is found by its id alone. The first question after a build takes
    /// longer: it makes the index.
    ///
    /// # Errors
    /// [`Error::Store`] where a product that is too new for the snapshot cannot be read.
    pub fn search_products(
        &self,
        question: &str,
        locale: &Locale,
        limit: usize,
    ) -> Result<ProductsFound, Error> {
        let question = question.trim();
        if question.is_empty() || limit == 0 {
            return Ok(ProductsFound::default());
        }
        let snapshot = self.inner.serving.snapshot();
        let found = snapshot
            .as_ref()
            .map(|snapshot| self.found_in(snapshot, question, limit));
        if let (Some(snapshot), Some(found)) = (&snapshot, found.filter(|found| !found.products.is_empty())) {
            let views = found.products.iter();
            return Ok(ProductsFound {
                products: views
                    .map(|&product| self.view_in(snapshot, product, locale))
                    .collect(),
                total: found.total,
                is_complete: found.is_complete,
                is_code: found.is_code,
            });
        }
        let newest = self.stored_view(question, locale)?;
        Ok(newest.map_or_else(ProductsFound::default, |found| ProductsFound {
            products: vec![found],
            total: 1,
            is_complete: true,
            is_code: true,
        }))
    }

    /// One product with today's price and stock, its title in `locale`; none where there is no such product.
    ///
    /// # Errors
    /// [`Error::Store`] where a product that is too new for the snapshot cannot be read.
    pub fn product_view(&self, id: &str, locale: &Locale) -> Result<Option<FoundProduct>, Error> {
        let known = self.inner.serving.snapshot().and_then(|snapshot| {
            let product = snapshot.models.catalogue.index(id)?;
            Some(self.view_in(&snapshot, product, locale))
        });
        match known {
            None => self.stored_view(id, locale),
            known => Ok(known),
        }
    }

    fn found_in(&self, snapshot: &Snapshot, question: &str, limit: usize) -> Found {
        let catalogue = &snapshot.models.catalogue;
        let sales = &snapshot.models.signals.sales;
        let search = snapshot.search.get_or_init(|| ProductSearch::new(catalogue));
        let live = self.inner.serving.live();
        let standing = |product: ProductIndex| {
            let can_be_sold =
                live.is_active(catalogue, product) && live.stock(catalogue, product).is_sellable();
            (can_be_sold, sales.orders_lately(product))
        };
        search.find(catalogue, question, &standing, limit)
    }

    fn view_in(&self, snapshot: &Snapshot, product: ProductIndex, locale: &Locale) -> FoundProduct {
        let catalogue = &snapshot.models.catalogue;
        let live = self.inner.serving.live();
        FoundProduct {
            product: Resolver { catalogue, locale }.product(product, &live),
            is_active: live.is_active(catalogue, product),
        }
    }

    /// A product as the store knows it.
    fn stored_view(&self, id: &str, locale: &Locale) -> Result<Option<FoundProduct>, Error> {
        let Ok(id) = ProductId::new(id) else {
            return Ok(None);
        };
        let Some(product) = self.inner.store.product(&id)? else {
            return Ok(None);
        };
        let now = whole_patch(&product);
        let title = product.title.best(locale).map(|(locale, text)| Title {
            text: text.to_owned(),
            locale: locale.clone(),
        });
        Ok(Some(FoundProduct {
            product: ProductView {
                id: product.id.as_str().to_owned(),
                title,
                price: product.price,
                list_price: now.list_price.flatten(),
                price_valid_until: product.price_valid_until,
                stock: product.stock,
                kind: product.kind,
                category: product.category.leaf().map(|_| product.category.path()),
                image_url: product.image_url.clone(),
                page_url: product.page_url.clone(),
            },
            is_active: product.active,
        }))
    }
}
