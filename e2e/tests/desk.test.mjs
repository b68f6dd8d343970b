// @ts-check
// The sales desk by keyboard alone, on a phone without scripts, and in every language: what a clerk sees and does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, keepPicture, newVisitor, openShop, seriousViolations } from '../browser.mjs';

const { shop, browser } = await openShop({ holdOut: true });

const PHONE = { width: 360, height: 780 };

/**
 * A clerk who is signed in, at the desk.
 * @param {string} lang
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
const clerkIn = async (lang, options = {}) => {
  const visitor = await newVisitor(browser, options);
  const { page } = visitor;
  await page.goto(`${shop.url}/sign-in?next=/desk&lang=${lang}`);
  await page.fill('#key', shop.keys.desk);
  await page.press('#key', 'Enter');
  // As a clerk does who sees the cursor: what is typed before is lost, and a scanner types at once.
  await page.waitForSelector('#find:focus');
  return visitor;
};

/** The lines of the basket. @param {import('playwright-core').Page} page */
const lines = (page) => page.locator('.lines li').count();
/** The offers' titles. @param {import('playwright-core').Page} page */
const offers = (page) => page.locator('.card-offer h3').allInnerTexts();

/**
 * Types as a scanner does, without waiting between its digits, and waits for the basket.
 * @param {import('playwright-core').Page} page @param {string} code @param {number} count
 */
const scan = async (page, code, count) => {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.waitForFunction((wanted) => document.querySelectorAll('.lines li').length === wanted, count);
};

test('a clerk sells by keyboard alone', async () => {
  const { page, wrong, context } = await clerkIn('en');
  const [phone, protector] = shop.cart;
  await scan(page, /** @type {string} */ (phone), 1);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'find');
  const [first, second] = await offers(page);
  assert.ok(first && second, 'two offers at least');

  // Declined by one key, and not offered again.
  await page.keyboard.press('Shift+Digit1');
  await page.waitForFunction((gone) => ![...document.querySelectorAll('.card-offer h3')].some(
    (title) => title.textContent === gone), first);
  assert.equal(await lines(page), 1);
  const [next] = await offers(page);
  assert.ok(next);

  // Shift and the block of digits, or that block without its lock, type End and arrows: nothing is taken by them.
  const isLeftAlone = await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown',
    { code: 'Numpad1', key: 'End', bubbles: true, cancelable: true })));
  assert.ok(isLeftAlone);

  // Taken by one key.
  await page.keyboard.press('1');
  await page.waitForFunction((taken) => document.getElementById('said')?.textContent?.includes(taken), next);

  // A code that begins with a digit is no choice: a scanner goes on at once.
  const [before, said] = [await lines(page), await page.textContent('#said')];
  await page.keyboard.type(`1*${protector}`);
  await page.keyboard.press('Enter');
  await page.waitForFunction((text) => document.getElementById('said')?.textContent !== text, said);
  assert.ok(await lines(page) >= before);

  // Chosen from a list by arrow, then the way back.
  await page.keyboard.type('smartphone');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.choices');
  await keepPicture(page, 'desk-list-en');
  const listed = page.url();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.choices', { state: 'detached' });
  await page.goBack();
  await page.waitForSelector('.choices');
  assert.equal(page.url(), listed);
  await page.keyboard.press('Escape');
  await page.waitForSelector('.choices', { state: 'detached' });
  assert.deepEqual(wrong, []);
  await context.close();
});

test('without scripts a thumb does the same', async () => {
  const { page, context } = await clerkIn('ro', { javaScriptEnabled: false, viewport: PHONE });
  await page.fill('#find', /** @type {string} */ (shop.cart[0]));
  await page.click('.find button');
  assert.equal(await lines(page), 1);
  const [first] = await offers(page);
  await page.click('button[value=decline]');
  assert.ok(first && !(await offers(page)).includes(first));
  await page.click('button[value=accept]');
  const taken = await lines(page);
  assert.ok(taken >= 1);
  await context.close();
});

for (const lang of LANGUAGES) {
  test(`the desk and its practice read well in ${lang}`, async () => {
    const { page, wrong, context } = await clerkIn(lang);
    await scan(page, /** @type {string} */ (shop.cart[0]), 1);
    for (const [name, path] of [['desk', page.url()], ['practice', `${shop.url}/desk/practice`]]) {
      for (const viewport of [{ width: 1440, height: 900 }, PHONE]) {
        await page.setViewportSize(viewport);
        await page.goto(/** @type {string} */ (path));
        assert.deepEqual(await seriousViolations(page), [], `${name} ${lang} ${viewport.width}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= viewport.width, `${name} ${lang}: ${wide} pixels wide`);
        await keepPicture(page, `${name}-${lang}-${viewport.width}`);
      }
    }
    assert.equal(await page.locator('.choices a').count(), 4);
    await page.keyboard.press('2');
    await page.waitForSelector('.right, .wrong');
    await keepPicture(page, `practice-told-${lang}`);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}
