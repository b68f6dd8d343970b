// @ts-check
// Pages that come over a slow line, a piece at a time: nothing that is shown already moves.

import assert from 'node:assert/strict';
import { createServer, request as ask } from 'node:http';
import { after, test } from 'node:test';
import { jumps, newVisitor, openShop } from '../browser.mjs';

const { shop, browser } = await openShop();
/** More pieces than a page has parts, and between two of them time for the browser to draw some frames. */
const PIECES = 40;
const PAUSE_MS = 40;

/** What the server answers, each page of it cut in pieces. */
const slow = createServer((request, response) => {
  const { hostname: host, port } = new URL(shop.url);
  const headers = { ...request.headers, 'accept-encoding': 'identity' };
  request.pipe(ask({ host, port, path: request.url, method: request.method, headers }, async (answer) => {
    const body = Buffer.concat(await answer.toArray());
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'content-length': body.length });
    const size = answer.headers['content-type']?.startsWith('text/html') ? Math.ceil(body.length / PIECES) : body.length;
    for (let from = 0; from < body.length; from += size) {
      response.write(body.subarray(from, from + size));
      await new Promise((resolve) => setTimeout(resolve, size < body.length ? PAUSE_MS : 0));
    }
    response.end();
  }));
});
await new Promise((resolve) => slow.listen(0, '127.0.0.1', () => resolve(undefined)));
after(() => (slow.close(), slow.closeAllConnections()));
const { port } = /** @type {import('node:net').AddressInfo} */ (slow.address());
const base = `http://127.0.0.1:${port}`;
const cart = shop.cart.map((id) => `cart=1*${id}`).join('&');

for (const [lang, width] of /** @type {const} */ ([['en', 1440], ['ar', 360]])) {
  test(`pages in ${lang} at ${width} pixels arrive without a jump`, async () => {
    const { page, context } = await newVisitor(browser, { viewport: { width, height: 900 } });
    /** @param {string} path */
    const check = async (path) => {
      await page.goto(base + path);
      assert.deepEqual(await jumps(page), [], `${path} in ${lang}`);
    };
    const product = `product?id=${shop.cart[0]}`;
    for (const path of ['?', `${product}&`, `cart?${cart}&`, 'cart?', `checkout?${cart}&`, 'category?q=one&', 'docs?']) {
      await check(`/${path}lang=${lang}`);
    }
    await check(`/sign-in?lang=${lang}&next=%2Fdashboard`);
    await page.fill('#key', shop.keys.admin);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/dashboard');
    for (const path of ['/dashboard', '/dashboard/products', '/dashboard/customers', '/desk']) await check(path);
    await context.close();
  });
}
