// @ts-check
/**
 * The demo shop's own script: what a shop's theme does beside the elements. It says what the page is about in
 * `dataLayer`, as analytics of any shop do, and puts what an offer's button adds into the cart. The cart stands in the
 * page's address, so putting something into it is going to the same page with another address.
 */
(() => {
  /** @typedef {{item_id: string, quantity: number, price?: string}} Item */

  /** The cart of an address has so many lines, and a line so many units, as the server has it. */
  const LINES_MAX = 20;
  const UNITS_MAX = 99;
  /** Where the place on the page is kept while the cart changes. */
  const PLACE = 'shop.place';

  const shop = /** @type {any} */ (window);
  /** What is said before the elements have come waits for them. */
  shop.alongside ??= function () {
    (shop.alongside.q ??= []).push(arguments);
  };
  shop.dataLayer ??= [];

  const { page, cart, about } = document.body.dataset;
  /** @param {string | undefined} text */
  const read = (text) => (text ? JSON.parse(text) : undefined);
  /** @type {Item[]} */
  const items = read(cart) ?? [];
  const subject = read(about);

  /** @param {string} event @param {object} ecommerce */
  const push = (event, ecommerce) => shop.dataLayer.push({ event, ecommerce });
  /** @param {Item[]} lines */
  const tellCart = (lines) =>
    shop.alongside('cart', lines.map(({ item_id, quantity, price }) => ({ id: item_id, quantity, price })));

  // ---- What the page is about

  const category = document.querySelector('[data-category]')?.getAttribute('data-category');
  if (category) shop.alongside('category', category);
  if (page === 'cart') push('view_cart', { items });
  else if (page === 'checkout') push('begin_checkout', { items });
  else if (page === 'thanks' && subject) bought();
  else tellCart(items);
  if (page === 'product' && subject) push('view_item', { items: [subject] });

  /** An order is reported once, however often its page is loaded again. */
  function bought() {
    if (history.state?.reported === subject.transaction_id) return tellCart(subject.items);
    push('purchase', subject);
    history.replaceState({ reported: subject.transaction_id }, '');
  }

  // ---- The cart in the address

  /** The lines of the cart, with more of some products. @param {string[]} added */
  const linesWith = (added) => {
    const lines = new Map(items.map(({ item_id, quantity }) => [item_id, quantity]));
    for (const id of added) {
      if (lines.has(id) || lines.size < LINES_MAX) lines.set(id, Math.min((lines.get(id) ?? 0) + 1, UNITS_MAX));
    }
    return lines;
  };

  /** An address of this shop with the language and these lines. @param {URL} address @param {Map<string, number>} lines */
  const withLines = (address, lines) => {
    address.searchParams.set('lang', document.documentElement.lang);
    address.searchParams.delete('cart');
    for (const [id, quantity] of lines) address.searchParams.append('cart', `${quantity}*${id}`);
    return address;
  };

  document.addEventListener('alongside:add', (event) => {
    event.preventDefault();
    const { product_ids } = /** @type {CustomEvent} */ (event).detail;
    try {
      sessionStorage.setItem(PLACE, String(scrollY));
    } catch {
      // Then the page begins at its top.
    }
    location.assign(withLines(new URL(location.href), linesWith(product_ids)));
  });

  /** The products of offers lead to the address that the catalogue has: language and cart come along. */
  const keepCart = (/** @type {Event} */ event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!(link instanceof HTMLAnchorElement) || !(link.getRootNode() instanceof ShadowRoot)) return;
    const address = new URL(link.href);
    if (address.origin === location.origin) link.href = withLines(address, linesWith([])).href;
  };
  for (const type of ['click', 'auxclick', 'contextmenu']) document.addEventListener(type, keepCart, { capture: true });

  try {
    const place = sessionStorage.getItem(PLACE);
    sessionStorage.removeItem(PLACE);
    if (place) addEventListener('load', () => scrollTo({ top: Number(place), behavior: 'instant' }));
  } catch {
    // Storage is forbidden: the page begins at its top.
  }

  // ---- Forms and links of the shop's own

  document.querySelector('form[data-add]')?.addEventListener('submit', (event) => {
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    push('add_to_cart', { items: [{ ...subject, quantity: Number(fields.get('quantity')) || 1 }] });
  });
  for (const link of document.querySelectorAll('a[data-remove]')) {
    link.addEventListener('click', () => {
      const removed = items.filter(({ item_id }) => item_id === link.getAttribute('data-remove'));
      push('remove_from_cart', { items: removed });
    });
  }

  /** What the elements keep of this visitor. @returns {{id?: string, quiet?: boolean}} */
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem('alongside') ?? '{}');
    } catch {
      return {};
    }
  };

  // The order says who placed it, so that it is known what offers brought.
  document.querySelector('form[data-order]')?.addEventListener('submit', (event) => {
    const field = /** @type {HTMLFormElement} */ (event.target).elements.namedItem('visitor');
    if (field instanceof HTMLInputElement) field.value = kept().id ?? '';
  });

  // ---- One visitor in some is shown no offers, so that it can be told what offers earn: here that is said

  const note = document.querySelector('[data-held-out]');
  const tellHeldOut = () => note?.toggleAttribute('hidden', !kept().quiet);
  const states = new MutationObserver(tellHeldOut);
  for (const element of document.querySelectorAll('alongside-offers')) {
    states.observe(element, { attributeFilter: ['state'] });
  }
  tellHeldOut();
  document.querySelector('[data-new-visitor]')?.addEventListener('click', () => {
    shop.alongside('consent', 'denied');
    location.reload();
  });
})();
