// @ts-check
// The elements in the page of a shop on another origin, under a strict policy: what a visitor sees and what arrives.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  LANGUAGES, asOwner, jumps, keepPicture, newVisitor, openShop, putPage, seriousViolations,
} from '../browser.mjs';

const { shop, foreign, browser } = await openShop();

const described = () =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@graph': [
    { '@type': 'BreadcrumbList' }, { '@type': 'Product', sku: shop.cart[0], name: 'x' }] })}</script>`;
const OFFERS = '<alongside-offers placement="product_page"></alongside-offers>';
const card = 'alongside-offers [part=offer]';

/** @param {import('playwright-core').Page} page @param {string} selector */
const titles = (page, selector = `${card} [part=title]`) => page.locator(selector).allInnerTexts();

/** @param {string} path @param {Parameters<typeof putPage>[3]} about */
const put = (path, about) => putPage(shop, foreign, path, about);

/** Has every offered product have a page of its own. @param {import('playwright-core').Page} page */
const withPages = (page) =>
  page.route('**/v1/storefront?*', async (route) => {
    const response = await route.fetch();
    const told = await response.json();
    for (const offer of told.answers[0].answer.offers) offer.product.page_url = `/product-${offer.product.id}`;
    await route.fulfill({ response, json: told });
  });

/** Everything the page sends to the engine's event address. @param {import('playwright-core').Page} page */
const listen = (page) => {
  /** @type {any[]} */
  const events = [];
  page.on('request', (request) => {
    if (request.url().includes('/v1/storefront/happened')) events.push(...(JSON.parse(request.postData() ?? '{}').events ?? []));
  });
  return events;
};

for (const lang of LANGUAGES) {
  for (const width of [360, 1440]) {
    test(`offers in ${lang} at ${width} pixels`, async () => {
      const { page, context, wrong } = await newVisitor(browser, { viewport: { width, height: 900 } });
      const address = put(`/${lang}`, { lang, head: described(), body: OFFERS });
      await page.goto(address);
      await page.waitForSelector(card);
      assert.ok((await titles(page)).every((title) => title.length > 0));
      const section = page.locator('alongside-offers [part=section]');
      assert.equal(await section.getAttribute('dir'), ['ar', 'fa'].includes(lang) ? 'rtl' : 'ltr');
      assert.equal(await section.getAttribute('lang'), lang);
      assert.deepEqual(await jumps(page), []);
      assert.deepEqual(await seriousViolations(page), []);
      const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      assert.equal(await page.evaluate(overflow), 0, 'the page scrolls sideways');
      await keepPicture(page, `widget-${lang}-${width}`);
      assert.deepEqual(wrong, []);
      assert.deepEqual(await context.cookies(), [], 'no cookie is needed');
      await context.close();
    });
  }
}

test('nothing jumps on a slow line', async () => {
  const { page, context } = await newVisitor(browser);
  await page.route('**/widget/alongside.js*', async (route) => {
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    await route.continue();
  });
  const body = `${OFFERS}<p>More.</p>`;
  await page.goto(put('/slow', { head: described(), body }), { waitUntil: 'commit' });
  await page.waitForSelector(card);
  assert.deepEqual(await jumps(page), []);
  await context.close();
});

test('what is shown, seen and clicked arrives once', async () => {
  const { page, context } = await newVisitor(browser);
  const events = listen(page);
  await withPages(page);
  await page.goto(put('/once', { head: described(), body: OFFERS }));
  await page.waitForSelector(card);
  const count = await page.locator(card).count();
  const of = (/** @type {string} */ type) => events.filter((event) => event.type === type);
  await page.waitForRequest((request) => (request.postData() ?? '').includes('"viewable"'), { timeout: 10000 });
  assert.equal(of('impression').length, count);
  assert.equal(new Set(events.map((event) => event.id)).size, events.length, 'no event is sent twice');
  assert.equal(of('view').length, 1);
  await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
  const link = page.locator(`${card} a[part=link]`).first();
  await link.click();
  await link.click();
  await page.goto('about:blank');
  const decision = of('impression')[0].decision_id;
  // What the browser sends while the page goes away arrives a moment later.
  const rowsOf = async (/** @type {string} */ deed, /** @type {number} */ wanted) => {
    for (let tries = 0; ; tries += 1) {
      const trace = await asOwner(shop, `/v1/reports/trace?of=${deed}&limit=1000`);
      const rows = trace.rows.filter((/** @type {any} */ row) => row.offer.decision_id === decision);
      if (rows.length >= wanted || tries === 50) return rows.length;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  assert.equal(await rowsOf('click', 1), 1);
  assert.equal(await rowsOf('impression', count), count, 'the report has each impression once');
  await context.close();
});

test('what a visitor declines does not come back', async () => {
  const { page, context } = await newVisitor(browser);
  const address = put('/decline', { head: described(), body: OFFERS });
  await page.goto(address);
  await page.waitForSelector(card);
  const [first] = await titles(page);
  const sent = page.waitForResponse((response) => response.url().includes('/v1/storefront/happened')
    && (response.request().postData() ?? '').includes('"dismiss"'));
  await page.locator(`${card} [part=dismiss]`).first().click();
  assert.ok(!(await titles(page)).includes(first));
  assert.equal(await page.evaluate(() => document.querySelector('alongside-offers')?.shadowRoot?.activeElement
    ?.getAttribute('part')), 'dismiss', 'the focus goes to the next offer');
  await sent;
  await page.reload();
  await page.waitForSelector(card);
  assert.ok(!(await titles(page)).includes(first));
  await context.close();
});

test('offers follow the cart at once', async () => {
  const { page, context } = await newVisitor(browser);
  const body = '<alongside-offers placement="cart"></alongside-offers><button id="add">Add</button>';
  await page.goto(put('/cart', { body }));
  await page.waitForSelector('alongside-offers');
  const [, second] = shop.cart;
  await page.evaluate((id) => {
    document.querySelector('#add')?.addEventListener('click', () => {
      /** @type {any} */ (window).dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: id, quantity: 1 }] } });
    });
  }, second);
  const asked = page.waitForRequest((request) => request.url().includes('/v1/storefront?')
    && JSON.parse(request.postData() ?? '{}').context.cart.some((/** @type {any} */ line) => line.product_id === second));
  const before = await titles(page);
  await page.click('#add');
  await (await asked).response();
  await page.waitForFunction((known) => {
    const shown = [...(document.querySelector('alongside-offers')?.shadowRoot?.querySelectorAll('[part=title]') ?? [])];
    return shown.length > 0 && JSON.stringify(shown.map((one) => /** @type {HTMLElement} */ (one).innerText)) !== known;
  }, JSON.stringify(before));
  await context.close();
});

test('without consent nothing is kept and nobody is known', async () => {
  const { page, context } = await newVisitor(browser);
  const events = listen(page);
  const asked = page.waitForRequest((request) => request.url().includes('/v1/storefront?'));
  await page.goto(put('/no', { head: described(), body: OFFERS, consent: 'denied' }));
  const { visitor } = JSON.parse((await asked).postData() ?? '{}');
  assert.equal(visitor.id, undefined);
  assert.equal(visitor.consent, false);
  await page.waitForSelector(card);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
  assert.deepEqual(events, []);
  await page.evaluate(() => /** @type {any} */ (window).alongside('consent', 'granted'));
  await page.waitForFunction(() => localStorage.getItem('alongside') !== null);
  await page.evaluate(() => /** @type {any} */ (window).alongside('consent', 'denied'));
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await context.close();
});

for (const [name, answer] of /** @type {[string, (route: import('playwright-core').Route) => Promise<void>][]} */ ([
  ['down', (route) => route.abort()],
  ['refusing', (route) => route.fulfill({ status: 500, body: 'no' })],
  ['answering rubbish', (route) => route.fulfill({ status: 200, body: '<html>?' })],
  ['answering other things', (route) => route.fulfill({ status: 200, json: { answers: [{ answer: { placement: 'product_page', offers: [{}, 7] } }] } })],
  ['answering nothing of it', (route) => route.fulfill({ status: 200, json: { answers: null } })],
])) {
  test(`the shop's page stays whole with an engine that is ${name}`, async () => {
    const { page, context, wrong } = await newVisitor(browser);
    await page.route('**/v1/storefront?*', answer);
    const body = '<alongside-offers placement="product_page"><p id="own">The shop’s own choice</p></alongside-offers>';
    const met = page.waitForEvent('requestfinished', { predicate: (request) => request.url().includes('/v1/storefront?') })
      .catch(() => undefined);
    const failed = page.waitForEvent('requestfailed', { predicate: (request) => request.url().includes('/v1/storefront?') })
      .catch(() => undefined);
    await page.goto(put('/bad', { head: described(), body }));
    await Promise.race([met, failed]);
    assert.ok(await page.locator('#own').isVisible(), 'what the page has itself stays');
    assert.ok(await page.locator('#below').isVisible());
    assert.deepEqual(await jumps(page), []);
    assert.deepEqual(wrong.filter((line) => !line.includes('Failed to load resource')), []);
    await context.close();
  });
}

test('without scripts the page has what it has itself', async () => {
  const { page, context } = await newVisitor(browser, { javaScriptEnabled: false });
  const body = '<alongside-offers placement="product_page"><p id="own">The shop’s own choice</p></alongside-offers>';
  await page.goto(put('/plain', { body }));
  assert.ok(await page.locator('#own').isVisible());
  await context.close();
});

test('a malicious product cannot act in the shop’s page', async () => {
  const evil = '<img src=x onerror="window.evil=1"><script>window.evil=1</script>';
  const [product] = shop.cart;
  const { page, context } = await newVisitor(browser);
  await page.route('**/v1/storefront?*', async (route) => {
    const response = await route.fetch();
    const told = await response.json();
    for (const offer of told.answers[0].answer.offers) {
      offer.product.title = evil;
      offer.product.page_url = 'javascript:window.evil=1';
      offer.product.image_url = 'javascript:window.evil=1';
      offer.text.headline = evil;
    }
    await route.fulfill({ response, json: told });
  });
  await page.goto(put('/evil', { head: described(), body: OFFERS }));
  await page.waitForSelector(card);
  assert.ok((await titles(page))[0].includes('<img'), `shown as text for ${product}`);
  assert.equal(await page.locator(`${card} a`).count(), 0);
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).evil), undefined);
  await context.close();
});

test('nothing is left when the elements are removed', async () => {
  const { page, context } = await newVisitor(browser);
  await page.goto(put('/gone', { head: described(), body: OFFERS }));
  await page.waitForSelector(card);
  await page.evaluate(() => /** @type {any} */ (window).alongside('remove'));
  const left = await page.evaluate(() => ({
    elements: document.querySelectorAll('alongside-offers').length,
    stored: localStorage.length,
    global: 'alongside' in window,
    layer: 'dataLayer' in window,
  }));
  assert.deepEqual(left, { elements: 0, stored: 0, global: false, layer: false });
  await context.close();
});

test('the better one beside this one, a set, and the way to free delivery', async () => {
  await asOwner(shop, '/v1/incentives/delivery', { kind: 'free_shipping', threshold: '500.00' }, 'PUT');
  for (const lang of ['en', 'ar']) {
    const { page, context, wrong } = await newVisitor(browser);
    const events = listen(page);
    const body = `<alongside-shipping-progress placement="cart"></alongside-shipping-progress>
      <alongside-compare placement="product_page"></alongside-compare>
      <alongside-bundle placement="product_page"></alongside-bundle>${OFFERS}`;
    await page.goto(put(`/all-${lang}`, { lang, head: described(), body }));
    await page.evaluate((id) => /** @type {any} */ (window).alongside('cart', [{ id, price: '100.00' }]), shop.cart[0]);
    await page.waitForSelector('alongside-compare [part=table]');
    await page.waitForSelector('alongside-bundle [part=member]');
    const bar = page.locator('alongside-shipping-progress progress');
    await bar.waitFor();
    const reached = Number(await bar.getAttribute('value'));
    assert.ok(reached > 0 && reached < 1, `${reached}`);
    assert.equal(await page.locator('alongside-offers [data-kind=bundle]').count(), 0, 'the set stands in its own place');
    assert.ok((await page.locator('alongside-compare tbody tr').count()) > 1);
    assert.deepEqual(await seriousViolations(page), []);
    await keepPicture(page, `widget-all-${lang}`);
    const added = page.evaluate(() => new Promise((resolve) => document.addEventListener('alongside:add', (event) => {
      event.preventDefault();
      resolve(/** @type {any} */ (event).detail.product_ids);
    })));
    const reporting = page.waitForRequest((request) => (request.postData() ?? '').includes('"add_to_cart"'));
    await page.locator('alongside-bundle [part=add]').click();
    const ids = /** @type {string[]} */ (await added);
    assert.ok(ids.length > 0 && !ids.includes(shop.cart[0]), 'what is in the cart is not added again');
    await reporting;
    const reported = events.filter((event) => event.type === 'add_to_cart').map((event) => event.product_id);
    assert.deepEqual(reported, ids);
    assert.deepEqual(wrong, []);
    await context.close();
  }
});

test('who is held out has no gap in the pages that follow', async () => {
  await asOwner(shop, '/v1/hold-out', { percent: 50 }, 'PUT');
  for (let tries = 0; ; tries += 1) {
    assert.ok(tries < 30, 'half of the visitors are held out');
    const { page, context } = await newVisitor(browser);
    const asked = page.waitForResponse((response) => response.url().includes('/v1/storefront?'));
    const address = put('/held-out', { head: described(), body: OFFERS });
    await page.goto(address);
    const told = await (await asked).json();
    const heldOut = told.answers[0].answer.notes.some((/** @type {any} */ note) => note.code === 'held_out');
    if (heldOut) {
      await page.waitForFunction(() => localStorage.getItem('alongside')?.includes('"quiet":true'));
      // The script is there before the place: a place that was seen before would stay.
      foreign.pages.set('/hold.js', '');
      await page.route('**/hold.js', async (route) => {
        await page.waitForFunction(() => customElements.get('alongside-offers'));
        await route.continue();
      });
      await page.goto(put('/held-out-again', { body: `<script src="/hold.js"></script>${OFFERS}` }));
      await page.waitForSelector('alongside-offers[state=gone]', { state: 'attached' });
      assert.equal(await page.locator('alongside-offers').evaluate((element) => element.getBoundingClientRect().height), 0);
      assert.deepEqual(await jumps(page), []);
      await context.close();
      break;
    }
    await context.close();
  }
  await asOwner(shop, '/v1/hold-out', { percent: 0 }, 'PUT');
});
