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
    if (document.querySelector('alongside-offers[state=ready]')) {
      watch.disconnect();
      requestAnimationFrame(painted);
    }
  });
  watch.observe(document, { subtree: true, attributes: true, attributeFilter: ['state'] });
});
const times = [];
for (let number = 0; number < Number(pages); number += 1) {
  await page.goto(foreign.url);
  const time = await page.waitForFunction(() => /** @type {any} */ (window).paintedAfter);
  times.push(await time.jsonValue());
}
await browser.close();
foreign.stop();
await shop.stop();
console.log(JSON.stringify(times.sort((one, other) => one - other)));
