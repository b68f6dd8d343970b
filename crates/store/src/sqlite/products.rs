//! Products: what a catalogue says wins over what orders showed.

use rusqlite::{Connection, Row, params};
use shop::{Localized, Money, Product, ProductId, Stock};

use super::{access, product_details, session::Session};
use crate::{Patch, ProductKey, Source, StoreError, Written, write::Outcome};

/// What a row says beside the product itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Seen,
    Catalogue,
    Deleted,
}

impl Standing {
    fn as_str(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Catalogue => "catalogue",
            Self::Deleted => "deleted",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Seen, Self::Catalogue, Self::Deleted]
            .into_iter()
            .find(|own| own.as_str() == word)
    }
}

impl Session<'_> {
    pub(super) fn write_products(
        &mut self,
        products: &[Product],
        source: Source,
    ) -> Result<Written, StoreError> {
        self.state.products.catch_up(self.connection)?;
        let mut written = Written::default();
        for product in products {
            written += match source {
                Source::Catalogue => self.write_described(product)?,
                Source::Seen => self.write_seen(product)?,
            };
        }
        Ok(written)
    }

    fn write_described(&mut self, product: &Product) -> Result<Outcome, StoreError> {
        let stored = self.stored_product(&product.id)?;
        match stored {
            None => self.insert_product(product, Standing::Catalogue)?,
            Some((Standing::Catalogue, stored)) if stored == *product => return Ok(Outcome::Unchanged),
            Some(_) => self.update_product(product, Standing::Catalogue)?,
        }
        // One that was deleted comes back under its old key.
        let is_new = stored.is_none_or(|(standing, _)| standing == Standing::Deleted);
        Ok(if is_new {
            Outcome::Inserted
        } else {
            Outcome::Changed
        })
    }

    fn write_seen(&mut self, product: &Product) -> Result<Outcome, StoreError> {
        let Some((standing, stored)) = self.stored_product(&product.id)? else {
            self.insert_product(product, Standing::Seen)?;
            return Ok(Outcome::Inserted);
        };
        let filled = fill(&stored, product);
        // An order of long ago must neither overrule the catalogue nor bring back what the merchant deleted.
        if standing != Standing::Seen || filled == stored {
            return Ok(Outcome::Unchanged);
        }
        self.update_product(&filled, Standing::Seen)?;
        Ok(Outcome::Changed)
    }

    /// The key of a product, which becomes known by it.
    pub(super) fn product_key_or_create(&mut self, id: &ProductId) -> Result<ProductKey, StoreError> {
        if let Some(key) = self.state.products.get(id) {
            return Ok(key);
        }
        self.insert_product(&Product::unknown(id.clone()), Standing::Seen)?;
        self.state
            .products
            .get(id)
            .ok_or_else(|| access::corrupt("product key"))
    }

    pub(super) fn patch_products(&mut self, patches: &[Patch]) -> Result<Written, StoreError> {
        let mut written = Written::default();
        for patch in patches {
            let Some((standing, stored)) = self.stored_product(&patch.id)? else {
                written += Outcome::Unknown;
                continue;
            };
            let mut patched = stored.clone();
            patched.stock = patch.stock.unwrap_or(stored.stock);
            patched.price = patch.price.unwrap_or(stored.price);
            patched.list_price = patch.list_price.unwrap_or(stored.list_price);
            patched.price_valid_until = match patch.price_valid_until {
                Some(until) => until,
                // The end was that of the former price.
                None if patch.price.is_some() || patch.list_price.is_some() => None,
                None => stored.price_valid_until,
            };
            patched.active = patch.active.unwrap_or(stored.active);
            written += match () {
                () if standing == Standing::Deleted => Outcome::Unknown,
                () if patched == stored => Outcome::Unchanged,
                () => {
                    self.update_product(&patched, standing)?;
                    Outcome::Changed
                }
            };
        }
        Ok(written)
    }

    pub(super) fn delete_product(&mut self, id: &ProductId) -> Result<Written, StoreError> {
        let mut written = Written::default();
        written += match self.stored_product(id)? {
            None | Some((Standing::Deleted, _)) => Outcome::Unknown,
            Some(_) => {
                // The key stays: orders keep meaning this product.
                self.update_product(&Product::unknown(id.clone()), Standing::Deleted)?;
                Outcome::Changed
            }
        };
        Ok(written)
    }

    fn stored_product(&self, id: &ProductId) -> Result<Option<(Standing, Product)>, StoreError> {
        let sql = format!("{COLUMNS} WHERE id = ?1");
        access::first_row(self.connection, &sql, [id.as_str()], |row| {
            let standing = access::read_word(row, 9, Standing::parse)?;
            Ok((
                standing.ok_or_else(|| access::corrupt("product source"))?,
                read_product(row)?,
            ))
        })
    }

    fn insert_product(&mut self, product: &Product, standing: Standing) -> Result<(), StoreError> {
        let key = self.state.products.push(product.id.clone())?;
        let sql = "INSERT INTO products (source, price_minor, price_currency, list_price_minor, list_price_currency,
                                         stock, active, details, changed_seq, id, product_key)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        self.bind_product(sql, product, standing, Some(key))
    }

    fn update_product(&mut self, product: &Product, standing: Standing) -> Result<(), StoreError> {
        let sql =
            "UPDATE products SET source = ?1, price_minor = ?2, price_currency = ?3, list_price_minor = ?4,
                          list_price_currency = ?5, stock = ?6, active = ?7, details = ?8, changed_seq = ?9
                   WHERE id = ?10";
        self.bind_product(sql, product, standing, None)
    }

    fn bind_product(
        &mut self,
        sql: &str,
        product: &Product,
        standing: Standing,
        key: Option<ProductKey>,
    ) -> Result<(), StoreError> {
        let minor = |money: &Option<Money>| money.map(|money| money.minor);
        let code = |money: &Option<Money>| money.map(|money| money.currency.to_string());
        let mut statement = self.connection.prepare_cached(sql)?;
        let values = params![
            standing.as_str(),
            minor(&product.price),
            code(&product.price),
            minor(&product.list_price),
            code(&product.list_price),
            stock_to_number(product.stock),
            product.active,
            product_details::write(product)?,
            self.seq,
            product.id.as_str(),
        ];
        match key {
            None => statement.execute(values)?,
            Some(key) => {
                let key = key.0;
                let mut values = values.to_vec();
                values.push(&key);
                statement.execute(&values[..])?
            }
        };
        self.marks.products = true;
        Ok(())
    }
}

/// What is known of a product after its orders showed `seen`.
fn fill(stored: &Product, seen: &Product) -> Product {
    let mut filled = stored.clone();
    extend(&mut filled.title, &seen.title);
    extend(&mut filled.description, &seen.description);
    if !seen.category.0.is_empty() {
        filled.category = seen.category.clone();
    }
    filled.price = seen.price.or(stored.price);
    filled.list_price = seen.list_price.or(stored.list_price);
    if seen.price.is_some() {
        filled.price_valid_until = seen.price_valid_until;
    }
    filled.unit_cost = seen.unit_cost.or(stored.unit_cost);
    filled.brand = seen.brand.clone().or(filled.brand);
    filled.group = seen.group.clone().or(filled.group);
    filled.image_url = seen.image_url.clone().or(filled.image_url);
    filled.page_url = seen.page_url.clone().or(filled.page_url);
    filled
}

fn extend(texts: &mut Localized, further: &Localized) {
    texts.0.extend(
        further
            .0
            .iter()
            .map(|(locale, text)| (locale.clone(), text.clone())),
    );
}

fn stock_to_number(stock: Stock) -> Option<i64> {
    match stock {
        Stock::Unknown => None,
        Stock::Untracked => Some(-1),
        Stock::Quantity(units) => Some(i64::from(units)),
    }
}

fn stock_from_number(number: Option<i64>) -> Result<Stock, StoreError> {
    match number {
        None => Ok(Stock::Unknown),
        Some(-1) => Ok(Stock::Untracked),
        Some(units) => u32::try_from(units)
            .map(Stock::Quantity)
            .map_err(|_| access::corrupt("stock")),
    }
}

const COLUMNS: &str =
    "SELECT id, price_minor, price_currency, list_price_minor, list_price_currency, stock, active,
    details, product_key, source FROM products";

fn read_product(row: &Row<'_>) -> Result<Product, StoreError> {
    let details = row
        .get_ref(7)?
        .as_str_or_null()
        .map_err(|_| access::corrupt("product"))?;
    let mut product = product_details::read(access::read_id(row, 0)?, details)?;
    product.price = access::read_money(row, 1)?;
    product.list_price = access::read_money(row, 3)?;
    product.stock = stock_from_number(row.get(5)?)?;
    product.active = row.get(6)?;
    Ok(product)
}

pub(super) fn scan_products(
    connection: &Connection,
    visit: &mut dyn FnMut(ProductKey, Product),
) -> Result<(), StoreError> {
    let sql = format!("{COLUMNS} WHERE source <> 'deleted' ORDER BY product_key");
    access::for_each_row(connection, &sql, [], |row| {
        visit(ProductKey(row.get(8)?), read_product(row)?);
        Ok(())
    })
}

pub(super) fn product(connection: &Connection, id: &ProductId) -> Result<Option<Product>, StoreError> {
    let sql = format!("{COLUMNS} WHERE id = ?1 AND source <> 'deleted'");
    access::first_row(connection, &sql, [id.as_str()], read_product)
}

pub(super) fn products_page(
    connection: &Connection,
    after: Option<&ProductId>,
    limit: usize,
) -> Result<Vec<Product>, StoreError> {
    let sql = format!("{COLUMNS} WHERE id > ?1 AND source <> 'deleted' ORDER BY id LIMIT ?2");
    access::collect_rows(
        connection,
        &sql,
        (after.map_or("", ProductId::as_str), access::limit(limit)),
        read_product,
    )
}

pub(super) fn product_keys(connection: &Connection) -> Result<Vec<ProductId>, StoreError> {
    let sql = "SELECT id FROM products ORDER BY product_key";
    access::collect_rows(connection, sql, [], |row| access::read_id(row, 0))
}
