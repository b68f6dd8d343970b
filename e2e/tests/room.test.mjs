// @ts-check
// The room that the elements take, with offers and without, above the fold and below: nothing jumps, and no blank
// stays where it can go unseen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jumps, newVisitor, openShop, putPage } from '../browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

const { shop, foreign, browser } = await openShop();

const card = 'alongside-offers [part=offer]';
const element = (attributes = '', inside = '') =>
  `<alongside-offers placement="product_page" ${attributes}>${inside}</alongside-offers>`;
const LONG = '<p>A long page.</p>'.repeat(80);
/** @param {string} body */
const address = (body) => putPage(shop, foreign, '/room', { body,
  head: `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', sku: shop.cart[0] })}</script>` });
/** @param {Page} page */
const height = (page) => page.locator('alongside-offers').evaluate((one) => one.getBoundingClientRect().height);
/** @param {Page} page @param {string} state */
const reaches = (page, state) => page.waitForSelector(`alongside-offers[state=${state}]`, { state: 'attached' });
/** The script comes after the page was painted. @param {Page} page */
const late = (page) => page.route('**/widget/alongside.js*', async (route) => {
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  await route.continue();
});
/** Nothing fits. @param {Page} page */
const nothing = (page) => page.route('**/v1/storefront?*', async (route) => {
  const response = await route.fetch();
  const told = await response.json();
  for (const { answer } of told.answers) answer.offers = [];
  await route.fulfill({ response, json: told });
});

/** Holds the page back before the element until the script has come. @param {Page} page */
const early = async (page) => {
  foreign.pages.set('/hold.js', '');
  await page.route('**/hold.js', async (route) => {
    await page.waitForFunction(() => customElements.get('alongside-offers'));
    await route.continue();
  });
};
const HOLD = '<script src="/hold.js"></script>';

for (const isLate of [false, true]) {
  const how = isLate ? 'late' : 'early';

  test(`above the fold the room stays, and the next page knows, with a script that comes ${how}`, async () => {
    const { page, context } = await newVisitor(browser);
    await (isLate ? late : early)(page);
    await nothing(page);
    await page.goto(address((isLate ? '' : HOLD) + element()));
    await reaches(page, 'empty');
    assert.equal(await height(page), 352, 'the room was seen');
    const drawn = () => page.locator('alongside-offers').evaluate((one) => one.shadowRoot?.childElementCount);
    assert.equal(await drawn(), 0, 'nothing framed stands in it');
    assert.deepEqual(await jumps(page), []);
    await page.reload();
    await reaches(page, isLate ? 'empty' : 'gone');
    assert.equal(await height(page), isLate ? 352 : 0, 'what was not seen yet takes no room');
    assert.deepEqual(await jumps(page), []);
    // Offers that come back are shown from the page after on.
    await page.unroute('**/v1/storefront?*');
    await page.reload();
    await page.waitForFunction(() => localStorage.getItem('alongside')?.includes('"empty":{}'));
    assert.deepEqual(await jumps(page), []);
    await page.reload();
    await page.waitForSelector(card);
    assert.deepEqual(await jumps(page), []);
    await context.close();
  });

  test(`below the fold the room goes at once, with a script that comes ${how}`, async () => {
    const { page, context } = await newVisitor(browser);
    if (isLate) await late(page);
    await nothing(page);
    await page.goto(address(LONG + element()));
    await reaches(page, 'gone');
    assert.equal(await height(page), 0);
    await page.locator('#below').scrollIntoViewIfNeeded();
    assert.deepEqual(await jumps(page), []);
    await context.close();
  });

  test(`without a reserve offers come only where nobody sees them coming, with a script that comes ${how}`, async () => {
    for (const [before, isShown] of /** @type {[string, boolean][]} */ ([['', false], [LONG, true]])) {
      const { page, context } = await newVisitor(browser);
      if (isLate) await late(page);
      const answered = page.waitForResponse('**/v1/storefront?*');
      await page.goto(address(before + element('reserve="none"')));
      await answered;
      await reaches(page, isShown ? 'ready' : 'gone');
      assert.equal(await height(page), isShown ? 352 : 0);
      assert.deepEqual(await jumps(page), []);
      await context.close();
    }
  });
}

test('room that comes and goes with a script that comes at any time makes nothing jump', async () => {
  const { page, context } = await newVisitor(browser);
  await nothing(page);
  await page.goto(address(element()));
  await reaches(page, 'empty');
  for (let delay = 0; delay <= 60; delay += 6) {
    await page.unroute('**/widget/alongside.js*');
    await page.route('**/widget/alongside.js*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, delay));
      await route.continue();
    });
    await page.reload();
    await page.waitForSelector('alongside-offers[state]', { state: 'attached' });
    assert.deepEqual(await jumps(page), [], `after ${delay} ms`);
  }
  await context.close();
});

test('what the page has itself stays where nothing fits', async () => {
  const { page, context } = await newVisitor(browser);
  await nothing(page);
  const own = '<p id="own">The shop’s own choice</p>';
  for (const reload of [false, true]) {
    if (reload) await page.reload();
    else await page.goto(address(element('', own)));
    await reaches(page, 'own');
    assert.ok(await page.locator('#own').isVisible());
    assert.deepEqual(await jumps(page), []);
  }
  await context.close();
});
