//! `alongside soak`: simulated shoppers at a running server, to see how it bears them.

use std::time::{Duration, Instant};

use clap::Args;
use serde_json::{Map, Value, json};
use storefront::{Keys, Latency, Request, Tally, Throng, is_loopback, play, products};
use testkit::shoppers::{Causes, Market, Oddities};

use crate::{
    context::{Context, now},
    exit::Exit,
    failure::Failure,
    interrupt::Interrupt,
    report::Report,
    table::Table,
    words,
};

/// The longest soak.
const LONGEST: Duration = Duration::from_secs(24 * 3_600);
/// Visits per second that can be asked for.
const VISITS_PER_SECOND: std::ops::RangeInclusive<f64> = 0.01..=1_000.0;
/// A thread makes so many visits a second without getting out of breath.
const VISITS_PER_THREAD: f64 = 4.0;
const THREADS_MAX: u32 = 64;
/// Different shoppers in turn, per thread.
const SHOPPERS_EACH: u32 = 50;

/// Let simulated shoppers visit a running server, and say how it bore them
///
/// They open pages, ask for offers, react, buy and send things back over the HTTP interface, one page after the other
/// without pause. WHAT THEY DO IS STORED like anything else: run it against a demo or a copy, not against a shop that
/// learns from its customers. The ids of their orders begin with `soak-`.
///
/// The exit code is not 0 when any request failed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside soak http://127.0.0.1:7700 --key sk_… --for 10m
  alongside soak http://127.0.0.1:7700 --visits-per-second 50 --for 90s --json
  alongside soak http://staging.example:7700 --other-machine --for 1h")]
pub struct Arguments {
    /// The server, such as `http://127.0.0.1:7700`
    url: String,
    /// A secret key of its shop
    #[arg(long, env = "ALONGSIDE_KEY", hide_env_values = true)]
    key: String,
    /// A public key, with which the bots among the visitors ask [default: the secret one]
    #[arg(long, value_name = "KEY")]
    public_key: Option<String>,
    /// How many visits begin each second
    #[arg(long, value_name = "N", default_value_t = 5.0, value_parser = visits_per_second)]
    visits_per_second: f64,
    /// How long: `90s`, `10m` or `2h`, a day at most
    #[arg(long = "for", value_name = "TIME", default_value = "1m", value_parser = duration)]
    time: Duration,
    /// The same seed makes the same shoppers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Allow a server that is not on this machine
    #[arg(long)]
    other_machine: bool,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    check_url(arguments)?;
    let known = products(&arguments.url, &arguments.key).map_err(|error| {
        Failure::new(Exit::Failure, "no_server", error.to_string())
            .hint("check that the server runs there, and that the key is a secret one of its shop")
    })?;
    let market = Market::of_products(&known);
    if !market.sells() {
        return Err(
            Failure::new(Exit::Failure, "nothing_on_sale", "the shop has nothing on sale")
                .hint("import products first, or use a demo: alongside demo --no-shoppers"),
        );
    }
    context.say(&format!(
        "Letting shoppers in for {}, {} visits a second …",
        words::duration_ms(arguments.time.as_millis() as u64),
        arguments.visits_per_second
    ));
    let interrupt = Interrupt::watch_only()?;
    let begun = Instant::now();
    let is_over = || interrupt.is_seen() || begun.elapsed() >= arguments.time;
    let tally = play(&market, &throng(arguments), now, &is_over);
    let took = begun.elapsed();
    let report = Report::new(&document(&tally, took), text(&tally, took, context));
    Ok(report.with_failure(failure(&tally, interrupt.is_seen())))
}

fn check_url(arguments: &Arguments) -> Result<(), Failure> {
    let usage = |message: String, hint: &str| Err(Failure::new(Exit::Usage, "usage", message).hint(hint));
    match is_loopback(&arguments.url) {
        None => usage(
            format!("'{}' is not the address of a server", arguments.url),
            "write it like http://127.0.0.1:7700, with http and without a path",
        ),
        Some(false) if !arguments.other_machine => usage(
            format!("'{}' is not on this machine", arguments.url),
            "what the shoppers do there is stored; if that is meant, add --other-machine",
        ),
        Some(_) => Ok(()),
    }
}

fn throng(arguments: &Arguments) -> Throng {
    let threads = (arguments.visits_per_second / VISITS_PER_THREAD).ceil() as u32;
    Throng {
        url: arguments.url.clone(),
        keys: Keys {
            secret: arguments.key.clone(),
            public: arguments.public_key.clone(),
        },
        at_once: threads.clamp(1, THREADS_MAX),
        shoppers_each: SHOPPERS_EACH,
        visits_per_second: Some(arguments.visits_per_second),
        hurry: 0,
        seed: arguments.seed,
        name: format!("soak-{:x}", now().unix_ms()),
        causes: Causes::default(),
        oddities: Oddities::default(),
    }
}

fn failure(tally: &Tally, interrupted: bool) -> Option<Failure> {
    if tally.failed > 0 || tally.calls.failures > 0 {
        let what = words::counted(tally.calls.failures, "request failed", "requests failed");
        let first = tally.calls.messages.first().map_or("", String::as_str);
        return Some(Failure::new(
            Exit::Failure,
            "soak_failed",
            format!("{what}; the first: {first}"),
        ));
    }
    if interrupted {
        return Some(Failure::new(
            Exit::Interrupted,
            "interrupted",
            "stopped as you asked",
        ));
    }
    let idle = tally.visits == 0;
    idle.then(|| {
        Failure::new(Exit::Failure, "no_visits", "nobody came in that time")
            .hint("let it run longer: --for 1m")
    })
}

fn document(tally: &Tally, took: Duration) -> Value {
    let latency = |request: Request| {
        let latency = tally.calls.latency(request);
        let ms = |us: u64| us as f64 / 1_000.0;
        let told = json!({
            "count": latency.count(),
            "p50_ms": ms(latency.quantile_us(0.5)),
            "p95_ms": ms(latency.quantile_us(0.95)),
            "p99_ms": ms(latency.quantile_us(0.99)),
            "max_ms": ms(latency.max_us()),
        });
        (request.name().to_owned(), told)
    };
    json!({
        "seconds": took.as_secs_f64(),
        "visits": tally.visits,
        "visits_failed": tally.failed,
        "orders": tally.orders,
        "offers_shown": tally.offers_seen,
        "offers_clicked": tally.clicks,
        "offers_taken": tally.taken,
        "requests": Request::ALL.map(latency).into_iter().collect::<Map<String, Value>>(),
        "requests_failed": tally.calls.failures,
        "failures": tally.calls.messages,
    })
}

fn text(tally: &Tally, took: Duration, context: &Context) -> String {
    let per_second = tally.visits as f64 / took.as_secs_f64().max(0.001);
    let done = format!(
        "{} in {} ({per_second:.1} a second), {}.\n{} shown, {} clicked, {} taken.",
        words::counted(tally.visits, "visit", "visits"),
        words::duration_ms(took.as_millis() as u64),
        words::counted(tally.orders, "order", "orders"),
        words::counted(tally.offers_seen, "offer", "offers"),
        words::count(tally.clicks),
        words::count(tally.taken),
    );
    let mut table = Table::new(&["Request", "Count", "Half in", "95 % in", "99 % in", "Longest"]);
    for request in Request::ALL {
        table.row(row(request, tally.calls.latency(request)));
    }
    let mut parts = vec![done, table.render(|line| context.style.bold(line))];
    parts.extend((!tally.calls.messages.is_empty()).then(|| tally.calls.messages.join("\n")));
    parts.join("\n\n")
}

fn row(request: Request, latency: &Latency) -> Vec<String> {
    let ms = |us: u64| format!("{}.{} ms", words::count(us / 1_000), us % 1_000 / 100);
    vec![
        request.name().to_owned(),
        words::count(latency.count()),
        ms(latency.quantile_us(0.5)),
        ms(latency.quantile_us(0.95)),
        ms(latency.quantile_us(0.99)),
        ms(latency.max_us()),
    ]
}

fn visits_per_second(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok();
    number
        .filter(|number| VISITS_PER_SECOND.contains(number))
        .ok_or_else(|| "write a number from 0.01 to 1000".to_owned())
}

fn duration(text: &str) -> Result<Duration, String> {
    let refused = || "write a time such as 90s, 10m or 2h, a day at most".to_owned();
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit_seconds = match &text[digits.len()..] {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        _ => return Err(refused()),
    };
    let number: u64 = digits.parse().map_err(|_| refused())?;
    let time = Duration::from_secs(number.saturating_mul(unit_seconds));
    Some(time)
        .filter(|time| *time > Duration::ZERO && *time <= LONGEST)
        .ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_rates_are_bounded() {
        let seconds = |text: &str| duration(text).map(|time| time.as_secs());
        assert_eq!(
            [seconds("90s"), seconds("10m"), seconds("24h")],
            [Ok(90), Ok(600), Ok(86_400)]
        );
        for refused in [
            "",
            "0s",
            "10",
            "m",
            "-1m",
            "25h",
            "1.5h",
            "99999999999999999999s",
            "18446744073709551615h",
            "1d",
        ] {
            assert!(duration(refused).is_err(), "{refused}");
        }
        assert!(visits_per_second("2.5").is_ok());
        assert!(
            ["0", "-1", "NaN", "inf", "1001", "x"]
                .iter()
                .all(|text| visits_per_second(text).is_err())
        );
    }
}
