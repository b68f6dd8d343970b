// @ts-check
// How long it takes from an element's question to its painted offers, on this machine: for `cargo xtask bench widget`.
// Prints one line of JSON, two lists of milliseconds, ascending: where the script comes to a page that is painted already, and where
// it comes with the page itself, whose first frames the browser is still busy with.

import { newVisitor, serveDemo, serveForeignShop, startBrowser } from './browser.mjs';

const [pages = '100'] = process.argv.slice(2);

const shop = await serveDemo();
const foreign = await serveForeignShop(shop.url);
const browser = await startBrowser();
const address = `${shop.url}/widget/alongside.js?key=${shop.keys.public}&consent=granted`;
const written = (/** @type {string} */ script) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Shop</title>${script}</head><body><h1>A product</h1>
<alongside-offers placement="product_page" product-id="${shop.cart[0]}"></alongside-offers></body></html>`;
foreign.pages.set('/early', written(`<script type="module" async src="${address}"></script>`));
foreign.pages.set('/late', written(''));

const { page } = await newVisitor(browser);
await page.addInitScript((src) => {
  // Another visitor each time: who has seen an offer often is not shown it again, and in the end nothing.
  try {
    localStorage.clear();
  } catch {
    // The empty page before the first has no storage.
  }
  const painted = () => {
    // The frame after the one in which the offers came is painted when this message is handled.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const asked = performance.getEntriesByType('resource').find((one) => one.name.includes('/v1/storefront?'));
      console.log(`painted after ${performance.now() - (asked?.startTime ?? 0)}`);
    };
    port2.postMessage(undefined);
  };
  const watch = new MutationObserver(() => {
    const state = document.querySelector('alongside-offers')?.getAttribute('state');
    if (!state) return;
    watch.disconnect();
    if (state === 'ready') requestAnimationFrame(painted);
    // Some visitors are held out: they are shown nothing, and there is nothing to measure.
    else console.log('painted after -1');
  });
  watch.observe(document, { subtree: true, attributes: true, attributeFilter: ['state'] });
  if (location.pathname !== '/late') return;
  new PerformanceObserver((_, observer) => {
    observer.disconnect();
    const script = Object.assign(document.createElement('script'), { type: 'module', async: true, src });
    requestAnimationFrame(() => document.head.append(script));
  }).observe({ type: 'paint', buffered: true });
}, address);

/** @param {string} path */
async function measured(path) {
  const times = [];
  while (times.length < Number(pages)) {
    // The page says so itself: to ask it would put a script of some milliseconds into what is measured.
    const said = page.waitForEvent('console', (message) => message.text().startsWith('painted after '));
    await page.goto(foreign.url + path);
    const time = Number((await said).text().replace('painted after ', ''));
    if (time > 0) times.push(time);
  }
  return times.sort((one, other) => one - other);
}
const [late, early] = [await measured('/late'), await measured('/early')];
await browser.close();
foreign.stop();
await shop.stop();
console.log(JSON.stringify([late, early]));
