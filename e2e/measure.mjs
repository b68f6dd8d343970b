// @ts-check
// How long it takes from an element's question to its painted offers, on this machine: for `cargo xtask bench widget`.
// Prints one line of JSON, two lists of milliseconds: where the script comes to a page that is painted already, and
// where it comes with the page itself, whose first frames the browser is still busy with.
//
// The browser is a visitor's: nobody debugs it, as that costs each request and each frame. A page tells what it measured
// in the address of the next one, which it opens itself once the browser has nothing left to do.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM, FLAGS, serveDemo } from './browser.mjs';

const [pages = '100'] = process.argv.slice(2);
/** Before these a browser is busy with its own start. */
const WARMING_PAGES = 20;
/** Longer than any page takes: a browser that says nothing is not waited for. */
const SILENCE_MS = 30_000;

const shop = await serveDemo();
const script = `${shop.url}/widget/alongside.js?key=${shop.keys.public}&consent=granted`;

/** What runs in each page. @param {string} src */
function inPage(src) {
  // Another visitor each time: who has seen an offer often is not shown it again, and in the end nothing.
  localStorage.clear();
  const next = (/** @type {number} */ ms) =>
    requestIdleCallback(() => location.replace(`${location.pathname}?after=${Math.random()}&ms=${ms}`));
  const watch = new MutationObserver(() => {
    const state = document.querySelector('alongside-offers')?.getAttribute('state');
    if (!state) return;
    watch.disconnect();
    // Some visitors are held out: they are shown nothing, and there is nothing to measure.
    if (state !== 'ready') next(-1);
  });
  watch.observe(document, { subtree: true, attributes: true, attributeFilter: ['state'] });
  // The browser's own word for when a frame was on the screen. What is inside an element has no name outside of it, so
  // that it is told from the page's own text.
  new PerformanceObserver((list, observer) => {
    const offers = /** @type {any[]} */ (list.getEntries()).find(({ element }) => !element);
    if (!offers) return;
    observer.disconnect();
    const asked = performance.getEntriesByType('resource').find(({ name }) => name.includes('/v1/storefront?'));
    next(offers.renderTime - (asked?.startTime ?? NaN));
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  if (location.pathname !== '/late') return;
  new PerformanceObserver((_, observer) => {
    observer.disconnect();
    const late = Object.assign(document.createElement('script'), { type: 'module', async: true, src });
    requestAnimationFrame(() => document.head.append(late));
  }).observe({ type: 'paint', buffered: true });
}

const policy = `default-src 'none'; script-src ${shop.url} 'self'; connect-src ${shop.url}; img-src ${shop.url} 'self'; ` +
  "base-uri 'none'; form-action 'self'";
/** @param {string} path */
const written = (path) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,"><script src="/measure.js"></script>
${path === '/early' ? `<script type="module" async src="${script}"></script>` : ''}</head><body><h1>Shop</h1>
<alongside-offers placement="product_page" product-id="${shop.cart[0]}"></alongside-offers></body></html>`;

/** The times of each kind of page, the first of them told before anything is counted. @type {Record<string, number[]>} */
const times = { '/late': [], '/early': [] };
/** Pictures are the shop's own. @type {Map<string, string>} */
const pictures = new Map();

/** Takes down what a page told, and what comes next: a page of the same kind, of the other, or none. @param {URL} told */
function next({ pathname, searchParams }) {
  const ms = Number(searchParams.get('ms') ?? -1);
  if (ms > 0) times[pathname].push(ms);
  if (times[pathname].length < WARMING_PAGES + Number(pages)) return pathname;
  return pathname === '/late' ? '/early' : '';
}

/** Serves the pages until enough was measured. @returns {Promise<{address: string, end: Promise<void>}>} */
const serve = () => new Promise((listening) => {
  const end = new Promise((resolve, reject) => {
    const silent = setTimeout(() => reject(new Error('the browser shows no offers')), SILENCE_MS);
    const server = createServer(async (request, response) => {
      silent.refresh();
      const url = new URL(request.url ?? '/', 'http://x');
      response.setHeader('content-security-policy', policy);
      if (url.pathname === '/measure.js') {
        return response.setHeader('content-type', 'text/javascript').end(`(${inPage})(${JSON.stringify(script)})`);
      }
      if (!(url.pathname in times)) {
        const known = pictures.get(url.pathname) ?? await (await fetch(shop.url + url.pathname)).text();
        pictures.set(url.pathname, known);
        return response.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' }).end(known);
      }
      const path = next(url);
      if (path === url.pathname) {
        return response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' }).end(written(path));
      }
      if (path) return response.writeHead(302, { location: path }).end();
      response.end();
      clearTimeout(silent);
      server.close();
      resolve(undefined);
    });
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      listening({ address: `http://127.0.0.1:${port}/late`, end });
    });
  });
});

const { address, end } = await serve();
const profile = mkdtempSync(join(tmpdir(), 'alongside-profile-'));
const flags = [...FLAGS, `--user-data-dir=${profile}`, '--window-size=1440,900', address];
const browser = spawn(CHROMIUM, flags, { stdio: 'ignore' });
const gone = new Promise((resolve) => browser.on('exit', resolve));
try {
  await end;
} finally {
  browser.kill();
  await gone;
  await shop.stop();
  rmSync(profile, { recursive: true, force: true });
}
console.log(JSON.stringify(Object.values(times).map((all) => all.slice(WARMING_PAGES).sort((one, other) => one - other))));
