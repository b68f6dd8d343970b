//! Shoppers who visit the demo's own server while it runs, so that what there is to see moves.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
};

use storefront::{Keys, Throng};
use testkit::shoppers::{Causes, Oddities};

use crate::{
    context::now,
    demo_shop::{self, DemoShop},
};

/// How many are about at once. A visit takes about ten seconds, so two or three begin every second.
const AT_ONCE: u32 = 24;
/// How many different ones come in turn for each that is about: enough that the same one is back after ten minutes or
/// an hour, and that what is sent back comes while somebody still watches.
const SHOPPERS_EACH: u32 = 100;
/// How many times faster than people they turn pages: still slow enough to be taken for people.
const HURRY: u32 = 8;

/// The shoppers of a demo. They leave when this is dropped.
pub struct LiveShoppers {
    leave: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl LiveShoppers {
    /// Lets them in at `address`. `None` where the system gives no thread: then the shop is quiet, and no worse.
    pub fn let_in(demo: &DemoShop, address: SocketAddr) -> Option<Self> {
        let leave = Arc::new(AtomicBool::new(false));
        let left = Arc::clone(&leave);
        let (recipe, made_on) = (demo.recipe, demo.made_on);
        let throng = throng(demo, address);
        let thread = std::thread::Builder::new()
            .name("shoppers".into())
            .spawn(move || {
                let market = demo_shop::market(recipe, made_on);
                let tally = storefront::play(&market, &throng, now, &|| left.load(Ordering::Relaxed));
                // Those who were about when the server stopped were not answered any more, which is no failure.
                tracing::info!(
                    visits = tally.visits,
                    orders = tally.orders,
                    "the demo's shoppers left"
                );
            });
        thread.ok().map(|thread| Self {
            leave,
            thread: Some(thread),
        })
    }
}

impl Drop for LiveShoppers {
    fn drop(&mut self) {
        self.leave.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // Whatever ended them, the demo ends as it was asked to.
            let _ = thread.join();
        }
    }
}

/// Every run brings other visits by the same customers, and none of its orders replaces one of an earlier run.
fn throng(demo: &DemoShop, address: SocketAddr) -> Throng {
    let started_ms = now().unix_ms().unsigned_abs();
    Throng {
        url: format!("http://{}", reachable(address)),
        keys: Keys {
            secret: demo.keys.secret.clone(),
            public: Some(demo.keys.public.clone()),
        },
        at_once: AT_ONCE,
        shoppers_each: SHOPPERS_EACH,
        visits_per_second: None,
        hurry: HURRY,
        seed: demo.recipe.seed ^ started_ms,
        name: format!("live-{started_ms:x}"),
        causes: Causes::default(),
        oddities: Oddities::default(),
    }
}

/// A server that listens everywhere is asked on this machine.
fn reachable(address: SocketAddr) -> SocketAddr {
    let here = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(here, address.port())
}
