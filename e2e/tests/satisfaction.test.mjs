// @ts-check
// The question after an order: who is asked, how it is answered with keys alone, and that it is asked once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jumps, keepPicture, newVisitor, openShop, putPage, seriousViolations } from '../browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

const { shop, foreign, browser } = await openShop();

const ELEMENT = '<alongside-satisfaction></alongside-satisfaction>';

/** Places orders until one of them is of the share that is asked about. @param {Page} page */
async function placeUntilAsked(page) {
  for (let number = 0; number < 60; number += 1) {
    const order = `order-${number}`;
    // Of this order, and not of the page as it was before: a newer question ends an older one.
    const answered = page.waitForResponse((response) => (response.request().postData() ?? '').includes(`"${order}"`));
    await page.evaluate((id) => /** @type {any} */ (window).alongside('order', id), order);
    await (await answered).finished();
    // The page has read the answer before it asks again.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
    if (await page.locator('alongside-satisfaction[state=ready]').count()) return order;
  }
  throw new Error('one order in five is asked about');
}

for (const [lang, dir, question, seven] of [
  ['en', 'ltr', 'How likely are you to recommend this shop to a friend?', '7'],
  ['ar', 'rtl', 'ما مدى احتمال أن توصي أحد أصدقائك بهذا المتجر؟', '٧'],
]) {
  for (const width of [360, 1440]) {
    test(`the question in ${lang} at ${width} pixels is answered by keys and asked once`, async () => {
      const { page, context, wrong } = await newVisitor(browser, { viewport: { width, height: 900 } });
      await page.goto(putPage(shop, foreign, `/thanks-${lang}`, { lang, body: ELEMENT }));
      const order = await placeUntilAsked(page);
      const group = page.getByRole('group');
      assert.ok((await group.innerText()).length > 0);
      assert.equal(await page.locator('alongside-satisfaction legend').innerText(), question);
      assert.equal(await page.getByRole('radio').count(), 11);
      const lefts = await page.getByRole('radio').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
      const rising = lefts.every((left, place) => place === 0 || left > (lefts[place - 1] ?? 0));
      const falling = lefts.every((left, place) => place === 0 || left < (lefts[place - 1] ?? 0));
      assert.ok(dir === 'rtl' ? falling : rising, `${lefts}`);
      const box = await page.getByRole('radio').first().boundingBox();
      assert.ok(box && box.width >= 24 && box.height >= 24, 'a finger hits it');
      const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      assert.equal(await page.evaluate(overflow), 0, 'the page scrolls sideways');
      const clipped = await page.locator('alongside-satisfaction').evaluate((one) => one.scrollHeight - one.clientHeight);
      assert.ok(clipped <= 0, `${clipped} pixels are cut off`);
      assert.deepEqual(await seriousViolations(page), []);
      assert.deepEqual(await jumps(page), []);
      await keepPicture(page, `satisfaction-${lang}-${width}`);

      const rating = page.waitForResponse((response) => (response.request().postData() ?? '').includes('"rating"'));
      await page.keyboard.press('Tab');
      for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowDown');
      assert.ok(await page.getByRole('radio', { name: seven, exact: true }).isChecked());
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const response = await rating;
      assert.equal(response.status(), 200);
      const events = JSON.parse(response.request().postData() ?? '{}').events;
      const { type, score, order_id } = events.find((/** @type {any} */ event) => event.type === 'rating');
      assert.deepEqual({ type, score, order_id }, { type: 'rating', score: 7, order_id: order });
      const thanks = page.locator('alongside-satisfaction [part=thanks]');
      assert.ok((await thanks.innerText()).length > 5);
      assert.ok(await thanks.evaluate((one) => one.matches(':focus')), 'whoever does not see it hears it');

      for (const isAnew of [false, true]) {
        const first = isAnew && page.waitForResponse('**/v1/storefront?*');
        if (isAnew) await page.reload();
        await first;
        const answered = page.waitForResponse('**/v1/storefront?*');
        await page.evaluate((id) => /** @type {any} */ (window).alongside('order', id), order);
        await (await answered).finished();
        assert.equal(await page.getByRole('radio').count(), 0, 'nobody is asked twice');
      }
      assert.deepEqual(wrong, []);
      await context.close();
    });
  }
}

test('nothing is sent before something was chosen, and who did not agree is not asked', async () => {
  const { page, context } = await newVisitor(browser);
  await page.goto(putPage(shop, foreign, '/thanks-unchosen', { body: ELEMENT }));
  await placeUntilAsked(page);
  await page.locator('alongside-satisfaction [part=add]').click();
  assert.equal(await page.getByRole('radio').count(), 11, 'the question is still there');
  await context.close();

  const silent = await newVisitor(browser);
  await silent.page.goto(putPage(shop, foreign, '/thanks-denied', { body: ELEMENT, consent: 'denied' }));
  await assert.rejects(placeUntilAsked(silent.page), /one order in five/);
  await silent.context.close();
});

test('a page that names its order while it is answered already still asks', async () => {
  const { page, context } = await newVisitor(browser);
  /** @param {string} visitor_id @param {string} order_id */
  const isDrawn = async (visitor_id, order_id) => {
    const data = { placement: 'post_purchase', visitor: { id: visitor_id, consent: true }, context: { order_id } };
    const headers = { authorization: `Bearer ${shop.keys.secret}` };
    return 'survey' in await (await page.request.post(`${shop.url}/v1/offers`, { data, headers })).json();
  };
  let order = 0;
  while (await isDrawn(`anybody-${order}`, `undrawn-${order}`)) order += 1;

  for (let number = 0; number < 60; number += 1) {
    let answer = () => {};
    const answered = new Promise((resolve) => (answer = () => resolve(undefined)));
    await page.route('**/v1/storefront?*', async (route) => {
      const response = await route.fetch();
      if (!route.request().postData()?.includes('undrawn')) await answered;
      // The browser may have given it up.
      await route.fulfill({ response }).catch(() => {});
    });
    const asked = page.waitForRequest('**/v1/storefront?*');
    await page.goto(putPage(shop, foreign, '/thanks-late', { body: ELEMENT }));
    await asked;
    const later = page.waitForResponse('**/v1/storefront?*');
    await page.evaluate((id) => /** @type {any} */ (window).alongside('order', id), `undrawn-${order}`);
    await (await later).finished();
    answer();
    await page.unrouteAll({ behavior: 'wait' });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
    if (await page.locator('alongside-satisfaction[state=ready]').count()) break;
    await page.evaluate(() => localStorage.clear());
  }
  assert.equal(await page.getByRole('radio').count(), 11, 'one visitor in five is asked about no order in particular');
  await context.close();
});

test('the demo’s shop asks on its page after the order', async () => {
  const { page, context } = await newVisitor(browser);
  for (let number = 0; number < 60; number += 1) {
    await page.goto(`${shop.url}/checkout?lang=en&cart=${shop.cart[0]}`);
    await page.check('input[name=delivery][value=pick-up]');
    const answered = page.waitForResponse('**/v1/storefront?*');
    await page.click('form[data-order] button');
    await page.waitForURL('**/thanks?**');
    await (await answered).finished();
    await page.waitForSelector('alongside-satisfaction[state]', { state: 'attached' });
    if (await page.locator('alongside-satisfaction[state=ready]').count()) break;
  }
  assert.equal(await page.getByRole('radio').count(), 11);
  assert.deepEqual(await jumps(page), []);
  await keepPicture(page, 'shop-satisfaction-en');
  await context.close();
});
