// @ts-check
// Pages as shops really have them: that change without loading anew, that learn of a consent late, that load the
// script twice, and say of themselves what they please.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newVisitor, openShop, putPage } from '../browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

const { shop, foreign, browser } = await openShop();
const [tv = '', other = ''] = shop.cart;

const OFFERS = '<alongside-offers placement="product_page"></alongside-offers>';
const card = 'alongside-offers [part=offer]';
const STUB = 'window.alongside=window.alongside||function(){(alongside.q=alongside.q||[]).push(arguments)};';
/** As Google's own snippet has it: the function pushes its arguments. */
const GTAG = 'window.dataLayer=window.dataLayer||[];window.gtag=function(){dataLayer.push(arguments)};';
/** @param {string} path @param {Parameters<typeof putPage>[3]} about */
const put = (path, about) => putPage(shop, foreign, path, about);
/** @param {any[]} nodes */
const ld = (...nodes) =>
  nodes.map((node) => `<script type="application/ld+json">${JSON.stringify(node)}</script>`).join('');
/** A script of the shop's own, which stands before the elements. @param {string} code */
const own = (code) => {
  const name = `/own-${foreign.pages.size}.js`;
  foreign.pages.set(name, code);
  return `<script src="${name}"></script>`;
};
/** @param {Page} page @param {...any} about */
const tell = (page, ...about) => page.evaluate((said) => /** @type {any} */ (window).alongside(...said), about);

/** What a page asks and what it says that happened, as it goes out. @param {Page} page */
const listen = (page) => {
  /** @type {{questions: any[], events: any[]}} */
  const heard = { questions: [], events: [] };
  page.on('request', (request) => {
    const body = () => JSON.parse(request.postData() ?? '{}');
    if (request.url().includes('/v1/storefront?')) heard.questions.push(body());
    if (request.url().includes('/v1/storefront/happened')) heard.events.push(...body().events);
  });
  return heard;
};

/** @param {() => any} is */
async function until(is, what = String(is)) {
  for (let tries = 0; tries < 80; tries += 1) {
    if (await is()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`never: ${what}`);
}

/** The product that a page asks about, when it asks first. @param {Parameters<typeof putPage>[3]} about */
async function askedAbout(about) {
  const { page, context } = await newVisitor(browser);
  const { questions } = listen(page);
  await page.goto(put('/asked', { body: OFFERS, ...about }));
  await until(() => questions.length > 0);
  await context.close();
  return questions[0].context.product_id;
}

test('who agreed once is known again where each page says no first and yes a moment later', async () => {
  const { page, context } = await newVisitor(browser);
  const { questions } = listen(page);
  const consent = own(`${GTAG}gtag('consent','default',{analytics_storage:'denied'});`);
  const address = put('/mode', { head: consent + ld({ '@type': 'Product', sku: tv }), body: OFFERS, consent: '' });
  const ids = [];
  for (let visit = 0; visit < 2; visit += 1) {
    questions.length = 0;
    await page.goto(address);
    await until(() => questions.length > 0);
    assert.equal(questions[0].visitor.id, undefined, 'nobody before they agreed');
    await page.evaluate(() => /** @type {any} */ (window).gtag('consent', 'update', { analytics_storage: 'granted' }));
    await until(() => questions.at(-1).visitor.id);
    ids.push(questions.at(-1).visitor.id);
  }
  assert.equal(ids[0], ids[1]);
  await page.evaluate(() => /** @type {any} */ (window).gtag('consent', 'update', { analytics_storage: 'denied' }));
  assert.equal(await page.evaluate(() => localStorage.length), 0, 'who takes it back is forgotten');
  await context.close();
});

test('what was bought before the consent came is told once it is there', async () => {
  const { page, context } = await newVisitor(browser);
  const { events } = listen(page);
  const bought = `${GTAG}gtag('consent','default',{analytics_storage:'denied'});
    gtag('event','purchase',{transaction_id:'L-1',items:[{item_id:'${tv}',quantity:2},{item_id:'${other}'}]});`;
  await page.goto(put('/late', { head: own(bought), body: OFFERS, consent: '' }));
  await page.waitForSelector(card);
  assert.deepEqual(events, []);
  await page.evaluate(() => /** @type {any} */ (window).gtag('consent', 'update', { analytics_storage: 'granted' }));
  const purchases = () => events.filter(({ type }) => type === 'purchase');
  await until(() => purchases().length > 0);
  assert.deepEqual(purchases().map(({ product_id, quantity, order_id }) => [product_id, quantity, order_id]),
    [[tv, 2, 'L-1'], [other, 1, 'L-1']]);
  await context.close();
});

test('what could not be sent waits for the consent of the next page', async () => {
  const { page, context } = await newVisitor(browser);
  await page.addInitScript(() => (navigator.sendBeacon = () => false));
  await page.route('**/v1/storefront/happened?*', (route) => route.abort());
  await page.goto(put('/cut-off', { head: ld({ '@type': 'Product', sku: tv }), body: OFFERS }));
  await page.waitForSelector(card);
  await page.waitForFunction(() => localStorage.getItem('alongside.unsent'));
  await page.unroute('**/v1/storefront/happened?*');
  const { events } = listen(page);
  const denied = own(`${GTAG}gtag('consent','default',{analytics_storage:'denied'});`);
  await page.goto(put('/asks-first', { head: denied, body: OFFERS, consent: '' }));
  await page.waitForTimeout(2500);
  assert.deepEqual(events, [], 'not a word before');
  await page.evaluate(() => /** @type {any} */ (window).gtag('consent', 'update', { analytics_storage: 'granted' }));
  await until(() => events.some(({ type }) => type === 'impression'));
  await context.close();
});

test('a page that changes without loading anew is about what it says now', async () => {
  const { page, context } = await newVisitor(browser);
  const { questions, events } = listen(page);
  const about = () => questions.at(-1)?.context.product_id;
  await page.goto(put('/single', { body: OFFERS.replace('>', ` product-id="${tv}">`) }));
  await until(() => about() === tv);
  await page.evaluate((id) => document.querySelector('alongside-offers')?.setAttribute('product-id', id), other);
  await until(() => about() === other, 'the attribute counts');
  await until(() => [tv, other].every((id) => events.some((event) => event.type === 'view' && event.product_id === id)));

  await page.goto(put('/described', { head: ld({ '@type': 'Product', sku: tv }), body: OFFERS }));
  await until(() => about() === tv);
  await page.evaluate((id) => {
    history.pushState({}, '', '/described-next');
    const script = document.querySelector('script[type="application/ld+json"]');
    if (script) script.textContent = JSON.stringify({ '@type': 'Product', sku: id });
    document.querySelector('alongside-offers')?.remove();
    document.querySelector('main')?.append(Object.assign(document.createElement('alongside-offers')));
    document.querySelector('alongside-offers')?.setAttribute('placement', 'product_page');
  }, other);
  await until(() => about() === other, 'the description counts');

  await tell(page, 'product', tv);
  await until(() => about() === tv);
  await tell(page, 'product', '');
  await until(() => about() === other, 'what was said can be taken back');
  assert.ok(!events.some(({ product_id }) => product_id === '' || product_id === 'undefined'));
  await context.close();
});

test('what shop systems write of a product is read as it is meant', async () => {
  const product = (/** @type {string} */ sku, /** @type {any} */ more = {}) => ({ '@type': 'Product', sku, ...more });
  const about = (/** @type {any[]} */ ...nodes) => askedAbout({ head: ld(...nodes) });
  // A category's list, by fragments of its own address, says of no product that it is the page's.
  assert.equal(await about({ '@graph': [product('a', { '@id': '#a' }), product('b', { '@id': '#b' })] }), undefined);
  // Two plugins describe the same, one of them without its address.
  const twice = [product('a', { url: '/asked' }), product('b', { url: '/b' }), product('a')];
  assert.equal(await about(...twice), 'a');
  // WooCommerce: an array of offers; a number as SKU. Others: one for all of them.
  assert.equal(await about({ '@context': 'https://schema.org/', '@graph': [{ '@type': 'BreadcrumbList' },
    product('', { sku: 4711, '@id': '/asked#product', offers: [{ '@type': 'Offer', price: '9.00' }] })] }), '4711');
  assert.equal(await about([product('x', { offers: { '@type': 'AggregateOffer', lowPrice: 1, offerCount: 3 } })]), 'x');
  // Shopify: a group whose variants are the products.
  const variants = ['s', 'm'].map((sku) => product(sku, { '@id': `/asked?variant=${sku}#variant`,
    offers: { '@type': 'Offer', url: `${foreign.url}/asked?variant=${sku}` } }));
  const group = { '@type': 'ProductGroup', productGroupID: '77', url: '/asked', hasVariant: variants };
  assert.equal(await about(group), 's', 'the first where none is chosen');
  assert.equal(await about({ ...group, hasVariant: [] }), '77');
});

test('one place that is misspelt costs the others nothing', async () => {
  const { page, context } = await newVisitor(browser);
  const body = `<alongside-offers placement="sidebar"></alongside-offers>${OFFERS}`;
  await page.goto(put('/misspelt', { lang: 'c', head: ld({ '@type': 'Product', sku: tv }), body }));
  await page.waitForSelector(card);
  await context.close();
});

test('a script that stands in the page twice counts once', async () => {
  const { page, context, wrong } = await newVisitor(browser);
  const { events } = listen(page);
  const again = `<script type="module" async src="${shop.url}/widget/alongside.js?key=${shop.keys.public}&consent=granted&again"></script>`;
  await page.goto(put('/twice', { head: ld({ '@type': 'Product', sku: tv }), body: OFFERS + again }));
  await page.waitForSelector(card);
  await page.waitForLoadState('load');
  await page.evaluate((id) => {
    const { dataLayer, alongside } = /** @type {any} */ (window);
    dataLayer.push({ ecommerce: null });
    dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: id }] } });
    alongside('refresh');
  }, other);
  const added = () => events.filter(({ type }) => type === 'add_to_cart');
  await until(() => added().length > 0);
  await page.waitForTimeout(1500);
  assert.equal(added().length, 1);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('what an offer’s button adds is told once, also where the shop takes its time', async () => {
  const { page, context } = await newVisitor(browser);
  const { events } = listen(page);
  await page.goto(put('/slow-cart', { head: ld({ '@type': 'Product', sku: tv }), body: OFFERS }));
  await page.waitForSelector(card);
  await page.evaluate(() => document.addEventListener('alongside:add', (event) => {
    event.preventDefault();
    const [id] = /** @type {CustomEvent} */ (event).detail.product_ids;
    setTimeout(() => /** @type {any} */ (window).dataLayer.push({ event: 'add_to_cart', items: [{ item_id: id }] }), 2500);
  }));
  const cart = page.waitForRequest((request) => request.url().includes('/v1/storefront?')
    && JSON.parse(request.postData() ?? '{}').context.cart.length === 1);
  await page.locator(`${card} [part=add]`).first().click();
  await cart;
  await page.waitForTimeout(1500);
  const added = events.filter(({ type }) => type === 'add_to_cart');
  assert.equal(added.length, 1);
  assert.ok(added[0].decision_id);
  await context.close();
});

test('a data layer that the page begins anew is heard', async () => {
  const { page, context } = await newVisitor(browser);
  const { questions } = listen(page);
  foreign.pages.set('/anew.js', `window.dataLayer=[{event:'view_cart',items:[{item_id:'${other}'}]}]`);
  // The page's own script comes after the elements.
  await page.route('**/anew.js', async (route) => {
    await page.waitForFunction(() => customElements.get('alongside-offers'));
    await route.continue();
  });
  await page.goto(put('/anew', { body: `<script src="/anew.js"></script>${OFFERS}` }));
  await until(() => questions.at(-1)?.context.cart[0]?.product_id === other);
  await page.evaluate((id) => /** @type {any} */ (window).dataLayer.push({ event: 'view_item', items: [{ item_id: id }] }), tv);
  await until(() => questions.at(-1)?.context.product_id === tv);
  await context.close();
});

test('who looks at another tab for a moment still sees the offers after', async () => {
  const { page, context } = await newVisitor(browser);
  const { events } = listen(page);
  await page.goto(put('/tabs', { head: ld({ '@type': 'Product', sku: tv }), body: OFFERS }));
  await page.waitForSelector(card);
  const hide = (/** @type {boolean} */ hidden) => page.evaluate((is) =>
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => is }), hidden);
  await hide(true);
  await page.waitForTimeout(1500);
  assert.ok(!events.some(({ type }) => type === 'viewable'));
  await hide(false);
  await until(() => events.some(({ type }) => type === 'viewable'));
  await context.close();
});

test('a set is added with as many of each as it has', async () => {
  const { page, context } = await newVisitor(browser);
  await page.route('**/v1/storefront?*', async (route) => {
    const response = await route.fetch();
    const told = await response.json();
    for (const { answer } of told.answers) {
      for (const { members = [] } of answer.offers) for (const member of members) member.quantity = member.in_cart ? 1 : 2;
    }
    await route.fulfill({ response, json: told });
  });
  const { events } = listen(page);
  const body = '<alongside-bundle placement="product_page"></alongside-bundle>';
  await page.goto(put('/set', { head: own(`${STUB}alongside('cart',[{id:'${tv}'}])`) + ld({ '@type': 'Product', sku: tv }), body }));
  await page.waitForSelector('alongside-bundle [part=member]');
  const added = page.evaluate(() => new Promise((resolve) => document.addEventListener('alongside:add', (event) => {
    event.preventDefault();
    resolve(/** @type {CustomEvent} */ (event).detail.product_ids);
  })));
  await page.locator('alongside-bundle [part=add]').click();
  const ids = /** @type {string[]} */ (await added);
  const kinds = new Set(ids);
  assert.equal(ids.length, kinds.size * 2);
  await until(() => events.some(({ type }) => type === 'add_to_cart'));
  const reported = events.filter(({ type }) => type === 'add_to_cart');
  assert.deepEqual(reported.map(({ product_id, quantity }) => [product_id, quantity]), [...kinds].map((id) => [id, 2]));
  await context.close();
});
