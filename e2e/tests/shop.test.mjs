// @ts-check
// The demo's shop from its first page to the order, as visitors of each language see it, with scripts and without.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, asOwner, jumps, keepPicture, newVisitor, openShop, seriousViolations } from '../browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

const { shop, browser } = await openShop();

const card = 'alongside-offers [part=offer]';
/** @param {Page} page */
const inCart = (page) => new URL(page.url()).searchParams.getAll('cart');
/** @param {Page} page */
const titles = (page) => page.locator(`${card} [part=title]`).allInnerTexts();

/**
 * What must hold on every page of the shop.
 * @param {Page} page @param {string} lang @param {string} name
 */
async function checkPage(page, lang, name) {
  const told = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    untold: document.body.innerText.match(/\b(demo|widget|category)-[a-z-]+/g),
  }));
  const dir = ['ar', 'fa'].includes(lang) ? 'rtl' : 'ltr';
  assert.deepEqual(told, { lang, dir, overflow: 0, untold: null }, `${name} in ${lang}`);
  assert.deepEqual(await jumps(page), [], `${name} in ${lang} jumps`);
  assert.deepEqual(await seriousViolations(page), [], `${name} in ${lang}`);
  if (['en', 'ar'].includes(lang)) await keepPicture(page, `shop-${name}-${lang}-${page.viewportSize()?.width}`);
}

/** Waits until the offers are there, or it is known that nothing fits. @param {Page} page */
const settled = (page) => page.waitForFunction(() => ['ready', 'empty', 'gone']
  .includes(document.querySelector('alongside-offers')?.getAttribute('state') ?? ''));

/**
 * Events that the page sends, as they go out: what a beacon carries nobody can read, so there are none, and the next
 * page sends what the last one could not.
 * @param {Page} page
 */
const listen = async (page) => {
  /** @type {Map<string, any>} */
  const events = new Map();
  await page.addInitScript(() => (navigator.sendBeacon = () => false));
  page.on('request', (request) => {
    if (!request.url().includes('/v1/storefront/happened')) return;
    for (const event of JSON.parse(request.postData() ?? '{}').events) events.set(event.id, event);
  });
  return events;
};
/** @param {Page} page @param {string} type */
const sent = (page, type) =>
  page.waitForRequest((request) => (request.postData() ?? '').includes(`"type":"${type}"`));

for (const lang of LANGUAGES) {
  for (const width of [360, 1440]) {
    test(`from the first page to the order in ${lang} at ${width} pixels`, async () => {
      const { page, context, wrong } = await newVisitor(browser, { viewport: { width, height: 900 } });
      const events = await listen(page);
      await page.goto(`${shop.url}/?lang=${lang}`);
      await page.waitForSelector(card);
      await checkPage(page, lang, 'home');

      await page.locator(`${card} a[part=link]`).first().click();
      await page.waitForURL('**/product?**');
      assert.equal(new URL(page.url()).searchParams.get('lang'), lang, 'an offer leads on in the same language');
      await page.goto(`${shop.url}/product?id=${shop.cart[0]}&lang=${lang}`);
      await page.waitForSelector(card);
      await checkPage(page, lang, 'product');
      await page.fill('form[data-add] input[name=quantity]', '2');
      await page.click('form[data-add] button');
      await page.waitForURL('**/cart?**');
      assert.deepEqual(inCart(page), [`2*${shop.cart[0]}`]);

      await page.waitForSelector(card);
      await page.waitForSelector('alongside-shipping-progress [part=bar]');
      await checkPage(page, lang, 'cart');
      const before = await titles(page);
      await page.locator(`${card} [part=add]`).first().click();
      await page.waitForURL((url) => url.searchParams.getAll('cart').length === 2);
      await settled(page);
      assert.ok(!(await titles(page)).includes(before[0]), 'what was added is offered no more');

      await page.click('.summary .button');
      await page.waitForURL('**/checkout?**');
      // Nobody is shown the same again and again: from here on there may be nothing left to offer.
      await settled(page);
      await checkPage(page, lang, 'checkout');
      await page.check('input[name=delivery][value=pick-up]');
      const purchase = sent(page, 'purchase');
      await page.click('form[data-order] button');
      await page.waitForURL('**/thanks?**');
      await settled(page);
      await purchase;
      await checkPage(page, lang, 'thanks');
      assert.equal(await page.locator('.bought li').count(), 2);
      const impression = await page.locator(card).count() > 0 && sent(page, 'impression');
      await page.reload();
      await settled(page);
      if (await page.locator(card).count() > 0) await impression;
      const of = (/** @type {string} */ type) => [...events.values()].filter((event) => event.type === type);
      assert.equal(of('purchase').length, 2, 'each product of the order is reported once');
      assert.equal(new Set([...events.values()].map((event) => event.visitor_id)).size, 1);
      assert.equal(of('add_to_cart').length, 2);
      assert.ok(of('view').some((event) => event.product_id === shop.cart[0]));
      assert.deepEqual(wrong, []);
      assert.deepEqual(await context.cookies(), [], 'the shop needs no cookie');
      await context.close();
    });
  }

  test(`categories, searches and what is not there in ${lang}`, async () => {
    const { page, context } = await newVisitor(browser, { viewport: { width: 360, height: 900 } });
    for (const [name, path] of [
      ['category', '/category?path=Electronics'],
      ['leaf', '/category?path=Electronics+%3E+Phones+%3E+Smartphones'],
      ['search', '/category?q=one'],
      ['empty', '/cart?'],
      ['missing', '/product?id=none'],
    ]) {
      await page.goto(`${shop.url}${path}&lang=${lang}`);
      if (name === 'leaf') await page.waitForSelector(card);
      await checkPage(page, lang, name);
    }
    await context.close();
  });

  test(`without scripts the shop works and offers in ${lang}`, async () => {
    const { page, context } = await newVisitor(browser, { javaScriptEnabled: false });
    await page.goto(`${shop.url}/cart?lang=${lang}&cart=${shop.cart[0]}`);
    const links = page.locator('.alongside-fallback a');
    assert.ok(await links.count() > 0);
    await links.first().click();
    await page.waitForURL('**/product?**');
    assert.deepEqual(inCart(page), [`1*${shop.cart[0]}`], 'the cart comes along');
    await page.click('form[data-add] button');
    await page.waitForURL('**/cart?**');
    assert.equal(inCart(page).length, 2);
    await page.click('.summary .button');
    await page.check('input[name=delivery][value=home]');
    await page.click('form[data-order] button');
    await page.waitForURL('**/thanks?**');
    assert.equal(await page.locator('.bought li').count(), 2);
    await context.close();
  });
}

test('who is held out is told why there are no offers, and can come back as somebody else', async () => {
  const { page, context } = await newVisitor(browser);
  await asOwner(shop, '/v1/hold-out', { percent: 50 }, 'PUT');
  const note = page.locator('[data-held-out]');
  const seen = { offers: false, note: false };
  // Half of the visitors are held out: a dozen are of both kinds, but for one time in a thousand.
  for (let visit = 0; visit < 16 && !(seen.offers && seen.note); visit += 1) {
    await page.goto(`${shop.url}/?lang=en`);
    await settled(page);
    const held = await page.evaluate(() => !!JSON.parse(localStorage.getItem('alongside') ?? '{}').quiet);
    assert.equal(await note.isVisible(), held);
    seen[held ? 'note' : 'offers'] = true;
    if (held) {
      await Promise.all([page.waitForEvent('load'), page.click('[data-new-visitor]')]);
    } else {
      await page.evaluate(() => localStorage.clear());
    }
  }
  assert.deepEqual(seen, { offers: true, note: true });
  await asOwner(shop, '/v1/hold-out', { percent: 0 }, 'PUT');
  await context.close();
});
