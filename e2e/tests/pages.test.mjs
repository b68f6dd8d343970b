// @ts-check
// Every page for the shop's own people: in four languages, on a phone and on a desk, without a mouse's help.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, asOwner, jumps, keepPicture, newVisitor, openShop, seriousViolations } from '../browser.mjs';

const { shop, browser } = await openShop({ holdOut: true });

/**
 * Somebody who is signed in, by the form.
 * @param {string} lang
 * @param {string} next
 * @param {number} width
 */
async function signedIn(lang, next, width) {
  const visitor = await newVisitor(browser, { viewport: { width, height: 900 } });
  const { page } = visitor;
  await page.goto(`${shop.url}/sign-in?lang=${lang}&next=${encodeURIComponent(next)}`);
  assert.deepEqual(await seriousViolations(page), []);
  await page.keyboard.type(shop.keys.admin);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${next}`);
  return visitor;
}

/**
 * What must hold on every page.
 * @param {import('playwright-core').Page} page
 * @param {string} lang
 * @param {string} picture
 */
async function checkPage(page, lang, picture) {
  const { locale, dir, overflow } = await page.evaluate(() => ({
    locale: document.documentElement.lang,
    dir: document.documentElement.dir,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  const where = `${page.url()} in ${lang}`;
  assert.equal(locale, lang, where);
  assert.equal(dir, ['ar', 'fa'].includes(lang) ? 'rtl' : 'ltr', where);
  assert.equal(overflow, 0, `${where} scrolls sideways`);
  assert.deepEqual(await jumps(page), [], `${where} moves while it arrives`);
  assert.deepEqual(await seriousViolations(page), [], where);
  const untold = await page.evaluate(() => {
    // Built-in words to copy from stand there with their names.
    const toCopy = [...document.querySelectorAll('.verbatim')].map((one) => /** @type {HTMLElement} */ (one).innerText);
    const said = toCopy.reduce((text, part) => text.replace(part, ''), document.body.innerText);
    return said.match(/(?<![\w-])(dashboard|staff|sign-in|widget|incentives|decisions)-[a-z-_]+/g);
  });
  assert.equal(untold, null, `${where} lacks words`);
  if (['en', 'ar'].includes(lang)) await keepPicture(page, picture);
}

/** Pages that the navigation leads to by a step more. */
const FURTHER = [
  'products?q=a', 'placements?id=cart', 'rules?new=1', 'bundles?new=1', 'incentives?new=threshold_discount',
  'incentives?new=points', 'experiments?new=1', 'settings?language=ar', 'trace',
];

for (const lang of LANGUAGES) {
  for (const width of [360, 1440]) {
    test(`the merchant's pages in ${lang} at ${width} pixels`, async () => {
      const { page, context, wrong } = await signedIn(lang, '/dashboard', width);
      const addresses = await page.locator('nav.pages a').evaluateAll((links) =>
        links.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
      assert.ok(addresses.length > 0);
      const further = (['en', 'ar'].includes(lang) ? FURTHER : []).map((last) => `${shop.url}/dashboard/${last}`);
      for (const address of [...addresses, ...further]) {
        const { pathname, search } = new URL(address);
        if (pathname === '/desk') continue;
        await page.goto(address);
        const name = pathname.split('/').at(-1) + search.replace(/\W+/g, '-');
        await checkPage(page, lang, `${name}-${lang}-${width}`);
      }
      assert.deepEqual(wrong, []);
      await context.close();
    });
  }
}

test('a session that ended leads to signing in and back', async () => {
  const { page, context } = await signedIn('en', '/dashboard', 1440);
  await context.clearCookies();
  await page.goto(`${shop.url}/dashboard?days=7`);
  assert.equal(new URL(page.url()).pathname, '/sign-in');
  await page.fill('#key', shop.keys.admin);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/dashboard?days=7');
  await context.close();
});

test('the latest decisions lead to why and why not', async () => {
  const offers = { placement: 'cart', context: { cart: [{ product_id: shop.cart[0] }] } };
  const { decision_id: id } = await asOwner(shop, '/v1/offers', offers);
  const { page, context, wrong } = await signedIn('en', '/dashboard/decisions', 1440);
  await page.selectOption('select[name=placement]', 'cart');
  await page.click('button:has-text("Show")');
  await page.locator('tbody a').first().click();
  assert.equal(new URL(page.url()).searchParams.get('id'), id);
  await checkPage(page, 'en', 'decision');
  await page.goto(`${shop.url}/dashboard/decisions?product=nothing`).catch(() => {});
  assert.match(await page.locator('.mistake').innerText(), /no such product/);
  // The browser itself tells that a page was refused.
  assert.deepEqual(wrong.filter((one) => !one.includes('422')), []);
  await context.close();
});

test('on paper there are figures and tables, and nothing to press', async () => {
  for (const lang of ['en', 'ar']) {
    const { page, context } = await signedIn(lang, '/dashboard', 1440);
    await page.emulateMedia({ media: 'print' });
    for (const last of ['', '/products?q=a', '/journeys', '/rules', '/incentives']) {
      await page.goto(`${shop.url}/dashboard${last}`);
      const { pressed, shown } = await page.evaluate(() => {
        const visible = (/** @type {Element} */ one) => one.checkVisibility();
        const all = (/** @type {string} */ what) => [...document.querySelectorAll(what)].filter(visible);
        return {
          pressed: all('header nav, header form, nav, button, .button, form, input').map((one) => one.outerHTML.slice(0, 80)),
          shown: all('svg[role=img], table, .tiles, h1').length,
        };
      });
      assert.deepEqual(pressed, [], `${last} in ${lang}`);
      assert.ok(shown > 1, `${last} in ${lang} shows ${shown}`);
      if (last === '' || last === '/journeys') {
        assert.ok(await page.locator('svg[role=img], table').first().isVisible());
        await keepPicture(page, `paper${last.replace('/', '-')}-${lang}`);
      }
    }
    const paper = await page.pdf({ format: 'A4' });
    assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
    await context.close();
  }
});

test('what was typed outlives the session it was begun in', async () => {
  const { page, context, wrong } = await signedIn('en', '/dashboard/bundles?new=1', 1440);
  await page.fill('input[name=id]', 'together');
  await page.fill('textarea[name=members]', shop.cart.slice(0, 2).join('\n'));
  await context.clearCookies();
  await page.click('button.main');
  assert.match(await page.locator('[role=alert]').first().innerText(), /What you typed is kept/);
  assert.deepEqual(await seriousViolations(page), []);
  await page.fill('#key', shop.keys.admin);
  await page.keyboard.press('Enter');
  await page.waitForSelector('button:has-text("Send it now")');
  assert.deepEqual(await seriousViolations(page), []);
  await keepPicture(page, 'signed-in-again');
  await page.click('button:has-text("Send it now")');
  await page.waitForURL(/\/dashboard\/bundles\?.*done=bundle-set|\/dashboard\/bundles\?done/);
  assert.match(await page.locator('main').innerText(), /together|The set is saved/);
  assert.deepEqual(wrong.filter((one) => !one.includes('401')), []);
  await context.close();
});

test('what goes wrong is told on a page with a way back', async () => {
  const { page, context } = await signedIn('fa', '/dashboard', 360);
  for (const [path, back] of [['/dashboard/nothing', '/dashboard'], ['/dashboard/bundles?id=nothing', '/dashboard/bundles']]) {
    const answer = await page.goto(shop.url + path);
    assert.equal(answer?.status(), 404);
    assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
    assert.deepEqual(await seriousViolations(page), []);
    await keepPicture(page, 'problem-fa-360');
    await page.click('a.button');
    assert.equal(new URL(page.url()).pathname, back);
  }
  await context.close();
});
