// @ts-check
/**
 * Alongside in a shop's page: what goes with it, instead of it, together. Two lines of HTML, no framework, no cookie.
 *
 *   <script type="module" async src="https://offers.example/widget/alongside.js?key=pk_…&consent=granted"></script>
 *   <alongside-offers placement="product_page"></alongside-offers>
 *
 * The page is the shop's: whatever fails here fails silently, and what stands inside an element stays shown instead.
 * Words and prices come written out from the server; nothing that it sends is ever parsed as HTML.
 */

/** @typedef {{id: string, quantity?: number, price?: string|number}} CartLine */
/** @typedef {{id: string, title: string, image_url?: string, page_url?: string, locale?: string}} Product */
/** @typedef {{product: Product, quantity: number, in_cart: boolean}} Member */
/** @typedef {{name: string, offer?: any, instead_of?: any, unit?: string, better?: boolean}} Compared */
/** @typedef {{price?: string, list_price?: string, total?: string, saving?: string, add: string, dismiss: string,
 *   members?: string[], instead_of?: string}} Written */
/** @typedef {{offer_id: string, kind: string, product: Product, written: Written, members?: Member[],
 *   text: {headline: string, body: string, badge?: string, dir: string},
 *   comparison?: {with: {id: string, title: string}, attributes: Compared[]}}} Offer */
/** @typedef {{amount: string}} Amount */
/** @typedef {{kind: string, reached: boolean, cart_value: Amount, threshold?: Amount,
 *   text: {headline: string, body: string}}} Incentive */
/** @typedef {{decision_id: string, placement: string, offers: Offer[], incentives?: Incentive[],
 *   notes: {code: string}[]}} Answer */
/** @typedef {{answers: {heading: string, answer: Answer}[], words: Record<string, string>, dir: string,
 *   lang: string}} Page */
/** @typedef {{id: string, type: string, at: string, visitor_id: string, product_id?: string, placement?: string,
 *   decision_id?: string, order_id?: string, quantity?: number}} Sent */

const SCRIPT = new URL(import.meta.url);
const BASE = SCRIPT.href.replace(/\/widget\/[^/]*$/, '');
const KEY = SCRIPT.searchParams.get('key') ?? '';
const STORED = 'alongside';
const UNSENT = 'alongside.unsent';
const VIEWS_MAX = 20;
/** An unsent event is given up after so many tries, and so many wait at most. */
const TRIES_MAX = 5;
const WAITING_MAX = 100;
const TIMEOUT_MS = 4000;
/** Half of an offer for one second: the viewable impression of the Media Rating Council. */
const VIEWABLE_MS = 1000;

const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @param {unknown} value */
const words = (value) => (typeof value === 'string' ? value : '');

/**
 * Storage that is missing, full or forbidden is as good as empty.
 * @param {() => any} work
 */
const attempt = (work) => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

// ---- What is known of the page and the visitor

const page = {
  consent: SCRIPT.searchParams.get('consent') === 'granted',
  visitor: /** @type {Record<string, string>} */ ({}),
  product: '',
  category: '',
  order: '',
  cart: /** @type {CartLine[]} */ ([]),
  pageId: `p-${randomId()}`,
};

/** @returns {{id?: string, views?: string[], quiet?: boolean}} */
const stored = () => (page.consent && attempt(() => JSON.parse(localStorage.getItem(STORED) ?? '{}'))) || {};

/** @param {{id?: string, views?: string[], quiet?: boolean}} change */
const store = (change) => {
  if (page.consent) attempt(() => localStorage.setItem(STORED, JSON.stringify({ ...stored(), ...change })));
};

const forget = () => {
  for (const name of [STORED, UNSENT]) attempt(() => localStorage.removeItem(name));
};

/** Who asks: with consent the same in the next visit, without it nobody. */
const visitorId = () => {
  if (page.visitor.id || !page.consent) return page.visitor.id ?? '';
  let { id } = stored();
  if (typeof id !== 'string' || !id) store({ id: (id = `v-${randomId()}`) });
  return (page.visitor.id = id);
};

/** The product that the page is about, by its schema.org description. */
const describedProduct = () => {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const found = attempt(() => findProduct(JSON.parse(script.textContent ?? ''), 0));
    if (found) return found;
  }
  return '';
};

/** @param {any} node @param {number} depth @returns {string} */
const findProduct = (node, depth) => {
  if (!node || typeof node !== 'object' || depth > 4) return '';
  if (Array.isArray(node)) return node.reduce((found, part) => found || findProduct(part, depth + 1), '');
  const types = [node['@type']].flat();
  if (types.some((type) => type === 'Product' || type === 'ProductGroup')) {
    return words(node.sku ?? node.productID ?? node.productGroupID ?? node.mpn);
  }
  return findProduct(node['@graph'] ?? node.mainEntity, depth + 1);
};

const productId = () =>
  page.product || [...elements].map((one) => one.getAttribute('product-id')).find(Boolean) || describedProduct();

// ---- What visitors do: kept until the server has it, whatever happens to the network in between

/** @type {{event: Sent, tries: number}[]} */
let waiting = attempt(() => JSON.parse(localStorage.getItem(UNSENT) ?? '[]')) ?? [];
if (!Array.isArray(waiting)) waiting = [];
const reported = new Set();
let timer = 0;
let pauseMs = 1000;

/**
 * Reports once that something happened.
 * @param {string} type
 * @param {Partial<Sent>} about
 */
const report = (type, about) => {
  const visitor_id = visitorId();
  const key = [type, about.product_id, about.decision_id, about.order_id].join('\n');
  // A refusal is reported without consent too: the page's own number stands for nobody.
  if (!visitor_id && type !== 'dismiss') return;
  if (type !== 'add_to_cart' && type !== 'remove_from_cart' && reported.has(key)) return;
  reported.add(key);
  const event = { id: randomId(), type, at: new Date().toISOString(), visitor_id: visitor_id || page.pageId, ...about };
  waiting.push({ event, tries: 0 });
  waiting.splice(0, waiting.length - WAITING_MAX);
  schedule(pauseMs);
};

/** @param {number} ms */
const schedule = (ms) => {
  if (!timer) timer = window.setTimeout(flush, ms);
};

const flush = async () => {
  timer = 0;
  const sending = waiting;
  if (!sending.length) return;
  waiting = [];
  const done = await fetch(address('/v1/events'), {
    ...POST,
    keepalive: true,
    body: JSON.stringify({ events: sending.map(({ event }) => event) }),
  }).then(
    // What the server refuses it refuses again.
    ({ status }) => status < 500 && status !== 429 && status !== 408,
    () => false,
  );
  pauseMs = done ? 1000 : Math.min(pauseMs * 2, 60000);
  if (!done) waiting = [...sending.filter((one) => ++one.tries < TRIES_MAX), ...waiting].slice(-WAITING_MAX);
  if (waiting.length) schedule(pauseMs);
  keepWaiting();
};

/** What could not be sent is sent from the next page, where it may be kept. */
const keepWaiting = () =>
  attempt(() => {
    if (waiting.length && page.consent) localStorage.setItem(UNSENT, JSON.stringify(waiting));
    else localStorage.removeItem(UNSENT);
  });

/** The page goes away: the browser sends what is left by itself. */
const hand = () => {
  const body = JSON.stringify({ events: waiting.map(({ event }) => event) });
  if (waiting.length && navigator.sendBeacon?.(address('/v1/events'), new Blob([body], { type: 'text/plain' }))) {
    waiting = [];
  }
  keepWaiting();
};

/** @param {string} path */
const address = (path) => `${BASE}${path}?key=${encodeURIComponent(KEY)}`;

/** Plain text with the key in the address: the browser need not ask first whether it may. */
const POST = /** @type {RequestInit} */ ({
  method: 'POST',
  credentials: 'omit',
  headers: { 'content-type': 'text/plain' },
});

// ---- Asking: all elements of the page in one question

/** @type {Set<Element_>} */
const elements = new Set();
let asking = 0;
let whole = false;
/** @type {AbortController | undefined} */
let asked;

const refresh = () => {
  // What the page still has to say is waited for, so that it asks once.
  if (whole && !asking) asking = requestAnimationFrame(ask);
};

const ask = async () => {
  asking = 0;
  asked?.abort();
  const mine = (asked = new AbortController());
  const slots = [...elements].filter((element) => element.placement);
  if (!slots.length) return;
  const late = setTimeout(() => mine.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(address('/v1/storefront'), { ...POST, signal: mine.signal, body: question(slots) });
    if (!response.ok) throw new Error(String(response.status));
    show(slots, await response.json());
  } catch {
    // Another question is on its way, or the shop's page goes on without us.
    if (asked === mine) for (const element of slots) element.fail();
  } finally {
    clearTimeout(late);
  }
};

/** @param {Element_[]} slots */
const question = (slots) => {
  const product_id = productId() || undefined;
  const cart = page.cart.map(({ id, quantity = 1, price }) => ({
    product_id: id,
    quantity,
    unit_price: price === undefined ? undefined : String(price),
  }));
  const placements = new Map(slots.map((slot) => [slot.placement, slot.limit]));
  const { views } = stored();
  return JSON.stringify({
    visitor: { locale: /^[a-z]{2,3}\b/i.exec(document.documentElement.lang)?.[0], ...page.visitor, id: visitorId() || undefined,
      consent: page.consent },
    context: { product_id, category: page.category || undefined, cart, order_id: page.order || undefined,
      recently_viewed: views?.length ? views : undefined },
    placements: [...placements].map(([placement, limit]) => ({ placement, limit })),
  });
};

/** @param {Element_[]} slots @param {Page} told */
const show = (slots, told) => {
  const heldOut = told.answers.some(({ answer }) => answer.notes.some(({ code }) => code === 'held_out'));
  if (heldOut !== !!stored().quiet) store({ quiet: heldOut });
  for (const slot of slots) {
    const found = told.answers.find(({ answer }) => answer.placement === slot.placement);
    if (found) slot.answer(found.answer, told, words(found.heading));
    else slot.fail();
  }
};

/** When somebody did something on the page last. */
let touched = -1000;
/** What ends when the elements are removed for good. */
const life = new AbortController();
/** @param {EventTarget} target @param {string} type @param {() => void} listener */
const listenTo = (target, type, listener) =>
  target.addEventListener(type, listener, { capture: true, passive: true, signal: life.signal });
for (const type of ['pointerdown', 'keydown']) listenTo(window, type, () => (touched = performance.now()));

// ---- Drawing

/**
 * @param {string} tag
 * @param {string} part
 * @param {Record<string, any>} [properties]
 * @param {(Node | string | null | undefined | false)[]} children
 */
const make = (tag, part, properties = {}, ...children) => {
  const node = document.createElement(tag);
  if (part) node.setAttribute('part', part);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== undefined && (value !== '' || name === 'alt')) node.setAttribute(name, value);
  }
  node.append(.../** @type {Node[]} */ (children.filter(Boolean)));
  return node;
};

/** An address that a link or a picture may have. @param {unknown} url */
const safe = (url) => {
  const parsed = url && attempt(() => new URL(words(url), document.baseURI));
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : '';
};

const STYLE = `
:host{display:block;contain:layout;box-sizing:border-box;block-size:var(--alongside-block-size,22rem);overflow:hidden;
font:var(--alongside-font,inherit);color:var(--alongside-color,inherit);text-align:start}
:host(alongside-compare){block-size:var(--alongside-block-size,18rem)}
:host(alongside-bundle){block-size:var(--alongside-block-size,19rem)}
:host(alongside-shipping-progress){block-size:var(--alongside-block-size,3.5rem)}
:host([hidden]){display:none}:host([state=gone]){block-size:0}
*{box-sizing:border-box}
[part=section]{display:flex;flex-direction:column;block-size:100%;gap:.5rem}
[part=heading]{font-size:1.15em;margin:0}
[part=list]{display:flex;gap:var(--alongside-gap,.75rem);list-style:none;margin:0;padding:2px;overflow-x:auto;flex:1;
min-block-size:0;scroll-snap-type:inline proximity}
[part=offer]{flex:0 0 var(--alongside-card-inline-size,11.5rem);scroll-snap-align:start;display:flex;
flex-direction:column;gap:.25rem;position:relative;padding:.6rem;min-block-size:0;overflow:hidden;
background:var(--alongside-background,Canvas);color:var(--alongside-color,CanvasText);
border:1px solid var(--alongside-border,#8885);border-radius:var(--alongside-radius,.5rem)}
[part=image]{inline-size:100%;block-size:6rem;object-fit:contain;flex:none;border-radius:inherit;background:#8881}
[part=title],[part=headline],[part=reason]{margin:0;font-size:.9em;display:-webkit-box;-webkit-box-orient:vertical;
-webkit-line-clamp:2;overflow:hidden;overflow-wrap:anywhere;flex:none}
[part=title]{font-weight:600}
[part=headline],[part=reason]{font-size:.8em}
[part=price]{margin:auto 0 0;font-weight:600;white-space:nowrap}
[part=price] s{font-weight:400;opacity:.75;margin-inline-start:.4em}
[part=badge]{position:absolute;inset-block-start:.5rem;inset-inline-start:.5rem;font-size:.7em;padding:.1rem .45rem;
border-radius:1rem;max-inline-size:calc(100% - 3.5rem);white-space:nowrap;overflow:hidden;text-overflow:ellipsis;
background:var(--alongside-accent,#0b57d0);color:var(--alongside-on-accent,#fff)}
a{color:inherit}
[part=title] a{text-decoration:none}[part=title] a:hover{text-decoration:underline}
button{font:inherit;cursor:pointer;min-block-size:2.25rem;border-radius:var(--alongside-radius,.5rem)}
[part=add]{flex:none;border:0;background:var(--alongside-accent,#0b57d0);color:var(--alongside-on-accent,#fff);
padding:.3rem .9rem;font-size:.85em}
[part=section]>[part=add],.set [part=add]{align-self:start}
[part=dismiss]{position:absolute;inset-block-start:.25rem;inset-inline-end:.25rem;inline-size:2.25rem;border:0;
border-radius:50%;background:var(--alongside-background,Canvas);color:inherit;font-size:1.1em;line-height:1}
:focus-visible{outline:2px solid var(--alongside-focus,#0b57d0);outline-offset:1px}
[part=status]{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
[part~=scroll]{overflow:auto;flex:1;min-block-size:0}
table{border-collapse:collapse;min-inline-size:min(100%,34rem);font-size:.9em}
th[scope=row]::first-letter{text-transform:uppercase}
th,td{text-align:start;padding:.3rem .5rem;border-block-end:1px solid var(--alongside-border,#8885);vertical-align:top}
[part=members]{list-style:none;margin:0;padding:0;display:flex;gap:.75rem;overflow-x:auto;flex:1;min-block-size:0}
[part=member]{flex:0 0 7.5rem;font-size:.85em;overflow:hidden}[part=member-price]{font-weight:600}
.set{display:flex;flex-direction:column;gap:.4rem;flex:1;min-block-size:0}
[part=bar]{inline-size:100%;block-size:.6rem;accent-color:var(--alongside-accent,#0b57d0)}`;

const sheet = attempt(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  return sheet;
});

/** Timers of the offers that are in view now. @type {Map<Element, number>} */
const inView = new Map();
/** @type {WeakMap<Element, () => void>} */
const onceSeen = new WeakMap();
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, intersectionRatio } of entries) {
      clearTimeout(inView.get(target));
      inView.delete(target);
      if (intersectionRatio < 0.5) continue;
      const seen = () => {
        watcher.unobserve(target);
        inView.delete(target);
        onceSeen.get(target)?.();
      };
      inView.set(target, window.setTimeout(() => document.hidden || seen(), VIEWABLE_MS));
    }
  },
  { threshold: [0, 0.5] },
);

/** What every element has in common: a place, a shadow, and a height that never changes before anyone's eyes. */
class Element_ extends HTMLElement {
  static observedAttributes = ['placement', 'product-id', 'limit'];

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    if (sheet) root.adoptedStyleSheets = [sheet];
    // What the page itself has here is shown until there is something better.
    root.append(document.createElement('slot'));
  }

  get placement() {
    return this.getAttribute('placement') ?? '';
  }

  get limit() {
    return Number(this.getAttribute('limit')) || undefined;
  }

  connectedCallback() {
    elements.add(this);
    if (stored().quiet) this.setAttribute('state', 'gone');
    refresh();
  }

  disconnectedCallback() {
    elements.delete(this);
    this.unwatch();
  }

  attributeChangedCallback() {
    if (this.isConnected) refresh();
  }

  unwatch() {
    for (const node of this.shadowRoot?.querySelectorAll('[part~=offer]') ?? []) {
      watcher.unobserve(node);
      clearTimeout(inView.get(node));
      inView.delete(node);
    }
  }

  /** @param {Answer} answer @param {Page} told @param {string} heading */
  answer(answer, told, heading) {
    this.unwatch();
    const content = attempt(() => this.draw(answer, told, heading));
    if (!content) return this.empty();
    // What was laid out without this place does not jump, unless somebody just did something.
    if (this.getAttribute('state') === 'gone' && this.isAbove() && performance.now() - touched > 400) return;
    this.setAttribute('state', 'ready');
    content.setAttribute('dir', told.dir === 'rtl' ? 'rtl' : 'ltr');
    content.setAttribute('lang', words(told.lang));
    this.shadowRoot?.replaceChildren(content);
    for (const [node, offer] of this.drawn ?? []) {
      const about = aboutOf(offer, answer);
      report('impression', about);
      onceSeen.set(node, () => report('viewable', about));
      watcher.observe(node);
    }
    this.drawn = undefined;
  }

  /** The offers among what was drawn last. @type {Map<Element, Offer> | undefined} */
  drawn;

  /**
   * What to show; nothing where nothing fits.
   * @param {Answer} _answer @param {Page} _told @param {string} _heading @returns {HTMLElement | undefined}
   */
  draw(_answer, _told, _heading) {
    return undefined;
  }

  /** Whether somebody would see what stands below it move. */
  isAbove() {
    return this.getBoundingClientRect().top < innerHeight;
  }

  /** Nothing fits: the place goes once nobody can see it going. */
  empty() {
    this.shadowRoot?.replaceChildren();
    if (this.getAttribute('state') === 'gone') return;
    this.setAttribute('state', 'empty');
    const gone = new IntersectionObserver(() => {
      if (this.getAttribute('state') === 'empty') {
        if (this.isAbove()) return;
        this.setAttribute('state', 'gone');
      }
      gone.disconnect();
    });
    gone.observe(this);
  }

  /** Nobody answered: what the page has here itself stays. */
  fail() {
    if (this.getAttribute('state') === 'ready') return;
    if (this.querySelector(':scope>:not(noscript)')) this.shadowRoot?.replaceChildren(document.createElement('slot'));
    else this.empty();
  }

  /** @param {string} heading @param {(Node | false | undefined)[]} content */
  section(heading, ...content) {
    const title = this.getAttribute('heading') ?? heading;
    return make('section', 'section', { 'aria-label': title }, make('h2', 'heading', { dir: 'auto' }, title), ...content);
  }

  /** @param {Offer} offer @param {Answer} answer @param {string[]} [ids] */
  add(offer, answer, ids = [offer.product.id]) {
    for (const product_id of ids) report('add_to_cart', { ...aboutOf(offer, answer), product_id });
    const detail = { product_id: offer.product.id, product_ids: ids, offer_id: offer.offer_id,
      decision_id: answer.decision_id };
    const unheard = this.dispatchEvent(
      new CustomEvent('alongside:add', { bubbles: true, composed: true, cancelable: true, detail }));
    const action = safe(this.getAttribute('add-action'));
    if (unheard && action) this.submit(action, ids);
    else if (unheard && safe(offer.product.page_url)) location.assign(safe(offer.product.page_url));
  }

  /** The shop's own form, as if the customer had filled it in. @param {string} action @param {string[]} ids */
  submit(action, ids) {
    const form = make('form', '', { action, method: 'post', hidden: 'hidden' });
    for (const value of ids) {
      form.append(make('input', '', { type: 'hidden', name: this.getAttribute('add-field') ?? 'id', value }));
    }
    document.body.append(form);
    /** @type {HTMLFormElement} */ (form).submit();
  }
}

/** @param {Offer} offer @param {Answer} answer */
const aboutOf = (offer, answer) => ({
  product_id: offer.product.id,
  placement: answer.placement,
  decision_id: answer.decision_id,
});

/** A picture that takes its room before it comes, and where there is none. @param {Product} product */
const picture = (product) => {
  const src = safe(product.image_url);
  return make(src ? 'img' : 'div', 'image', src ? { src, alt: '', loading: 'lazy', width: 160, height: 96 } : {});
};

/** Which way a name runs in a language: a Latin brand in front of it does not turn an Arabic name round.
 * @param {any} text @param {string | undefined} lang */
const wayOf = (text, lang) =>
  !lang ? 'auto' : /^(ar|fa|he|ur|ckb|ps)\b/.test(lang) && /[\u0590-\u08ff\ufb1d-\ufefc]/.test(words(text)) ? 'rtl' : 'ltr';

/** @param {Product} product @param {(event: Event) => void} [onclick] */
const titled = (product, onclick) => {
  const href = safe(product.page_url);
  const shown = { dir: wayOf(product.title, product.locale), lang: product.locale };
  return href
    ? make('a', 'link', { ...shown, href, ...(onclick && { onclick }) }, words(product.title))
    : make('span', '', shown, words(product.title));
};

/** @param {Written} written */
const priced = ({ price, list_price }) =>
  make('p', 'price', {}, make('span', '', { dir: 'auto' }, words(price)),
    list_price && make('s', '', { dir: 'auto' }, words(list_price)));

/** `<alongside-offers>`: a row of cards, each with its reason. */
class Offers extends Element_ {
  /** @param {Answer} answer @param {Page} told @param {string} heading */
  draw(answer, told, heading) {
    const elsewhere = (/** @type {string} */ name) =>
      [...elements].some((one) => one.localName === name && one.placement === this.placement);
    const offers = answer.offers.filter((offer) =>
      !(offer.members && elsewhere('alongside-bundle')) && !(offer.comparison && elsewhere('alongside-compare')));
    if (!offers.length) return undefined;
    this.drawn = new Map();
    const list = make('ul', 'list', { role: 'list', tabindex: '0', 'aria-label': heading });
    const status = make('p', 'status', { role: 'status' });
    for (const offer of offers) {
      const card = this.card(offer, answer, told, status);
      this.drawn.set(card, offer);
      list.append(card);
    }
    return this.section(heading, list, status);
  }

  /** @param {Offer} offer @param {Answer} answer @param {Page} told @param {HTMLElement} status */
  card(offer, answer, told, status) {
    const about = aboutOf(offer, answer);
    const { written, text } = offer;
    const ids = offer.members?.filter((member) => !member.in_cart).map((member) => member.product.id);
    const dismiss = () => {
      report('dismiss', about);
      const next = /** @type {HTMLElement | null} */ (card.nextElementSibling ?? card.previousElementSibling);
      card.remove();
      status.textContent = words(told.words.dismissed);
      if (next) /** @type {HTMLElement} */ (next.querySelector('[part=dismiss]'))?.focus();
      else this.empty();
    };
    const add = () => {
      this.add(offer, answer, ids);
      status.textContent = words(told.words.added);
    };
    const card = make('li', 'offer', { 'data-kind': offer.kind },
      picture(offer.product),
      text.badge && make('span', 'badge', { dir: text.dir }, words(text.badge)),
      make('p', 'title', {}, titled(offer.product, () => report('click', about))),
      make('p', 'headline', { dir: text.dir }, words(text.headline)),
      make('p', 'reason', { dir: text.dir, title: words(text.body) }, words(text.body)),
      priced(written),
      make('button', 'add', { type: 'button', 'aria-label': words(written.add), onclick: add },
        words(ids ? told.words.add_all : told.words.add)),
      make('button', 'dismiss', { type: 'button', 'aria-label': words(written.dismiss), onclick: dismiss }, '×'));
    return card;
  }
}

/** `<alongside-compare>`: the product beside the better one, line by line. */
class Compare extends Element_ {
  /** @param {Answer} answer @param {Page} told */
  draw(answer, told) {
    const offer = answer.offers.find(({ comparison }) => comparison?.attributes.length);
    if (!offer?.comparison) return undefined;
    const { with: current, attributes } = offer.comparison;
    const head = (/** @type {Node} */ content) => make('th', '', { scope: 'col' }, content);
    const cell = (/** @type {any} */ value, /** @type {string | undefined} */ unit, marked = false) =>
      make('td', marked ? 'better' : '', { dir: 'auto' },
        [valueOf(value, told), value === undefined ? '' : words(unit)].join(' ').trim(),
        marked && ` ✓ ${words(told.words.better)}`);
    /** @param {Compared} compared */
    const row = ({ name, unit, offer: own, instead_of, better }) =>
      make('tr', '', {}, make('th', '', { scope: 'row', dir: 'auto' }, words(name)), cell(instead_of, unit),
        cell(own, unit, better === true));
    const click = () => report('click', aboutOf(offer, answer));
    const table = make('table', 'table', {},
      make('caption', 'status', {}, words(told.words.compare)),
      make('thead', '', {}, make('tr', '', {}, make('td', ''), head(make('span', '', { dir: wayOf(current.title, told.lang) }, words(current.title))),
        head(titled(offer.product, click)))),
      make('tbody', '', {},
        make('tr', '', {}, make('th', '', { scope: 'row' }, words(told.words.price)),
          make('td', '', { dir: 'auto' }, words(offer.written.instead_of)),
          make('td', '', { dir: 'auto' }, words(offer.written.price))),
        ...attributes.map(row)));
    const button = make('button', 'add',
      { type: 'button', 'aria-label': words(offer.written.add), onclick: () => this.add(offer, answer) },
      words(told.words.add));
    const body = make('div', 'offer scroll', { tabindex: '0', role: 'region', 'aria-label': words(told.words.compare) },
      table);
    this.drawn = new Map([[body, offer]]);
    return this.section(words(told.words.compare), make('p', 'headline', { dir: offer.text.dir }, words(offer.text.headline)),
      body, button);
  }
}

/** @param {any} value @param {Page} told */
const valueOf = (value, told) => {
  if (typeof value === 'boolean') return words(value ? told.words.yes : told.words.no);
  if (typeof value === 'number') return attempt(() => value.toLocaleString(told.lang)) ?? String(value);
  return words(value);
};

/** `<alongside-bundle>`: what is offered together, and what that saves. */
class Bundle extends Element_ {
  /** @param {Answer} answer @param {Page} told */
  draw(answer, told) {
    const offer = answer.offers.find(({ members }) => members?.length);
    if (!offer?.members) return undefined;
    const ids = offer.members.filter((member) => !member.in_cart).map((member) => member.product.id);
    const click = () => report('click', aboutOf(offer, answer));
    const members = offer.members.map((member, index) =>
      make('li', 'member', {}, picture(member.product), titled(member.product, click),
        make('div', 'member-price', { dir: 'auto' }, words(offer.written.members?.[index]))));
    const card = make('div', 'offer bundle', { class: 'set' },
      make('ul', 'members', { role: 'list', tabindex: '0' }, ...members),
      make('p', 'price', {}, words(offer.written.total), offer.written.saving &&
        make('span', 'saving', {}, ` ${words(offer.written.saving)}`)),
      make('button', 'add', { type: 'button', 'aria-label': words(offer.written.add),
        onclick: () => this.add(offer, answer, ids) }, words(told.words.add_all)));
    this.drawn = new Map([[card, offer]]);
    return this.section(words(offer.text.headline), card);
  }
}

/** `<alongside-shipping-progress>`: how much is missing to free delivery, or that it is reached. */
class ShippingProgress extends Element_ {
  /** @param {Answer} answer */
  draw(answer) {
    const told = answer.incentives?.find(({ kind }) => kind === 'free_shipping');
    if (!told) return undefined;
    const value = told.reached ? 1 : Number(told.cart_value.amount) / Number(told.threshold?.amount);
    const bar = make('progress', 'bar', { max: 1, value, 'aria-label': words(told.text.headline) });
    return make('section', 'section', { 'aria-live': 'polite' },
      make('p', 'headline', { dir: 'auto', title: words(told.text.body) }, words(told.text.headline)), bar);
  }
}

// ---- What the page says by itself: GA4 events in the data layer, and `alongside(…)`

/** @param {any} item @returns {CartLine} */
const lineOf = (item) => ({ id: String(item.item_id ?? item.id ?? ''), quantity: Number(item.quantity) || 1, price: item.price });

/** @param {any} data */
const itemsOf = (data) => {
  const items = data?.ecommerce?.items ?? data?.items;
  return Array.isArray(items) ? items.slice(0, 200).map(lineOf).filter(({ id }) => id) : [];
};

/** What an event of the data layer says, whichever way it was pushed. @param {any} entry */
const heard = (entry) => {
  // `gtag('event', name, data)` pushes its arguments.
  const byArguments = entry && typeof entry === 'object' && entry[0] === 'event';
  const name = byArguments ? entry[1] : entry?.event;
  if (entry?.[0] === 'consent') {
    const state = entry[2]?.personalization_storage ?? entry[2]?.analytics_storage;
    return state && tell('consent', state);
  }
  const data = byArguments ? entry[2] : entry;
  const lines = itemsOf(data);
  const changed = page.cart.map((line) => ({ ...line }));
  const held = (/** @type {string} */ id) => changed.find((line) => line.id === id);
  switch (name) {
    case 'view_item':
      return lines[0] && tell('product', lines[0].id);
    case 'view_cart':
    case 'begin_checkout':
      return tell('cart', lines);
    case 'add_to_cart':
      for (const line of lines) {
        const known = held(line.id);
        if (known) known.quantity = (known.quantity ?? 1) + (line.quantity ?? 1);
        else changed.push(line);
        if (!justAdded(line.id)) report('add_to_cart', { product_id: line.id, quantity: line.quantity });
      }
      return tell('cart', changed);
    case 'remove_from_cart':
      for (const line of lines) {
        const known = held(line.id);
        if (known) known.quantity = (known.quantity ?? 1) - (line.quantity ?? 1);
        report('remove_from_cart', { product_id: line.id, quantity: line.quantity });
      }
      return tell('cart', changed.filter(({ quantity = 1 }) => quantity > 0));
    case 'purchase':
      return tell('order', String(data?.ecommerce?.transaction_id ?? data?.transaction_id ?? ''), lines);
  }
};

/** Whether an offer's own button reported this product a moment ago. @param {string} id */
const justAdded = (id) =>
  waiting.some(({ event }) => event.type === 'add_to_cart' && event.product_id === id && event.decision_id);

/** @param {string} id */
const viewed = (id) => {
  page.product = id;
  report('view', { product_id: id });
  store({ views: [id, ...(stored().views ?? []).filter((known) => known !== id)].slice(0, VIEWS_MAX) });
};

/** @type {Record<string, (...about: any[]) => void>} */
const COMMANDS = {
  visitor: (visitor) => Object.assign(page.visitor, visitor),
  product: (id) => viewed(String(id)),
  category: (name) => (page.category = String(name)),
  cart: (lines) => (page.cart = (lines ?? []).slice(0, 200)),
  order: (id, lines = []) => {
    page.order = id;
    for (const line of lines) report('purchase', { product_id: line.id, quantity: line.quantity, order_id: id });
    page.cart = lines.length ? lines : page.cart;
  },
  consent: (state) => {
    page.consent = state === true || state === 'granted';
    if (page.consent) return viewedBefore();
    page.visitor.id = '';
    waiting = [];
    forget();
  },
  refresh: () => {},
  remove: () => {
    life.abort();
    asked?.abort();
    clearTimeout(timer);
    waiting = [];
    forget();
    elements.clear();
    if (layer.push === listen) {
      delete (/** @type {any} */ (layer).push);
      // Somebody else's, if it was one.
      if (layer.push !== push) layer.push = push;
    }
    for (const one of document.querySelectorAll(TAGS.map(([name]) => name).join())) one.remove();
    delete (/** @type {any} */ (window).alongside);
  },
};

/** What the page is about counts as viewed once it may be kept. */
const viewedBefore = () => {
  const id = productId();
  if (id) viewed(id);
};

/** @param {string} command @param {any[]} about */
const tell = (command, ...about) => {
  attempt(() => COMMANDS[command]?.(...about));
  refresh();
};

/** @type {[string, typeof Element_][]} */
const TAGS = [
  ['alongside-offers', Offers],
  ['alongside-compare', Compare],
  ['alongside-bundle', Bundle],
  ['alongside-shipping-progress', ShippingProgress],
];

const shop = /** @type {any} */ (window);
/** What the page said before this came. @type {Parameters<typeof tell>[]} */
const before = shop.alongside?.q ?? [];
shop.alongside = tell;
/** @type {any[]} */
const layer = Array.isArray(shop.dataLayer) ? shop.dataLayer : (shop.dataLayer = []);
const { push } = layer;
/** @param {any[]} entries */
const listen = (...entries) => {
  for (const entry of entries) attempt(() => heard(entry));
  return push.apply(layer, entries);
};
for (const entry of [...layer]) attempt(() => heard(entry));
layer.push = listen;
for (const entry of before) tell(...entry);
for (const [name, element] of TAGS) customElements.get(name) ?? customElements.define(name, element);
const begin = () => {
  whole = true;
  if (page.consent && !page.product) viewedBefore();
  refresh();
};
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin, { once: true });
else begin();
listenTo(window, 'pagehide', hand);
listenTo(document, 'visibilitychange', () => document.hidden && hand());
if (waiting.length) schedule(pauseMs);
