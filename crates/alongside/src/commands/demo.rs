//! `alongside demo`: a simulated shop, learnt and served, with something to try.

use std::net::SocketAddr;

use clap::Args;
use engine::{OfferAnswer, OfferRequest};
use serde_json::json;
use server::{DemoPage, i18n::Texts, wire::offers::offers_reply};
use shop::Placement;

use super::recommend;
use crate::{
    context::{Context, now},
    demo_shop::{self, DemoShop, Recipe},
    failure::Failure,
    question::cart_of,
    report::Report,
    serving::{check_address, serve},
};

/// Make a simulated shop, learn from it, serve it, and say what to try
///
/// The shop sells electronics and things for the home, in English, Arabic, Persian and Romanian; its customers have
/// bought for two years up to today. It is made once and used again by the next run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside demo
  alongside demo --listen 127.0.0.1:8080 --fresh
  alongside demo --orders 2000 --seed 7 --no-serve --data ./small-demo")]
pub struct Arguments {
    /// Address and port
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7700")]
    listen: SocketAddr,
    /// The same seed makes the same shop
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// About how many orders its customers have placed
    #[arg(long, value_name = "N", default_value_t = 12_000, value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    orders: u32,
    /// Make the shop anew, even where one like it is there
    #[arg(long)]
    fresh: bool,
    /// Make the shop and learn from it, but do not serve
    #[arg(long)]
    no_serve: bool,
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
        return Ok(report(&demo, &answer, None, context));
    }
    demo.engine.start_scheduler(now)?;
    let page = DemoPage {
        cart: demo.cart.clone(),
    };
    let ready = |address: SocketAddr| {
        // Standard output may be closed; whoever started the demo asked for serving, not only for this text.
        let _ = context.print(&report(&demo, &answer, Some(address), context));
    };
    serve(&demo.engine, arguments.listen, Some(page), ready)?;
    context.say("Stopped; everything acknowledged is stored.");
    Ok(Report::silent())
}

fn first_answer(demo: &DemoShop) -> OfferAnswer {
    let mut request = OfferRequest::new(Placement::Cart);
    request.cart = cart_of(&demo.cart);
    demo.engine.offers(&request, now())
}

fn report(demo: &DemoShop, answer: &OfferAnswer, address: Option<SocketAddr>, context: &Context) -> Report {
    let texts = Texts::new();
    let url = address.map(|address| format!("http://{address}"));
    let json = json!({
        "folder": demo.folder.display().to_string(),
        "url": url,
        "keys": { "public": demo.keys.public, "secret": demo.keys.secret, "admin": demo.keys.admin },
        "cart": demo.cart,
        "answer": offers_reply(answer, &texts),
    });
    let table = recommend::text_of(answer, &texts, context);
    let heading = context.style.bold(&format!(
        "For a cart with {} it would offer:",
        demo.cart.join(" and ")
    ));
    let what_next = url.map_or_else(|| unserved(demo), |url| served(demo, &url, context));
    Report::new(&json, format!("{heading}\n\n{table}\n\n{what_next}"))
}

fn unserved(demo: &DemoShop) -> String {
    let folder = demo.folder.display();
    format!(
        "The shop is in {folder}. Next:\n  alongside serve --data {folder}\n  \
         alongside explain --data {folder} --cart {} --product {}",
        demo.cart.join(","),
        demo.cart[0]
    )
}

fn served(demo: &DemoShop, url: &str, context: &Context) -> String {
    let folder = demo.folder.display();
    let product = &demo.cart[0];
    let lines: String = demo
        .cart
        .iter()
        .map(|id| format!(r#"{{"product_id":"{id}","quantity":1}},"#))
        .collect();
    let lines = lines.trim_end_matches(',');
    let bold = |text: &str| context.style.bold(text);
    let offers = format!(r#"{{"placement":"cart","context":{{"cart":[{lines}]}}}}"#);
    let persian = format!(
        r#"{{"placement":"product_page","visitor":{{"locale":"fa"}},"context":{{"product_id":"{product}"}}}}"#
    );
    let order = format!(r#"{{"order_id":"first-order","lines":[{lines}]}}"#);
    [
        format!("{}\n  {url}/", bold("Look at it, in four languages:")),
        format!(
            "{}\n{}",
            bold("Ask what to offer for that cart:"),
            curl(url, "offers", &demo.keys.public, &offers)
        ),
        format!(
            "{}\n{}",
            bold("Ask what to offer on a product's page, in Persian:"),
            curl(url, "offers", &demo.keys.public, &persian)
        ),
        format!(
            "{}\n{}",
            bold("Place an order; the offers learn from it by themselves:"),
            curl(url, "orders", &demo.keys.secret, &order)
        ),
        format!("{}\n  {url}/docs", bold("Read what else can be asked:")),
        format!("Stop with Ctrl-C. The shop stays in {folder}; --fresh makes it anew."),
    ]
    .join("\n\n")
}

/// A command that works as it is printed. The product ids of the demo hold no quotes.
fn curl(url: &str, resource: &str, key: &str, body: &str) -> String {
    format!(
        "  curl -s {url}/v1/{resource} -H 'Authorization: Bearer {key}' -H 'Content-Type: application/json' -d '{body}'"
    )
}
