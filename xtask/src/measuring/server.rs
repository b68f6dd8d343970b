//! The real program, optimised, serving the demo's shop on this machine while it is measured.

use crate::workspace;
use anyhow::{Context, Result, ensure};
use engine::ShopFolder;
use serde_json::Value;
use shop::{Day, LineKind};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use store::{SqliteOptions, SqliteStore, Store};

/// How many of the demo's carts are asked about.
const CARTS_MAX: usize = 2_000;
/// Most lines of a cart that is asked about.
const CART_LINES_MAX: usize = 8;

/// A running server; it is stopped when this is dropped.
pub struct Server {
    child: Child,
    /// Kept open, so that the server can go on printing.
    output: ChildStdout,
    /// Where it answers, `http://127.0.0.1:…`.
    pub url: String,
    /// The key of the shop's pages.
    pub public_key: String,
    /// Bodies of `POST /v1/offers`, each with another cart of products that were bought together.
    pub bodies: Vec<String>,
}

impl Server {
    /// Makes the demo's shop in `folder` and serves it on a free port.
    ///
    /// # Errors
    /// When the program cannot be built, or does not do what its help says.
    pub fn start(folder: &Path, quick: bool) -> Result<Server> {
        let program = program()?;
        let orders = if quick { "300" } else { "12000" };
        let demo = Command::new(&program)
            .args([
                "demo",
                "--no-serve",
                "--quiet",
                "--json",
                "--orders",
                orders,
                "--data",
            ])
            .arg(folder)
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()?;
        ensure!(demo.status.success(), "`alongside demo` failed");
        let demo: Value = serde_json::from_slice(&demo.stdout)?;
        let public_key = text(&demo["keys"]["public"]).context("`alongside demo` told no public key")?;
        let bodies = bodies(folder)?;
        Self::of_shop(folder, public_key, bodies)
    }

    /// Serves the shop in `folder`, whose pages have this key, on a free port.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn of_shop(folder: &Path, public_key: String, bodies: Vec<String>) -> Result<Server> {
        let mut child = Command::new(program()?)
            .args(["serve", "--quiet", "--json", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take().context("the server has no output to read")?;
        let mut server = Server {
            child,
            output,
            url: String::new(),
            public_key,
            bodies,
        };
        server.url = address(&mut server.output)?;
        Ok(server)
    }

    /// The server's process.
    pub fn process_id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing to stop then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Builds the program where it is missing or older than its sources.
///
/// # Errors
/// When it cannot be built.
pub fn build() -> Result<()> {
    let mut cargo = workspace::cargo();
    cargo.args(["build", "--quiet", "--release", "--package", "alongside"]);
    ensure!(
        workspace::succeeds(&mut cargo)?,
        "the program to be measured could not be built"
    );
    Ok(())
}

/// The program lies where this one does: both are optimised, by the same cargo.
///
/// # Errors
/// When it was not built.
pub fn program() -> Result<PathBuf> {
    let here = std::env::current_exe().context("this program does not know where it lies")?;
    let program = here.with_file_name("alongside");
    ensure!(
        program.is_file(),
        "there is no optimised `alongside` beside this program; start with `cargo xtask bench`"
    );
    Ok(program)
}

/// The address from the first document that the server prints.
fn address(output: &mut ChildStdout) -> Result<String> {
    let first = serde_json::Deserializer::from_reader(output)
        .into_iter::<Value>()
        .next();
    let first = first.context("the server ended before it was ready")??;
    text(&first["url"]).context("the server told no address")
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// What to ask: carts drawn evenly from the shop's own orders.
fn bodies(folder: &Path) -> Result<Vec<String>> {
    let store = SqliteStore::open(ShopFolder::new(folder).store(), &SqliteOptions::default())?;
    let ids = store.product_keys()?;
    let mut carts: Vec<Vec<Value>> = Vec::new();
    store.scan_orders(Day(0), Day(100_000), &mut |order| {
        let merchandise = order.lines.iter().filter(|line| line.kind == LineKind::Product);
        let lines = merchandise.filter_map(|line| {
            let id = ids.get(line.product_key.0 as usize)?;
            Some(serde_json::json!({ "product_id": id.as_str(), "quantity": line.quantity }))
        });
        carts.push(lines.take(CART_LINES_MAX).collect());
    })?;
    store.close()?;
    carts.retain(|cart| !cart.is_empty());
    let stride = carts.len().div_ceil(CARTS_MAX).max(1);
    let body = |cart| serde_json::json!({ "placement": "cart", "context": { "cart": cart } }).to_string();
    Ok(carts.into_iter().step_by(stride).map(body).collect())
}
