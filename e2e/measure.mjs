// @ts-check
// How long it takes from an element's question to its painted offers, on this machine: for `cargo xtask bench widget`.
// Prints one line of JSON: milliseconds, ascending.

import { newVisitor, serveDemo, serveForeignShop, startBrowser } from './browser.mjs';

const [pages = '100'] = process.argv.slice(2);

const shop = await serveDemo();
const foreign = await serveForeignShop(shop.url);
const browser = await startBrowser();
foreign.pages.set('/', `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<script type="module" async src="${shop.url}/widget/alongside.js?key=${shop.keys.public}&consent=granted"></script></head>
<body><alongside-offers placement="product_page" product-id="${shop.cart[0]}"></alongside-offers></body></html>`);

const { page } = await newVisitor(browser);
await page.addInitScript(() => {
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
      /** @type {any} */ (window).paintedAfter = performance.now() - (asked?.startTime ?? 0);
    };
    port2.postMessage(undefined);
  };
  const watch = new MutationObserver(() => {
    const state = document.querySelector('alongside-offers')?.getAttribute('state');
    if (!state) return;
    watch.disconnect();
    if (state === 'ready') requestAnimationFrame(painted);
    // Some visitors are held out: they are shown nothing, and there is nothing to measure.
    else /** @type {any} */ (window).paintedAfter = -1;
  });
  watch.observe(document, { subtree: true, attributes: true, attributeFilter: ['state'] });
});
const times = [];
while (times.length < Number(pages)) {
  await page.goto(foreign.url);
  const painted = await page.waitForFunction(() => /** @type {any} */ (window).paintedAfter);
  const time = await painted.jsonValue();
  if (time > 0) times.push(time);
}
await browser.close();
foreign.stop();
await shop.stop();
console.log(JSON.stringify(times.sort((one, other) => one - other)));
