// @ts-check
// A catalogue, customers and merchants that would like to act in other people's browsers: markup wherever a text can
// stand, and every page that shows any of it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { PROGRAM, asOwner, newVisitor, openShop, putPage } from '../browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Closes what is open, in every place where a text may land, and tries to act from there. */
const EVIL = '\'"></title></textarea></script></style><img src=x onerror=evil(1)><script>evil(2)</script>'
  + '<svg onload=evil(3)></svg><a href="javascript:evil(4)">x</a>${evil(5)}{{evil(6)}}';
const EVIL_LINK = 'javascript:evil(7)//';
const EVIL_PICTURE = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="evil(8)"/>';
const HOSTILE_ID = '"><img src=x onerror=evil(9)>';
/** Pages of the dashboard that are looked at. */
const PAGES_MAX = 60;

const { shop, foreign, browser } = await openShop();
/** A category of which every product is hostile. @type {string} */
let category;

/** Writes hostile texts wherever a shop's data and a merchant's settings have any. */
async function plant() {
  const { products } = await asOwner(shop, '/v1/products?limit=1000');
  const own = products.find((/** @type {any} */ one) => one.id === shop.cart[0]);
  const evil = products.map((/** @type {any} */ product) => ({
    ...product,
    title: Object.fromEntries(['en', 'ar', 'fa', 'ro'].map((lang) => [lang, `${EVIL} ${product.id}`])),
    description: { en: EVIL },
    brand: EVIL,
    ...(product.id === own.id && { image_url: EVIL_PICTURE, page_url: EVIL_LINK }),
    attributes: { ...product.attributes, [`${EVIL} `.slice(0, 60)]: EVIL },
    category: product.category.map((/** @type {string} */ part, /** @type {number} */ at) => (at ? part : `${part}${EVIL}`)),
  }));
  category = evil.find((/** @type {any} */ one) => one.id === own.id).category.join(' > ');
  await asOwner(shop, '/v1/products/batch', { products: [...evil, { ...evil[0], id: HOSTILE_ID }] });

  const review = JSON.stringify({ product_id: own.id, review: EVIL, title: EVIL, locale: 'en', review_id: 'r1' });
  const customer = (/** @type {string} */ id) =>
    JSON.stringify({ customer_id: id, tags: [EVIL], region: EVIL, consent: true });
  const customers = ['c1', HOSTILE_ID].map(customer);
  for (const [name, lines] of /** @type {[string, string[]][]} */ ([['reviews', [review]], ['customers', customers]])) {
    const file = join(shop.folder, `../${EVIL.replaceAll('/', '')} ${name}.jsonl`);
    writeFileSync(file, lines.join('\n'));
    execFileSync(PROGRAM, ['--data', shop.folder, '--quiet', 'import', file, '--kind', name], { stdio: 'pipe' });
  }
  const order = { order_id: HOSTILE_ID, customer_id: HOSTILE_ID, placed_at: new Date().toISOString(),
    lines: [{ product_id: own.id, quantity: 1 }, { product_id: HOSTILE_ID, quantity: 1 }] };
  await asOwner(shop, '/v1/orders', order);
  const rule = { action: 'boost', factor: 2, note: EVIL, products: { categories: [category] } };
  await asOwner(shop, '/v1/rules/evil', rule, 'PUT');
  const members = shop.cart.slice(0, 2).map((id) => ({ product_id: id, quantity: 1 }));
  await asOwner(shop, '/v1/bundles/evil', { title: { en: EVIL }, members }, 'PUT');
  await asOwner(shop, '/v1/lexicons/en', { phrases: { [`charge ${EVIL}`]: [`product:${own.id}`] } }, 'PUT');
  await asOwner(shop, '/v1/incentives/gift', { kind: 'gift', gift_product_id: own.id, threshold: '900.00' }, 'PUT');
  // Fluent reads braces; the rest of it stands as it is.
  const said = EVIL.replace(/[{}]/g, '');
  const content = `widget-heading-product_page = ${said}\nwidget-add = ${said}\n`;
  await asOwner(shop, '/v1/texts/en', { content }, 'PUT');
  await asOwner(shop, '/v1/experiments/evil', { title: EVIL.slice(0, 100), placements: ['cart'], metric: 'conversion',
    visitors_planned: 5000, arms: [{ name: 'a', share_percent: 50 }, { name: 'b', share_percent: 50, change: { slots: 1 } }] }, 'PUT');
  await asOwner(shop, '/v1/models/build', {}, 'POST');
  // What was planted is there once a page says it: the search knows the new titles with the next build.
  for (let tries = 0; tries < 600; tries += 1) {
    const { offers } = await asOwner(shop, '/v1/offers', { placement: 'product_page', context: { product_id: own.id } });
    if (offers.length && offers.every((/** @type {any} */ one) => one.product.title.includes('onerror'))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the hostile titles do not come into force');
}
await plant();

/** A visitor whose browser tells when anything of it acts, or was only kept from it by the policy. */
async function trapped(options = {}) {
  const visitor = await newVisitor(browser, options);
  /** @type {string[]} */
  const acted = [];
  await visitor.page.exposeFunction('evil', (/** @type {number} */ by) => acted.push(`evil(${by}) acted`));
  visitor.page.on('dialog', (dialog) => (acted.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  visitor.page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) acted.push(message.text());
  });
  return { ...visitor, acted };
}

/** Nothing of what was planted became part of a page, also within the shadows of elements. @param {Page} page */
async function check(page, /** @type {string[]} */ acted) {
  const planted = await page.evaluate(() => {
    /** @type {string[]} */
    const found = [];
    const look = (/** @type {ParentNode} */ root) => {
      for (const node of root.querySelectorAll('*')) {
        const markup = /** @type {Element} */ (node.cloneNode(false)).outerHTML;
        const names = node.getAttributeNames().filter((name) => name.startsWith('on'));
        const links = ['href', 'src', 'action', 'formaction'].map((name) => node.getAttribute(name) ?? '');
        const isScript = node.localName === 'script' && (node.textContent ?? '').startsWith('evil');
        const isEvil = (/** @type {string} */ link) => /^\s*(javascript|data):(?!,)/i.test(link) || link === 'x';
        if (names.length || isScript || links.some(isEvil)) found.push(markup);
        if (node.shadowRoot) look(node.shadowRoot);
      }
    };
    look(document);
    return found;
  });
  assert.deepEqual([...planted, ...acted], [], page.url());
}

/** @param {string} next */
async function signedIn(next, key = shop.keys.admin) {
  const visitor = await trapped();
  const { page } = visitor;
  await page.goto(`${shop.url}/sign-in?next=${encodeURIComponent(next)}`);
  await page.fill('#key', key);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === new URL(next, shop.url).pathname);
  return visitor;
}

/** Where a page's links lead to without changing anything. @param {Page} page */
const links = (page) => page.locator('a[href]').evaluateAll((all) => all
  .map((one) => /** @type {HTMLAnchorElement} */ (one))
  .filter((one) => one.origin === location.origin && !one.hasAttribute('download') && /^\/(dashboard|desk)/.test(one.pathname)
    && !/[?&](csv|format|lang)=/.test(one.search))
  .map((one) => one.href.split('#')[0] ?? ''));

test('nothing acts in the merchant’s pages', async () => {
  const { page, context, acted } = await signedIn('/dashboard');
  const query = (/** @type {Record<string, string>} */ of) => new URLSearchParams(of).toString();
  const wanted = [
    `${shop.url}/dashboard/products?${query({ q: EVIL })}`,
    `${shop.url}/dashboard/products?${query({ product: shop.cart[0] ?? '' })}`,
    `${shop.url}/dashboard/products?${query({ product: HOSTILE_ID })}`,
    `${shop.url}/dashboard/customers?${query({ customer: HOSTILE_ID })}`,
    `${shop.url}/dashboard/decisions?${query({ decision: EVIL, id: EVIL })}`,
    `${shop.url}/dashboard?${query({ done: EVIL, days: '7' })}`,
  ];
  /** Of each page with parameters only some: they are alike. @type {Map<string, number>} */
  const kinds = new Map();
  const seen = new Set();
  let shown = 0;
  wanted.push(`${shop.url}/dashboard`);
  for (let address = wanted.shift(); address && seen.size < PAGES_MAX; address = wanted.shift()) {
    const { pathname, searchParams } = new URL(address);
    const kind = `${pathname}?${[...searchParams.keys()].sort()}`;
    const alike = kinds.get(kind) ?? 0;
    if (seen.has(address) || alike >= 4) continue;
    kinds.set(kind, alike + 1);
    seen.add(address);
    await page.goto(address);
    await check(page, acted);
    if (await page.getByText('onerror=evil').count()) shown += 1;
    wanted.push(...await links(page));
  }
  assert.ok(seen.size >= 20, `${seen.size} pages`);
  assert.ok(shown >= 5, `what was planted is shown as text, on ${shown} pages`);
  await context.close();
});

test('nothing acts at the sales desk', async () => {
  const { page, context, acted } = await signedIn('/desk', shop.keys.secret);
  const query = new URLSearchParams({ line: `1*${shop.cart[0]}`, customer: HOSTILE_ID, receipt: EVIL });
  for (const address of [`/desk?${query}`, `/desk?${new URLSearchParams({ q: EVIL })}`, '/desk/practice',
    `/desk?${query}&${new URLSearchParams({ did: 'sold', of: EVIL })}`]) {
    await page.goto(shop.url + address);
    await check(page, acted);
  }
  await page.goto(`${shop.url}/desk?${query}&line=${encodeURIComponent(`1*${HOSTILE_ID}`)}`);
  assert.ok(await page.locator('.card-offer').count() > 0, 'offers with hostile titles are there');
  await check(page, acted);
  await context.close();
});

test('nothing acts in the demo’s shop, with scripts and without', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const visitor = javaScriptEnabled ? await trapped() : { ...await newVisitor(browser, { javaScriptEnabled }), acted: [] };
    const { page, context, acted } = visitor;
    const to = (/** @type {string} */ path, /** @type {Record<string, string>} */ query) =>
      `${path}?${new URLSearchParams(query)}`;
    const cart = `1*${shop.cart[0]}`;
    for (const path of ['/', to('/category', { path: category }), to('/category', { q: EVIL }),
      to('/product', { id: shop.cart[0] ?? '' }), to('/product', { id: HOSTILE_ID }), to('/cart', { cart }),
      to('/checkout', { cart }), to('/thanks', { order: EVIL })]) {
      await page.goto(shop.url + path);
      if (javaScriptEnabled) {
        await page.waitForFunction(() => ['ready', 'empty', 'gone', undefined]
          .includes(document.querySelector('alongside-offers')?.getAttribute('state') ?? undefined));
        await check(page, acted);
      } else {
        assert.equal(await page.locator('img[src=x], svg[onload], a[href^=javascript]').count(), 0, path);
      }
    }
    await context.close();
  }
});

test('nothing acts in a shop’s page by the elements or the fragment', async () => {
  const { page, context, acted } = await trapped();
  const query = new URLSearchParams({ key: shop.keys.public, placement: 'product_page', product_id: shop.cart[0] ?? '' });
  const fragment = await (await fetch(`${shop.url}/v1/storefront/fragment?${query}`)).text();
  assert.ok(fragment.includes('onerror'), 'the fragment shows it as text');
  const body = `<alongside-compare placement="product_page"></alongside-compare>
    <alongside-bundle placement="product_page"></alongside-bundle>
    <alongside-offers placement="product_page" product-id="${shop.cart[0]}"></alongside-offers>${fragment}`;
  await page.goto(putPage(shop, foreign, '/hostile', { body }));
  await page.waitForSelector('alongside-offers [part=offer]');
  await check(page, acted);
  const shown = await page.locator('alongside-offers [part=title]').first().innerText();
  assert.ok(shown.includes('<img src=x'), 'shown as text');
  await context.close();
});

test('nothing acts in the files of a report and an evaluation', async () => {
  const { page, context, acted } = await trapped();
  const config = join(shop.folder, `../${EVIL.replaceAll('/', '').slice(0, 120)}.toml`);
  writeFileSync(config, '');
  const file = join(shop.folder, '../page.html');
  for (const words of [['report'], ['evaluate', '--task', 'seed_to_rest', '--config', config]]) {
    execFileSync(PROGRAM, ['--data', shop.folder, '--quiet', ...words, '--html', file], { stdio: 'pipe' });
    await page.goto(pathToFileURL(file).href);
    await check(page, acted);
  }
  assert.ok((await page.locator('main').innerText()).includes('onerror'), 'the configuration is named as it is');
  await context.close();
});
