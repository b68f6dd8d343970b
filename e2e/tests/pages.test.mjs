// @ts-check
// Every page for the shop's own people: in four languages, on a phone and on a desk, without a mouse's help.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LANGUAGES, keepPicture, layoutShift, newVisitor, seriousViolations, serveDemo, startBrowser } from '../browser.mjs';

/** @type {Awaited<ReturnType<typeof serveDemo>>} */
let shop;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  shop = await serveDemo();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await shop?.stop();
});

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
  // A long table may settle by a hair while it arrives; what is good is ten times as much.
  assert.ok((await layoutShift(page)) < 0.01, where);
  assert.deepEqual(await seriousViolations(page), [], where);
  const untold = await page.evaluate(() => document.body.innerText.match(/(?<![\w-])(dashboard|staff|sign-in|widget)-[a-z-_]+/g));
  assert.equal(untold, null, `${where} lacks words`);
  if (['en', 'ar'].includes(lang)) await keepPicture(page, picture);
}

for (const lang of LANGUAGES) {
  for (const width of [360, 1440]) {
    test(`the merchant's pages in ${lang} at ${width} pixels`, async () => {
      const { page, context, wrong } = await signedIn(lang, '/dashboard', width);
      const addresses = await page.locator('nav.pages a').evaluateAll((links) =>
        links.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
      assert.ok(addresses.length > 0);
      for (const address of addresses) {
        await page.goto(address);
        const name = new URL(address).pathname.split('/').at(-1);
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
