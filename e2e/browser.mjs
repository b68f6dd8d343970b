// @ts-check
// What every browser test needs: a real server of a demo's shop, a page of somebody else's shop, and a real browser.

import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

const HERE = new URL('.', import.meta.url).pathname;
export const PROGRAM = process.env.ALONGSIDE ?? join(HERE, '../target/debug/alongside');
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Where screenshots are kept for a person to look at. */
export const SHOTS = process.env.SCREENSHOTS ?? join(HERE, 'screenshots');
/** Browsers that say they are headless are taken for programs, and rightly so: this one is told for all it sends, also
 * while a page goes away, when a context's own name is forgotten. */
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
/** What the browser is started with. */
export const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', `--user-agent=${AGENT}`];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const LANGUAGES = ['en', 'ar', 'fa', 'ro'];

/**
 * A demo's shop, served, without simulated shoppers.
 * @returns {Promise<{url: string, keys: {public: string, desk: string, secret: string, admin: string}, cart: string[], folder: string, stop: () => Promise<void>}>}
 */
export async function serveDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-e2e-'));
  const demo = ['--json', '--quiet', 'demo', '--listen', '127.0.0.1:0', '--orders', '2000', '--no-shoppers'];
  const child = spawn(PROGRAM, [...demo, '--data', join(folder, 'shop')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const told = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (piece) => {
      text += piece;
      try {
        resolve(JSON.parse(text));
      } catch {
        // The document is not complete yet.
      }
    });
    ended.then((code) => reject(new Error(`the demo ended with ${code} before it served`)));
  });
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: told.url, keys: told.keys, cart: told.cart, folder: join(folder, 'shop'), stop };
}

/** What the guide has shops put into their stylesheet, so that nothing jumps while the script is on its way. */
const RESERVED = `@media (scripting:enabled) {
  alongside-offers:not(:defined) { display: block; overflow: hidden; block-size: 22rem; }
  alongside-satisfaction:not(:defined) { display: block; overflow: hidden; block-size: 12rem; }
  [reserve="none"]:not(:defined) { block-size: 0; }
}`;

/**
 * Pages of a shop on another origin, with the strictest policy that still lets the elements work.
 * @param {string} engine
 */
export async function serveForeignShop(engine) {
  const policy =
    `default-src 'none'; script-src ${engine} 'self'; connect-src ${engine}; img-src 'self' data: ${engine}; ` +
    "style-src 'self'; base-uri 'none'; form-action 'self'";
  /** @type {Map<string, string>} */
  const pages = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    // The catalogue's addresses are paths of the shop: here its pictures are where the engine has them.
    if (pathname.startsWith('/pictures/')) return response.writeHead(302, { location: engine + pathname }).end();
    const page = pathname === '/shop.css' ? RESERVED : pages.get(pathname);
    response.setHeader('content-security-policy', policy);
    const type = { css: 'css', js: 'javascript' }[pathname.split('.')[1] ?? ''] ?? 'html';
    response.setHeader('content-type', `text/${type}; charset=utf-8`);
    response.statusCode = page === undefined ? 404 : 200;
    response.end(page ?? '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, pages, stop: () => server.close() };
}

/**
 * A page of the foreign shop, and where it is.
 * @param {{url: string, keys: {public: string}}} engine
 * @param {{url: string, pages: Map<string, string>}} foreign
 * @param {string} path
 * @param {{lang?: string, head?: string, body?: string, consent?: string}} page
 */
export const putPage = (engine, foreign, path, { lang = 'en', head = '', body = '', consent = 'granted' }) => {
  foreign.pages.set(path, `<!doctype html>
<html lang="${lang}" dir="${['ar', 'fa'].includes(lang) ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/shop.css">${head}
<script type="module" async src="${engine.url}/widget/alongside.js?key=${engine.keys.public}&consent=${consent}"></script>
</head><body><main><h1>Shop</h1>${body}<p id="below">What stands below.</p></main></body></html>`);
  return foreign.url + path;
};

/** Starts the browser. */
export const startBrowser = () => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/**
 * What a file of tests has until its last one ended: a demo's shop, pages of somebody else's, and a browser. Without the
 * hold-out everybody is offered something.
 */
export async function openShop({ holdOut = false } = {}) {
  /** What to end, the last first. @type {(() => unknown)[]} */
  const open = [];
  const close = async () => {
    for (let end = open.pop(); end; end = open.pop()) await end();
  };
  after(close);
  try {
    const shop = await serveDemo();
    open.push(shop.stop);
    if (!holdOut) await asOwner(shop, '/v1/hold-out', { percent: 0 }, 'PUT');
    const foreign = await serveForeignShop(shop.url);
    open.push(foreign.stop);
    const browser = await startBrowser();
    open.push(() => browser.close());
    return { shop, foreign, browser };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * A visitor of their own: no storage of anybody else's. What goes wrong in their pages is collected.
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function newVisitor(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  await page.addInitScript(() => {
    const page = /** @type {any} */ (window);
    /** @type {string[]} */
    page.jumps = [];
    const at = (/** @type {DOMRect} */ { x, y, width, height }) => [x, y, width, height].join(' ');
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, value, sources } of /** @type {any[]} */ (list.getEntries())) {
        if (hadRecentInput) continue;
        const parts = sources.map((/** @type {any} */ one) =>
          `${one.node?.outerHTML?.slice(0, 80) ?? one.node?.textContent} from ${at(one.previousRect)} to ${at(one.currentRect)}`);
        page.jumps.push(`${value}: ${parts.join('; ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return { context, page, wrong };
}

/**
 * What of the page's content has jumped, by how much, from where to where.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export const jumps = (page) => page.evaluate(() => /** @type {any} */ (window).jumps);

/**
 * What axe finds serious on a page, light and dark, a line each; and what it finds by name, however slight it takes it
 * for.
 * @param {import('playwright-core').Page} page
 */
export async function seriousViolations(page) {
  await page.evaluate(AXE);
  const found = [];
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    await page.emulateMedia({ colorScheme });
    found.push(...await page.evaluate(async (scheme) => {
      const { violations } = await /** @type {any} */ (window).axe.run();
      const serious = violations.filter((/** @type {any} */ one) =>
        ['serious', 'critical'].includes(one.impact) || one.id === 'landmark-unique');
      return serious.map((/** @type {any} */ one) =>
        `${scheme}: ${one.id}: ${one.nodes.map((/** @type {any} */ node) => node.target).join(' ')}`);
    }, colorScheme));
  }
  return found;
}

/**
 * Keeps a picture of the page for a person to look at.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
export async function keepPicture(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

/**
 * Asks the engine as the shop's owner does.
 * @param {{url: string, keys: {admin: string}}} shop
 * @param {string} path
 * @param {any} [body]
 */
export async function asOwner(shop, path, body, method = body ? 'POST' : 'GET') {
  const response = await fetch(shop.url + path, {
    method,
    headers: { authorization: `Bearer ${shop.keys.admin}` },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}
