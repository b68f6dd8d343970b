// @ts-check
// The elements in a page where much goes wrong: blockers, strict policies, odd descriptions, rubbish in the storage.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asOwner, newVisitor, openShop, putPage } from '../browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

const { shop, foreign, browser } = await openShop();

const OFFERS = '<alongside-offers placement="product_page"></alongside-offers>';
const card = 'alongside-offers [part=offer]';
const described = () => ld({ '@type': 'Product', sku: shop.cart[0] });
/** @param {any} node */
const ld = (node) => `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
/** @param {string} path @param {Parameters<typeof putPage>[3]} about */
const put = (path, about) => putPage(shop, foreign, path, about);
/** A script of the shop's own, which stands before the elements. @param {string} name @param {string} code */
const own = (name, code) => {
  foreign.pages.set(`/${name}.js`, code);
  return `<script src="/${name}.js"></script>`;
};
/** @param {Page} page @param {...any} about */
const tell = (page, ...about) => page.evaluate((said) => /** @type {any} */ (window).alongside(...said), about);

/** What a page asks first; it is answered with nothing. @param {Parameters<typeof putPage>[3]} about */
async function asked(about) {
  const { page, context } = await newVisitor(browser);
  await page.route('**/v1/storefront?*', (route) => route.fulfill({ json: { answers: [], words: {} } }));
  const request = page.waitForRequest('**/v1/storefront?*');
  await page.goto(put('/asked', { body: OFFERS, ...about }));
  const body = JSON.parse((await request).postData() ?? '{}');
  await context.close();
  return body;
}

/** Rows that the report has of a decision, once there are so many. */
async function rowsOf(/** @type {string} */ deed, /** @type {string} */ decision, wanted = 1) {
  for (let tries = 0; ; tries += 1) {
    const trace = await asOwner(shop, `/v1/reports/trace?of=${deed}&limit=1000`);
    const rows = trace.rows.filter((/** @type {any} */ row) => row.offer.decision_id === decision);
    if (rows.length >= wanted || tries === 50) return rows.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What general lists of blockers look for in an address (EasyPrivacy among them), and what once was on one. */
const BLOCKED = [
  /[/._-](analytics?|track(er|ing)?|collect(or)?|beacon|pixel|stats?|log(ger)?|metrics?|telemetry|event|hit|impressions?|visitors?)s?([/.?_-]|$)/i,
  /\/v[12]\/events/,
];

test('what happened arrives where blockers let nothing pass that looks like analytics', async () => {
  const { page, context } = await newVisitor(browser);
  /** @type {string[]} */
  const seen = [];
  await context.route('**/*', (route) => {
    const request = route.request();
    if (request.url().startsWith(shop.url)) seen.push(request.url().slice(shop.url.length));
    // Beacons are dropped without a word.
    const isBlocked = request.resourceType() === 'ping' || BLOCKED.some((pattern) => pattern.test(request.url()));
    return isBlocked ? route.abort() : route.continue();
  });
  const impression = page.waitForRequest((request) => (request.postData() ?? '').includes('"impression"'));
  await page.goto(put('/blocked', { head: described(), body: OFFERS }));
  await page.waitForSelector(card);
  const { events } = JSON.parse((await impression).postData() ?? '{}');
  const decision = events.find((/** @type {any} */ one) => one.type === 'impression').decision_id;
  await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
  await page.locator(`${card} a[part=link], ${card} [part=title]`).first().click();
  await page.locator(`${card} [part=dismiss]`).first().click();
  await page.goto(put('/next', { body: '<p>Another page.</p>' }));
  assert.equal(await rowsOf('dismiss', decision), 1, 'what the last page could not send the next one does');
  assert.ok(seen.length >= 3);
  assert.deepEqual(seen.filter((path) => BLOCKED.some((pattern) => pattern.test(path))), []);
  await context.close();
});

test('what could not be sent is sent again, and one that cannot be kept costs no other', async () => {
  const { page, context } = await newVisitor(browser);
  let failures = 2;
  /** @type {Map<string, number>} */
  const kept = new Map();
  await page.route('**/v1/storefront/happened?*', async (route) => {
    if (failures > 0) {
      failures -= 1;
      return route.fulfill({ status: 503 });
    }
    const response = await route.fetch();
    for (const event of JSON.parse(route.request().postData() ?? '{}').events) kept.set(event.type, response.status());
    return route.fulfill({ response });
  });
  const stub = 'alongside=function(){(alongside.q=alongside.q||[]).push(arguments)};alongside("product","x".repeat(300))';
  await page.goto(put('/again', { head: own('long', `window.${stub}`) + described(), body: OFFERS }));
  await tell(page, 'product', shop.cart[0]);
  await page.waitForSelector(card);
  for (let tries = 0; kept.get('impression') !== 200 && tries < 200; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.equal(failures, 0);
  assert.equal(kept.get('impression'), 200);
  await page.waitForFunction(() => localStorage.getItem('alongside.unsent') === null);
  await context.close();
});

test('a purchase counts once however often its page is loaded again', async () => {
  const { page, context } = await newVisitor(browser);
  /** @type {Set<string>} */
  const ids = new Set();
  page.on('request', (request) => {
    if (!request.url().includes('/happened')) return;
    for (const event of JSON.parse(request.postData() ?? '{}').events) if (event.type === 'purchase') ids.add(event.id);
  });
  const bought = `window.dataLayer=[{event:'purchase',ecommerce:{transaction_id:'T-1',items:[{item_id:'${shop.cart[0]}'}]}}]`;
  await page.goto(put('/bought', { head: own('bought', bought), body: OFFERS }));
  for (const isLast of [false, true]) {
    if (ids.size === 0) await page.waitForRequest((request) => (request.postData() ?? '').includes('"purchase"'));
    const again = isLast || page.waitForRequest((request) => (request.postData() ?? '').includes('"purchase"'));
    if (!isLast) await page.reload();
    await again;
  }
  assert.equal(ids.size, 1);
  await context.close();
});

test('a page tells what it is about in each of the ways that shops have', async () => {
  const stub = 'window.alongside=window.alongside||function(){(alongside.q=alongside.q||[]).push(arguments)};';
  const queue = `${stub}alongside('product','P1');alongside('category','A > B');alongside('cart',[{id:'C',quantity:'2',price:'1.50'},null]);`;
  const { context, visitor } = await asked({ lang: 'ro-RO', head: own('queue', queue) });
  assert.deepEqual(context, { product_id: 'P1', category: 'A > B',
    cart: [{ product_id: 'C', quantity: 2, unit_price: '1.50' }], recently_viewed: ['P1'] });
  assert.equal(visitor.locale, 'ro');

  const objects = "window.dataLayer=[{event:'view_cart',ecommerce:{items:[{item_id:'C',quantity:1,price:'1.299,00 €'}]}}]";
  assert.deepEqual((await asked({ head: own('objects', objects) })).context.cart, [{ product_id: 'C', quantity: 1 }]);
  const gtag = "window.dataLayer=[];(function(){dataLayer.push(arguments)})('event','view_item',{items:[{item_id:'G'}]})";
  assert.equal((await asked({ head: own('gtag', gtag) })).context.product_id, 'G');

  const about = async (/** @type {any[]} */ ...nodes) => (await asked({ head: nodes.map(ld).join('') })).context.product_id;
  assert.equal(await about({ '@type': ['Thing', 'http://schema.org/Product'], sku: 42 }), '42');
  assert.equal(await about({ '@graph': [{ '@type': 'WebPage', mainEntity: { '@type': 'Product', mpn: 'M' } }] }), 'M');
  const [one, two] = ['a', 'b'].map((sku) => ({ '@type': 'Product', sku, url: `/${sku}` }));
  assert.equal(await about(one, two), undefined, 'a list of products is about none of them');
  assert.equal(await about(one, { ...two, url: '/asked' }), 'b');
  assert.equal((await asked({ head: '<script type="application/ld+json">{</script>' + ld(one) })).context.product_id, 'a');

  const { context: { product_id }, placements } = await asked({
    body: '<alongside-offers placement="product_page" product-id="T" limit="-3"></alongside-offers>' });
  assert.deepEqual([product_id, placements], ['T', [{ placement: 'product_page' }]]);
});

test('what is not understood of a page does not cost it its offers', async () => {
  const { page, context } = await newVisitor(browser);
  const odd = `window.alongside=function(){(alongside.q=alongside.q||[]).push(arguments)};
    alongside('visitor',{currency:'doubloons'});alongside('cart',[{id:'${shop.cart[1]}',price:'1.23456'}]);
    localStorage.setItem('alongside','{"views":"x","empty":7}');localStorage.setItem('alongside.unsent','[1,null]');`;
  await page.goto(put('/odd', { head: own('odd', odd) + described(), body: OFFERS }));
  await page.waitForSelector(card);
  await context.close();
});

test('who did not agree is nobody, whatever the shop calls them', async () => {
  const named = "window.alongside=function(){(alongside.q=alongside.q||[]).push(arguments)};alongside('visitor',{id:'shop-7'});";
  const silent = await asked({ head: own('named', named), consent: 'denied' });
  assert.deepEqual([silent.visitor.id, silent.visitor.consent], [undefined, false]);
  assert.equal((await asked({ head: own('named', named) })).visitor.id, 'shop-7');
  const google = (/** @type {string} */ how, /** @type {object} */ state) =>
    `(function(){(window.dataLayer=window.dataLayer||[]).push(arguments)})('consent','${how}',${JSON.stringify(state)});`;
  const says = async (/** @type {string} */ code, /** @type {string} */ consent) =>
    (await asked({ head: own('google', code), consent })).visitor.consent;
  assert.equal(await says(google('default', { personalization_storage: 'denied' }), 'granted'), false);
  assert.equal(await says(google('default', { analytics_storage: 'granted' }), ''), true);
  assert.equal(await says(google('default', { analytics_storage: 'granted', region: ['US'] }), ''), false);
});

test('nothing is done with text as HTML, also where the page forbids it', async () => {
  const { page, context, wrong } = await newVisitor(browser);
  const head = '<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for \'script\'; trusted-types \'none\'">';
  await page.goto(put('/trusted', { head: head + described(), body: OFFERS }));
  await page.waitForSelector(card);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a page whose engine does not answer in time shows what it has itself', async () => {
  const { page, context, wrong } = await newVisitor(browser);
  await page.route('**/v1/storefront?*', () => {});
  const body = '<alongside-offers placement="product_page"><p id="own">The shop’s own choice</p></alongside-offers>';
  await page.goto(put('/slow-engine', { head: described(), body }));
  assert.ok(await page.locator('#own').isVisible(), 'also while it waits');
  await page.waitForSelector('alongside-offers[state=own]', { timeout: 10000 });
  assert.ok(await page.locator('#own').isVisible());
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a page from which the elements were removed is as it was', async () => {
  const { page, context } = await newVisitor(browser);
  await page.addInitScript(() => {
    const counted = /** @type {any} */ (window);
    counted.pending = new Set();
    counted.watched = new Set();
    const { setTimeout: set, clearTimeout: clear } = window;
    counted.setTimeout = (/** @type {any} */ work, /** @type {number} */ ms) => {
      const id = set(() => (counted.pending.delete(id), work()), ms);
      counted.pending.add(id);
      return id;
    };
    counted.clearTimeout = (/** @type {number} */ id) => (counted.pending.delete(id), clear(id));
    const { observe, unobserve, disconnect } = IntersectionObserver.prototype;
    Object.assign(IntersectionObserver.prototype, {
      observe(/** @type {Element} */ node) { counted.watched.add(node); return observe.call(this, node); },
      unobserve(/** @type {Element} */ node) { counted.watched.delete(node); return unobserve.call(this, node); },
      disconnect() { counted.watched.clear(); return disconnect.call(this); },
    });
    counted.listeners = 0;
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      // The test's own means listen, too.
      if ((this === window || this === document) && new Error().stack?.includes('/widget/')) {
        counted.listeners += 1;
        const { signal } = /** @type {AddEventListenerOptions} */ (options ?? {});
        if (signal) add.call(signal, 'abort', () => (counted.listeners -= 1));
      }
      return add.call(this, type, listener, options);
    };
  });
  await page.goto(put('/removed', { head: described(), body: OFFERS }));
  await page.waitForSelector(card);
  await page.evaluate(() => /** @type {any} */ (window).dataLayer.push({ event: 'other' }));
  const tellLater = await page.evaluateHandle(() => /** @type {any} */ (window).alongside);
  await tell(page, 'remove');
  /** @type {string[]} */
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  const left = await page.evaluate(async (late) => {
    const counted = /** @type {any} */ (window);
    document.body.append(document.createElement('alongside-offers'));
    document.querySelector('alongside-offers')?.setAttribute('placement', 'home');
    counted.dataLayer.push({ event: 'view_item', items: [{ item_id: 'x' }] });
    late('refresh');
    window.dispatchEvent(new Event('pagehide'));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return { timers: counted.pending.size, watched: counted.watched.size, listeners: counted.listeners,
      stored: localStorage.length + sessionStorage.length, global: 'alongside' in window };
  }, tellLater);
  assert.deepEqual(left, { timers: 0, watched: 0, listeners: 0, stored: 0, global: false });
  assert.deepEqual(requests, []);
  await context.close();
});
