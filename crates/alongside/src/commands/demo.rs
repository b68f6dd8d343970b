//! `alongside demo`: a simulated shop, learnt and served, with something to try.

use std::net::SocketAddr;

use clap::Args;
use engine::{OfferAnswer, OfferRequest};
use serde_json::{Value, json};
use server::{DemoPage, i18n::Texts, wire::offers::offers_reply};
use shop::Placement;

use super::recommend;
use crate::{
    context::{Context, now},
    demo_shop::{self, DemoShop, Recipe},
    failure::Failure,
    live_shoppers::LiveShoppers,
    question::cart_of,
    report::Report,
    serving::{address_of, check_address, serve},
};

/// How many orders a demo may have: fewer teach nothing, more take minutes.
const ORDERS: std::ops::RangeInclusive<i64> = 100..=1_000_000;

/// Make a simulated shop, learn from it, serve it, and say what to try
///
/// The shop sells electronics and things for the home, in English, Arabic, Persian and Romanian; its customers have
/// bought for two years up to today. It is made once and used again by the next run. While it is served, simulated
/// shoppers visit it over HTTP, so that what there is to see moves.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside demo
  alongside demo --listen 127.0.0.1:8080 --fresh
  alongside demo --orders 2000 --seed 7 --no-serve --data ./small-demo")]
pub struct Arguments {
    /// Address and port
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7700", value_parser = address_of)]
    listen: SocketAddr,
    /// The same seed makes the same shop
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// About how many orders its customers have placed
    #[arg(long, value_name = "N", default_value_t = 12_000, value_parser = clap::value_parser!(u32).range(ORDERS))]
    orders: u32,
    /// Make the shop anew, even where one like it is there
    #[arg(long)]
    fresh: bool,
    /// Make the shop and learn from it, but do not serve
    #[arg(long)]
    no_serve: bool,
    /// Keep the shop quiet: without simulated shoppers who come while it is served
    #[arg(long)]
    no_shoppers: bool,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    if !arguments.no_serve {
        check_address(arguments.listen)?;
    }
    let recipe = Recipe {
        seed: arguments.seed,
        orders: arguments.orders,
    };
    let demo = demo_shop::prepare(recipe, arguments.fresh, context)?;
    let answer = first_answer(&demo);
    if arguments.no_serve {
        demo.engine.close();
        return Ok(report(&demo, &answer, None, arguments, context));
    }
    demo.engine.start_scheduler(now)?;
    let page = DemoPage {
        cart: demo.cart.clone(),
        public_key: demo.keys.public.clone(),
    };
    let mut shoppers = None;
    let ready = |address: SocketAddr| {
        // Standard output may be closed; whoever started the demo asked for serving, not only for this text.
        let _ = context.print(&report(&demo, &answer, Some(address), arguments, context));
        if !arguments.no_shoppers {
            shoppers = LiveShoppers::let_in(&demo, address);
        }
    };
    let served = serve(&demo.engine, context, arguments.listen, Some(page), ready);
    drop(shoppers);
    served?;
    context.say("Stopped; everything acknowledged is stored.");
    Ok(Report::silent())
}

fn first_answer(demo: &DemoShop) -> OfferAnswer {
    let mut request = OfferRequest::new(Placement::Cart);
    request.cart = cart_of(&demo.cart);
    demo.engine.offers(&request, now())
}

fn report(
    demo: &DemoShop,
    answer: &OfferAnswer,
    address: Option<SocketAddr>,
    arguments: &Arguments,
    context: &Context,
) -> Report {
    let texts = Texts::new();
    let url = address.map(|address| format!("http://{address}"));
    let lines = url.as_ref().map(|url| lines_to_try(demo, url));
    let commands: Option<Vec<&String>> = lines
        .as_ref()
        .map(|lines| lines.iter().map(|(_, line)| line).collect());
    let json = json!({
        "folder": demo.folder.display().to_string(),
        "url": url,
        "keys": {
            "public": demo.keys.public,
            "desk": demo.keys.desk,
            "secret": demo.keys.secret,
            "admin": demo.keys.admin,
        },
        "cart": demo.cart,
        "answer": offers_reply(answer, &texts),
        "pages": url.as_ref().map(|url| pages_to_see(demo, url)),
        "try": commands,
    });
    let table = recommend::text_of(answer, &texts, context);
    let heading = format!("For a cart with {} it would offer:", titles(demo).join(" and "));
    let mut parts = vec![context.style.bold(&heading), table];
    match (url, lines) {
        (Some(url), Some(lines)) => parts.extend(served(demo, &url, &lines, arguments, context)),
        _ => parts.push(unserved(demo)),
    }
    Report::new(&json, parts.join("\n\n"))
}

fn titles(demo: &DemoShop) -> Vec<String> {
    let locale = &demo.engine.profile().locale;
    let title = |id: &String| {
        let product = demo.engine.product(id).ok()?;
        product.title.best(locale).map(|(_, text)| text.to_owned())
    };
    demo.cart
        .iter()
        .map(|id| title(id).unwrap_or_else(|| id.clone()))
        .collect()
}

fn unserved(demo: &DemoShop) -> String {
    let (folder, cart) = (demo.folder.display(), demo.cart.join(","));
    format!(
        "The shop is in {folder}. Next:\n  alongside serve --data {folder}\n  \
         alongside recommend --data {folder} --cart {cart} --locale fa"
    )
}

fn served(
    demo: &DemoShop,
    url: &str,
    lines: &[(&'static str, String)],
    arguments: &Arguments,
    context: &Context,
) -> Vec<String> {
    let bold = |text: &str| context.style.bold(text);
    let pages = pages_to_see(demo, url);
    let mut parts = vec![format!(
        "{}\n  {}",
        bold("Look at the shop, in four languages:"),
        pages.join("\n  ")
    )];
    parts.push(format!(
        "{}\n  {url}/dashboard   key: {}\n  {url}/desk        key: {}",
        bold("Sign in as the merchant, or as a clerk at the sales desk:"),
        demo.keys.admin,
        demo.keys.desk
    ));
    parts.extend(
        lines
            .iter()
            .map(|(what, line)| format!("{}\n  {line}", bold(what))),
    );
    parts.push(format!("{}\n  {url}/docs", bold("Read what else can be asked:")));
    if !arguments.no_shoppers {
        let folder = demo.folder.display();
        parts.push(format!(
            "{}\n  alongside report --data {folder}\n  alongside journeys --data {folder}",
            bold("Simulated shoppers come and go (--no-shoppers keeps it quiet). See what offers bring:")
        ));
    }
    parts.push(format!(
        "Stop with Ctrl-C. The shop stays in {}; --fresh makes it anew.",
        demo.folder.display()
    ));
    parts
}

/// The shop's first page, a product with what goes along with it, and a cart that something is offered for.
fn pages_to_see(demo: &DemoShop, url: &str) -> Vec<String> {
    let product = demo.cart.first().map(|id| DemoPage::page_of(id));
    std::iter::once("/".to_owned())
        .chain(product)
        .chain([DemoPage::cart_of(&demo.cart)])
        .map(|path| format!("{url}{path}"))
        .collect()
}

/// Commands that work as they are printed, each with what it does. The product ids of the demo hold no quotes.
fn lines_to_try(demo: &DemoShop, url: &str) -> [(&'static str, String); 3] {
    let line = |id: &String| json!({ "product_id": id, "quantity": 1 });
    let lines: Vec<Value> = demo.cart.iter().map(line).collect();
    let cart = json!({ "placement": "cart", "context": { "cart": lines } });
    let page = json!({
        "placement": "product_page",
        "visitor": { "locale": "fa" },
        "context": { "product_id": demo.cart.first() },
    });
    let order = json!({ "order_id": "first-order", "lines": lines });
    let curl = |resource: &str, key: &str, body: &Value| {
        format!(
            "curl -s {url}/v1/{resource} -H 'Authorization: Bearer {key}' \
             -H 'Content-Type: application/json' -d '{body}'"
        )
    };
    let (public, secret) = (&demo.keys.public, &demo.keys.secret);
    [
        ("Ask what to offer for that cart:", curl("offers", public, &cart)),
        (
            "Ask what to offer on a product's page, in Persian:",
            curl("offers", public, &page),
        ),
        (
            "Place an order; the offers learn from it by themselves:",
            curl("orders", secret, &order),
        ),
    ]
}
