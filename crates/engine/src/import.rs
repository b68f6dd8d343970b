//! Imports: records stream from a file into the store, parsing and writing on two threads.

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
};

use ingest::{Progress, Record, Rejection, SinkError, Summary};
use shop::{Localized, Product, Timestamp};
use store::{ImportId, Source, Store, StoreError, Write, Written};

use crate::{
    Engine, Error,
    incentives::PointsGathered,
    keys::random_text,
    traffic::ImportMarks,
    types::{ImportReport, ImportSource, Recorded},
};

/// Batches that may wait between parsing and writing; what waits is committed together.
const QUEUE_MAX: usize = 16;
/// Rejected rows kept in the report; the file has them all.
const REJECTIONS_MAX: usize = 20;

impl Engine {
    /// Imports a file or an upload, here and now. What was read before an error stays; importing again changes nothing.
    ///
    /// # Errors
    /// [`Error`] where the source cannot be read or understood, or the store refuses.
    pub fn import(
        &self,
        source: &ImportSource,
        options: ingest::Options,
        now: Timestamp,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<ImportReport, Error> {
        let mut options = options;
        options.currency = options.currency.or(Some(self.profile().currency));
        options.locale = options.locale.or_else(|| Some(self.profile().locale.clone()));
        let store = &*self.inner.store;
        let import = ImportId(random_text(20)?);
        let (sender, receiver) = sync_channel(QUEUE_MAX);
        let failure = Mutex::new(None);
        let mut points = self.points_to_gather()?;
        let mut marks = ImportMarks::new(&self.inner.settings.staff);
        let (read, recorded) = std::thread::scope(|scope| {
            let writing =
                scope.spawn(|| write_batches(store, &import, receiver, &failure, (&mut points, &mut marks)));
            let read = read(source, &options, now, sender, progress);
            (read, writing.join().unwrap_or_default())
        });
        if let Some(error) = failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error.into());
        }
        let (summary, rejected_file, rejections) = read?;
        store.write(vec![Write::FinishImport(import)])?;
        let refunds = store.match_refunds()?;
        self.settle_points(&points, refunds.matched > 0)?;
        self.changed_by_import(&summary)?;
        Ok(ImportReport {
            summary,
            recorded,
            refunds_matched: refunds.matched,
            refunds_unmatched: refunds.unmatched,
            rejected_file,
            rejections,
        })
    }

    /// Products and links take effect at once; orders with the next build.
    fn changed_by_import(&self, summary: &Summary) -> Result<(), Error> {
        if summary.products > 0 {
            self.inner
                .serving
                .refresh(&*self.inner.store, self.inner.currency())?;
        }
        Ok(())
    }
}

type ReadResult = (Summary, Option<PathBuf>, Vec<Rejection>);

fn read(
    source: &ImportSource,
    options: &ingest::Options,
    now: Timestamp,
    sender: SyncSender<Vec<Record>>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<ReadResult, Error> {
    // The receiver hangs up only after an error of the store, which is then what the caller hears of.
    let mut sink = |batch| {
        sender
            .send(batch)
            .map_err(|_| SinkError::from("the store refused the records"))
    };
    match source {
        ImportSource::File(path) => {
            let summary = ingest::import_file(path, options, now, &mut sink, &|at| progress(at))?;
            let rejected =
                (summary.rejected > 0).then(|| rejected_file(path, options.rejected_dir.as_deref()));
            let first = rejected.as_deref().map(first_rejections).unwrap_or_default();
            Ok((summary, rejected, first))
        }
        ImportSource::Upload { name, bytes } => {
            let mut first = Vec::new();
            let mut reject = |rejection| {
                if first.len() < REJECTIONS_MAX {
                    first.push(rejection);
                }
            };
            let progress = |at| progress(at);
            let summary = ingest::import_reader(
                bytes.as_slice(),
                name,
                options,
                now,
                &mut sink,
                &mut reject,
                &progress,
            )?;
            Ok((summary, None, first))
        }
    }
}

fn rejected_file(path: &Path, folder: Option<&Path>) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".rejected.csv");
    folder.map_or_else(|| path.with_file_name(&name), |folder| folder.join(&name))
}

/// The first rows of a list of rejected rows: line, column, reason, row.
fn first_rejections(path: &Path) -> Vec<Rejection> {
    let Ok(file) = File::open(path) else {
        return Vec::new();
    };
    ingest::read_rejections(file, REJECTIONS_MAX)
}

fn write_batches(
    store: &dyn Store,
    import: &ImportId,
    receiver: Receiver<Vec<Record>>,
    failure: &Mutex<Option<StoreError>>,
    (points, marks): (&mut PointsGathered, &mut ImportMarks<'_>),
) -> Recorded {
    let mut recorded = Recorded::default();
    while let Ok(batch) = receiver.recv() {
        // Like goes with like within each batch only: how many batches wait is chance, and must not decide in which
        // order the store comes to know products and customers.
        let waiting = receiver.try_iter().take(QUEUE_MAX);
        let together = std::iter::once(batch).chain(waiting).inspect(|batch| {
            if points.is_asked() {
                points.note(batch);
            }
        });
        let mut all: Vec<Write> = together.flat_map(|batch| writes(batch, import)).collect();
        match mark(store, marks, &mut all).and_then(|()| store.write(all)) {
            Ok(written) => add(&mut recorded, written),
            Err(error) => {
                *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                break;
            }
        }
    }
    recorded
}

/// Marks what the shop's own people did.
fn mark(store: &dyn Store, marks: &mut ImportMarks<'_>, writes: &mut [Write]) -> Result<(), StoreError> {
    writes.iter_mut().try_for_each(|write| match write {
        Write::Events(events) => marks.mark(store, events),
        _ => Ok(()),
    })
}

/// What a store's write changed, in the engine's words.
pub(crate) fn recorded(written: Written) -> Recorded {
    Recorded {
        inserted: written.inserted,
        changed: written.changed,
        unchanged: written.unchanged,
    }
}

fn add(recorded: &mut Recorded, written: Written) {
    recorded.inserted += written.inserted;
    recorded.changed += written.changed;
    recorded.unchanged += written.unchanged;
}

/// Records as writes, like with like.
fn writes(batch: Vec<Record>, import: &ImportId) -> Vec<Write> {
    let (mut products, mut seen, mut orders, mut refunds) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut customers, mut events, mut links) = (Vec::new(), Vec::new(), Vec::new());
    let mut reviews = Vec::new();
    for record in batch {
        match record {
            Record::Product(product) => products.push(product),
            Record::ProductSeen { id, title, price } => {
                let title = title
                    .map(|(locale, text)| Localized::single(locale, text))
                    .unwrap_or_default();
                seen.push(Product {
                    title,
                    price,
                    ..Product::unknown(id)
                });
            }
            Record::Order(order) => orders.push(order),
            Record::Refund(refund) => refunds.push(refund),
            Record::Customer(customer) => customers.push(customer),
            Record::Event(event) => events.push(event),
            Record::Link(link) => links.push(link),
            Record::Review(review) => reviews.push(review),
        }
    }
    let all = [
        (!products.is_empty()).then_some(Write::Products {
            products,
            source: Source::Catalogue,
        }),
        (!seen.is_empty()).then_some(Write::Products {
            products: seen,
            source: Source::Seen,
        }),
        (!orders.is_empty()).then(|| Write::Orders {
            orders,
            import: Some(import.clone()),
        }),
        (!refunds.is_empty()).then_some(Write::Refunds(refunds)),
        (!customers.is_empty()).then_some(Write::Customers(customers)),
        (!events.is_empty()).then_some(Write::Events(events)),
        (!reviews.is_empty()).then_some(Write::Reviews(reviews)),
        (!links.is_empty()).then_some(Write::Links {
            links,
            replace_from: false,
        }),
    ];
    all.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;
    use store::{SqliteOptions, SqliteStore};
    use testkit::Fixture;

    use super::*;

    /// The product ids in the order of their keys, after batches that waited in groups of `together`.
    fn keys_after(batches: &[Vec<Record>], together: usize) -> Vec<shop::ProductId> {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path().join("shop.db"), &SqliteOptions::default()).unwrap();
        let (import, failure) = (ImportId("one".to_owned()), Mutex::new(None));
        for group in batches.chunks(together) {
            let (sender, receiver) = sync_channel(QUEUE_MAX);
            for batch in group {
                sender.send(batch.clone()).unwrap();
            }
            drop(sender);
            write_batches(
                &store,
                &import,
                receiver,
                &failure,
                (
                    &mut PointsGathered::default(),
                    &mut ImportMarks::new(&FxHashSet::default()),
                ),
            );
        }
        assert!(failure.into_inner().unwrap().is_none());
        store.product_keys().unwrap()
    }

    #[test]
    fn how_many_batches_wait_does_not_decide_how_products_are_numbered() {
        let shop = Fixture::parse(
            "product a A 1.00\nproduct b B 1.00\nproduct c C 1.00\nproduct d D 1.00\n\
             order 1 2024-01-01 - a d\norder 2 2024-01-02 - b c\n",
        );
        let seen = |id: &shop::Product| Record::ProductSeen {
            id: id.id.clone(),
            title: None,
            price: None,
        };
        let batches: Vec<Vec<Record>> = shop
            .orders
            .iter()
            .zip(shop.products.chunks(2))
            .map(|(order, products)| {
                let mut batch = vec![Record::Order(order.clone())];
                batch.extend(products.iter().map(seen));
                batch
            })
            .collect();
        let alone = keys_after(&batches, 1);
        assert_eq!(alone.len(), 4);
        assert_eq!(alone, keys_after(&batches, 2));
    }
}
