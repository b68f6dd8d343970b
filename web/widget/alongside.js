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

/** @typedef {{id: string, quantity: number, price?: string|number}} Line */
/** @typedef {{id: string, title: string, image_url?: string, page_url?: string, locale?: string}} Product */
/** @typedef {{product: Product, quantity: number, in_cart: boolean}} Member */
/** @typedef {{label: string, better?: boolean, written: {offer?: string, instead_of?: string}}} Compared */
/** @typedef {{price?: string, list_price?: string, total?: string, saving?: string, add: string, dismiss: string,
 *   members?: string[], instead_of?: string}} Written */
/** @typedef {{offer_id: string, kind: string, product: Product, written: Written, members?: Member[],
 *   text: {headline: string, body: string, badge?: string, dir: string},
 *   comparison?: {with: {id: string, title: string}, attributes: Compared[]}}} Offer */
/** @typedef {{amount: string}} Amount */
/** @typedef {{kind: string, reached: boolean, cart_value: Amount, threshold?: Amount,
 *   text: {headline: string, body: string}}} Incentive */
/** @typedef {{text: string, low: string, high: string,
 *   scale: {min: number, max: number, labels: string[]}}} Survey */
/** @typedef {{decision_id: string, placement: string, offers: Offer[], incentives?: Incentive[], survey?: Survey,
 *   notes: {code: string}[]}} Answer */
/** @typedef {{answers: {heading: string, answer: Answer}[], words: Record<string, string>, dir: string,
 *   lang: string}} Page */
/** @typedef {{id: string, type: string, at: string, visitor_id: string, product_id?: string, placement?: string,
 *   decision_id?: string, order_id?: string, quantity?: number, score?: number}} Sent */
/** @typedef {{id?: string, views?: string[], quiet?: boolean, empty?: Record<string, number>}} Stored */

const SCRIPT = new URL(import.meta.url);
const BASE = SCRIPT.href.replace(/\/widget\/[^/]*$/, '');
const KEY = SCRIPT.searchParams.get('key') ?? '';
const STORED = 'alongside';
const UNSENT = 'alongside.unsent';
const VIEWS_MAX = 20;
/** Places remembered to be empty. */
const EMPTY_MAX = 30;
/** A placement that was empty on so many pages in a row is likely to be empty on the next. */
const EMPTY_IN_A_ROW = 3;
/** An event's own id has so many characters at most. */
const ID_MAX = 128;
/** An unsent event is given up after so many tries, and so many wait at most. */
const TRIES_MAX = 9;
const WAITING_MAX = 100;
const TIMEOUT_MS = 4000;
/** Half of an offer for one second: the viewable impression of the Media Rating Council. */
const VIEWABLE_MS = 1000;
/** So long a shop's cart takes at most until it tells of what an offer's button added. */
const ADDED_MS = 10000;

const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');

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
  /** The visitor's name where the page gives none. */
  own: '',
  product: '',
  category: '',
  order: '',
  bought: /** @type {Line[]} */ ([]),
  cart: /** @type {Line[]} */ ([]),
  pageId: `p-${randomId()}`,
};

/** @returns {Stored} */
const stored = () => (page.consent && attempt(() => JSON.parse(localStorage.getItem(STORED) ?? '{}'))) || {};

/** @param {Stored} change */
const store = (change) => {
  if (page.consent) attempt(() => localStorage.setItem(STORED, JSON.stringify({ ...stored(), ...change })));
};

/** What was viewed before, the latest first. @returns {string[]} */
const views = () => [stored().views ?? []].flat();

const forget = () => {
  for (const name of [STORED, UNSENT]) attempt(() => localStorage.removeItem(name));
};

/** Who asks: with consent the same in the next visit, without it nobody, whatever the page calls them. */
const visitorId = () => {
  if (!page.consent || page.visitor.id) return page.consent ? page.visitor.id : '';
  let { id } = stored();
  if (typeof id !== 'string' || !id) store({ id: (id = page.own || `v-${randomId()}`) });
  return (page.own = id);
};

/**
 * The product that the page is about, by its schema.org description. A page that describes several is about none of
 * them, unless one says that this is its address.
 */
const describedProduct = () => {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    attempt(() => findProducts(JSON.parse(script.textContent ?? ''), 0, found));
  }
  const [here, another] = nearest(found);
  return another ? '' : here;
};

/** Those whose address is most like that of this page. @param {Map<string, number>} found */
const nearest = (found) =>
  [...found.keys()].filter((id) => found.get(id) === Math.max(...found.values()));

/** How much of the page's address is that of what is described. @param {unknown} address */
const nearness = (address) => {
  const { pathname, search } = attempt(() => new URL(safe(address))) ?? {};
  return pathname === location.pathname ? 1 + Number(search === location.search) : 0;
};

/** @param {any} node @param {number} depth @param {Map<string, number>} found */
const findProducts = (node, depth, found) => {
  if (!node || typeof node !== 'object' || depth > 4) return;
  if (Array.isArray(node)) {
    for (const part of node) findProducts(part, depth + 1, found);
  } else if ([node['@type']].flat().some((type) => /^(.*\/)?Product(Group)?$/.test(type))) {
    const variants = new Map();
    findProducts(node.hasVariant, depth, variants);
    // Of a group that variant is sold which the address names, and the first where it names none.
    const id = nearest(variants)[0] ?? node.sku ?? node.productID ?? node.productGroupID ?? node.mpn;
    if (id) found.set(`${id}`, Math.max(found.get(`${id}`) ?? 0, nearness(node.url ?? node['@id'])));
  } else {
    findProducts(node['@graph'] ?? node.mainEntity, depth + 1, found);
  }
};

const productId = () =>
  page.product || [...elements].map((one) => one.getAttribute('product-id')).find(Boolean) || describedProduct();

// ---- What visitors do: kept until the server has it, whatever happens to the network in between

/** @typedef {{event: Sent, tries: number}} Waiting */
/** @type {Waiting[]} */
let waiting = [];
/** What is on its way. @type {Waiting[]} */
let sending = [];
const reported = new Set();
let timer = 0;
let pauseMs = 1000;
let batch = WAITING_MAX;

/**
 * Reports once that something happened.
 * @param {string} type
 * @param {Partial<Sent>} about
 */
const report = (type, about) => {
  const visitor_id = visitorId();
  const key = [type, about.product_id, about.decision_id, about.order_id].join('\n');
  // A refusal is reported without consent too: the page's own number stands for nobody.
  if (ended() || (!visitor_id && type !== 'dismiss')) return;
  if (type !== 'add_to_cart' && type !== 'remove_from_cart' && reported.has(key)) return;
  reported.add(key);
  const event = { id: randomId(), type, at: new Date().toISOString(), visitor_id: visitor_id || page.pageId, ...about };
  waiting.push({ event, tries: 0 });
  waiting.splice(0, waiting.length - WAITING_MAX);
  schedule(pauseMs);
};

/** @param {number} ms */
const schedule = (ms) => {
  if (!timer && !sending.length) timer = setTimeout(flush, ms);
};

/** Named like no analytics, as blockers of those go by names, and `/v1/events` is one of them. */
const happened = () => address('/v1/storefront/happened');
/** @param {Waiting[]} some */
// Many a clock is wrong: the server knows by how much from when this one says that it sends.
const bodyOf = (some) => JSON.stringify({ sent_at: new Date().toISOString(), events: some.map(({ event }) => event) });

const flush = async () => {
  timer = 0;
  sending = waiting.slice(0, batch);
  if (!sending.length) return;
  const sent = fetch(happened(), { ...POST, keepalive: true, body: bodyOf(sending) });
  const status = await sent.then((response) => response.status, () => 0);
  // What the server refuses it refuses again; but one that it cannot keep must not cost the others.
  const mixed = (status === 400 || status === 422) && sending.length > 1;
  const done = status > 0 && status < 500 && status !== 429 && status !== 408;
  if (mixed) batch = 1;
  else if (!done && navigator.onLine) for (const one of sending) one.tries += 1;
  const tried = sending;
  sending = [];
  waiting = waiting.filter((one) => !tried.includes(one) || mixed || (!done && one.tries < TRIES_MAX));
  if (!waiting.length) batch = WAITING_MAX;
  pauseMs = done ? 1000 : Math.min(pauseMs * 2, 60000);
  if (waiting.length) schedule(batch === 1 ? 0 : pauseMs);
  keepWaiting();
};

/** What an earlier page could not send is sent now. */
const takeUp = () => {
  for (const one of attempt(() => [].concat(JSON.parse(localStorage.getItem(UNSENT) ?? '[]'))) ?? []) {
    const { event } = /** @type {Waiting} */ (one ?? {});
    if (event && waiting.every((other) => other.event.id !== event.id)) waiting.push(one);
  }
  if (waiting.length) schedule(pauseMs);
};

/** What could not be sent is sent from the next page, where it may be kept. */
const keepWaiting = () =>
  attempt(() => {
    if (waiting.length && page.consent) localStorage.setItem(UNSENT, JSON.stringify(waiting));
    else localStorage.removeItem(UNSENT);
  });

/**
 * The page goes away: the browser sends what is left by itself. Nobody says whether it did, and some blockers drop it
 * without a word, so the next page sends it again: what arrives twice counts once.
 */
const hand = () => {
  const left = waiting.filter((one) => !sending.includes(one));
  for (const one of left) one.tries += 1;
  if (left.length) attempt(() => navigator.sendBeacon(happened(), new Blob([bodyOf(left)], { type: 'text/plain' })));
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
/** Whether elements that stood in the page before are being made what they are. */
let upgrading = false;
/** @type {AbortController | undefined} */
let asked;

const refresh = () => {
  if (!whole || asking) return;
  // A page that is whole is not kept waiting for its next frame, which can show the offers already. What changes later
  // comes in many words, so that is asked once a frame; and nobody asks for a page that is not in view.
  asking = asked || document.hidden ? requestAnimationFrame(ask) : setTimeout(ask);
};

const ask = async () => {
  asking = 0;
  if (ended()) return;
  viewed();
  const slots = [...elements].filter((element) => element.placement);
  // What may ask the customer something is asked for once, so that its answer is still waited for.
  if (!slots.some(isSurvey)) asked?.abort();
  const mine = (asked = new AbortController());
  if (!slots.length) return;
  const late = setTimeout(() => mine.abort(), TIMEOUT_MS);
  /** @param {string} body */
  const send = (body) => fetch(address('/v1/storefront'), { ...POST, signal: mine.signal, body });
  try {
    let response = await send(question(slots));
    // Something that the page says of itself is not understood: then without it.
    if (response.status === 422) response = await send(question(slots, true));
    if (!response.ok) throw response;
    const told = await response.json();
    show(asked === mine ? slots : slots.filter(isSurvey), told);
  } catch {
    // Another question is on its way, or the shop's page goes on without us.
    if (asked === mine) for (const element of slots) element.fail();
  } finally {
    clearTimeout(late);
  }
};

/** @param {Element_} slot */
const isSurvey = (slot) => slot instanceof Satisfaction;

const PLACEMENTS = /^(home|(category|product)_page|cart|checkout|post_purchase)$/;
/** @param {Element_[]} slots */
const question = (slots, plain = false) => {
  const product_id = productId() || undefined;
  const cart = page.cart.map(({ id, quantity, price }) => ({
    product_id: id,
    quantity,
    unit_price: plain || !/^\d+(\.\d+)?$/.test(String(price)) ? undefined : String(price),
  }));
  const known = slots.filter(({ placement }) => !plain || PLACEMENTS.test(placement));
  const placements = new Map(known.map(({ placement, limit }) => [placement, limit]));
  const spoken = { locale: /^[a-z]{2,3}\b/i.exec(document.documentElement.lang)?.[0] };
  return JSON.stringify({
    visitor: { ...spoken, ...(!plain && page.visitor), id: visitorId() || undefined, consent: page.consent },
    context: { product_id, category: (!plain && page.category) || undefined, cart, order_id: page.order || undefined,
      recently_viewed: !plain && views().length ? views() : undefined },
    placements: [...placements].map(([placement, limit]) => ({ placement, limit })),
  });
};

/** @param {Element_[]} slots @param {Page} told */
const show = (slots, told) => {
  const heldOut = told.answers.some(({ answer }) => answer.notes.some(({ code }) => code === 'held_out'));
  if (heldOut !== !!stored().quiet) store({ quiet: heldOut });
  for (const slot of slots) {
    const found = told.answers.find(({ answer }) => answer.placement === slot.placement);
    if (!found) {
      slot.fail();
    } else {
      const isFilled = slot.answer(found.answer, told, words(found.heading));
      if (!heldOut) slot.remember(!isFilled);
    }
  }
};

/** When somebody did something on the page last. */
let touched = -1000;
/** What ends when the elements are removed for good. */
const life = new AbortController();
const ended = () => life.signal.aborted;
/** @param {EventTarget} target @param {string} type @param {() => void} listener */
const listenTo = (target, type, listener) =>
  target.addEventListener(type, listener, { capture: true, passive: true, signal: life.signal });

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
:host(alongside-satisfaction){block-size:var(--alongside-block-size,12rem)}
:host(:not([state=ready])){overflow:auto}
:host{column-rule-color:#010203;transition:column-rule-color 1ms}
:host([hidden]){display:none}:host([state=gone]){block-size:0;overflow:hidden}
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
[part=title],[part=headline],[part=reason],[part=member] a{margin:0;font-size:.9em;display:-webkit-box;
-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;overflow-wrap:anywhere;flex:none}
[part=member] a{font-size:1em;-webkit-line-clamp:3}
[part=title]{font-weight:600}
[part=headline],[part=reason]{font-size:.8em}
[part=price]{margin:auto 0 0;font-weight:600;white-space:nowrap;display:flex;gap:.4em}
[part=price] s{font-weight:400;opacity:.75}
[part=badge]{position:absolute;inset-block-start:.5rem;inset-inline-start:.5rem;font-size:.7em;padding:.1rem .45rem;
border-radius:1rem;max-inline-size:calc(100% - 3.5rem);white-space:nowrap;overflow:hidden;text-overflow:ellipsis;
background:var(--alongside-accent,#0b57d0);color:var(--alongside-on-accent,#fff)}
a{color:inherit}
[part=title] a::after,[part=member] a::after{content:'';position:absolute;inset:0 0 auto;block-size:6.6rem}
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
th,td{text-align:start;padding:.3rem .5rem;border-block-end:1px solid var(--alongside-border,#8885);vertical-align:top}
[part=section][dir=rtl] :is(th,td){text-align:right}
[part=members]{list-style:none;margin:0;padding:0;display:flex;gap:.75rem;overflow-x:auto;flex:1;min-block-size:0}
[part=member]{position:relative;flex:0 0 7.5rem;font-size:.85em;overflow:hidden}[part=member-price]{font-weight:600}
.set{display:flex;flex-direction:column;gap:.4rem;flex:1;min-block-size:0}
fieldset{border:0;margin:0;padding:0;min-inline-size:0}legend{font-weight:600;padding:0 0 .5rem}
[part=scale]{display:grid;grid-template-columns:repeat(11,minmax(0,1fr));gap:2px;max-inline-size:34rem}
[part=score]{position:relative;cursor:pointer}
input{position:absolute;inset:0;inline-size:100%;block-size:100%;margin:0;opacity:0;cursor:inherit}
[part=number]{display:grid;place-items:center;block-size:2.5rem;border:1px solid var(--alongside-border,#888c);
border-radius:min(var(--alongside-radius,.5rem),.5rem);background:var(--alongside-background,Canvas)}
input:checked+*{background:var(--alongside-accent,#0b57d0);color:var(--alongside-on-accent,#fff)}
input:focus-visible+*{outline:2px solid var(--alongside-focus,#0b57d0);outline-offset:1px}
[part=ends]{display:flex;justify-content:space-between;gap:1rem;font-size:.8em;margin:.25rem 0 .75rem;
max-inline-size:42.5em}
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
        // Behind another tab nobody sees it: the second begins anew when this one is shown.
        if (document.hidden) watcher.observe(target);
        else onceSeen.get(target)?.();
      };
      inView.set(target, setTimeout(seen, VIEWABLE_MS));
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
    const limit = Math.floor(Number(this.getAttribute('limit')));
    return limit > 0 ? limit : undefined;
  }

  connectedCallback() {
    if (ended()) return;
    elements.add(this);
    // What was only moved stays as it is until there is an answer.
    if (this.getAttribute('state') !== 'ready') this.foresee();
    refresh();
  }

  disconnectedCallback() {
    elements.delete(this);
    this.unwatch();
    this.going?.disconnect();
  }

  /** The page's own content, shown where there is nothing better. */
  get own() {
    return this.querySelector(':scope>:not(noscript)');
  }

  /**
   * Keeps no room where there is likely nothing to show: where the page says so, for who is shown nothing, and where
   * there was nothing last time. Room that may have been seen already stays.
   */
  foresee() {
    const { quiet, empty } = stored();
    const none = this.getAttribute('reserve') === 'none';
    const places = empty ?? {};
    const likely = quiet || places[this.place()] || places[this.kind()] >= EMPTY_IN_A_ROW;
    if (none || (likely && !this.own && !(this.wasSeen() && this.isAbove()))) this.setAttribute('state', 'gone');
  }

  /** Whether it stood in the page before it was more than a name: what was laid out then changes by a transition. */
  wasSeen() {
    return upgrading && (this.getAnimations().length > 0 || performance.getEntriesByType('paint').length > 0);
  }

  kind() {
    return `${this.localName} ${this.placement}`;
  }

  /** The place and what its answer depends on. */
  place() {
    const cart = /^(cart|checkout)$/.test(this.placement) && page.cart.map(({ id }) => id).join(' ');
    return `${this.kind()} ${cart || productId() || page.category}`.slice(0, 200);
  }

  /** Whether there was anything, for the next page. @param {boolean} isEmpty */
  remember(isEmpty) {
    const { [this.place()]: known, [this.kind()]: inARow = 0, ...others } = stored().empty ?? {};
    if (this.own || (!isEmpty && !known && !inARow)) return;
    const empty = isEmpty ? { ...others, [this.kind()]: known ? inARow : inARow + 1, [this.place()]: 1 } : others;
    store({ empty: Object.fromEntries(Object.entries(empty).slice(-EMPTY_MAX)) });
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

  /** Whether there is anything to show. @param {Answer} answer @param {Page} told @param {string} heading */
  answer(answer, told, heading) {
    this.unwatch();
    const content = attempt(() => this.draw(answer, told, heading));
    if (!content) {
      this.empty();
      return false;
    }
    // What was laid out without this place does not jump, unless somebody just did something.
    if (this.getAttribute('state') === 'gone' && this.isAbove() && performance.now() - touched > 400) return true;
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
    return true;
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

  /** Pictures in view are asked for at once: the browser would lay out the page first to see that they are. */
  get loading() {
    return this.isAbove() ? 'eager' : 'lazy';
  }

  /** @type {IntersectionObserver | undefined} */
  going;

  /** Nothing fits: what the page has here itself stays, or else the place goes once nobody can see it going. */
  empty() {
    const { own } = this;
    this.shadowRoot?.replaceChildren(...(own ? [document.createElement('slot')] : []));
    if (this.getAttribute('state') === 'gone' && (!own || this.isAbove())) return;
    this.setAttribute('state', own ? 'own' : 'empty');
    this.going?.disconnect();
    if (own) return;
    const gone = (this.going = new IntersectionObserver(() => {
      if (this.getAttribute('state') === 'empty') {
        if (this.isAbove()) return;
        this.setAttribute('state', 'gone');
      }
      gone.disconnect();
    }));
    gone.observe(this);
  }

  /** Nobody answered. */
  fail() {
    if (this.getAttribute('state') !== 'ready') this.empty();
  }

  /** @param {string} heading @param {(Node | false | undefined)[]} content */
  section(heading, ...content) {
    const title = this.getAttribute('heading') ?? heading;
    const above = make('h2', 'heading', { dir: 'auto' }, title);
    return make('section', 'section', { 'aria-label': title }, above, ...content);
  }

  /** @param {Offer} offer @param {Answer} answer @param {string[]} [ids] */
  add(offer, answer, ids = [offer.product.id]) {
    for (const product_id of new Set(ids)) {
      const quantity = ids.filter((id) => id === product_id).length;
      report('add_to_cart', { ...aboutOf(offer, answer), product_id, quantity });
      added.set(product_id, performance.now());
    }
    const detail = { product_id: offer.product.id, product_ids: ids, offer_id: offer.offer_id,
      decision_id: answer.decision_id };
    const unheard = this.dispatchEvent(
      new CustomEvent('alongside:add', { bubbles: true, composed: true, cancelable: true, detail }));
    const action = safe(this.getAttribute('add-action'));
    if (unheard && action) this.submit(action, ids);
    else if (unheard && safe(offer.product.page_url)) location.assign(safe(offer.product.page_url));
  }

  /**
   * The shop's own form, as if the customer had filled it in: one product after the other, as hardly any takes several.
   * @param {string} action @param {string[]} ids
   */
  async submit(action, ids) {
    const name = this.getAttribute('add-field') ?? 'id';
    for (const id of ids.slice(1)) {
      await fetch(action, { method: 'POST', redirect: 'manual', body: new URLSearchParams([[name, id]]) }).catch(() => {});
    }
    const form = make('form', '', { action, method: 'post', hidden: 'hidden' },
      make('input', '', { type: 'hidden', name, value: ids[0] }));
    document.body.append(form);
    /** @type {HTMLFormElement} */ (form).submit();
  }
}

/** What of a set is not in the cart, each as often as it belongs to the set. @param {Offer} offer */
const missingOf = ({ members }) =>
  members?.filter((member) => !member.in_cart).flatMap(({ product, quantity }) => Array(Math.min(quantity, 99)).fill(product.id));

/** @param {Offer} offer @param {Answer} answer */
const aboutOf = (offer, answer) => ({
  product_id: offer.product.id,
  placement: answer.placement,
  decision_id: answer.decision_id,
});

/** A picture that takes its room before it comes, and where there is none. @param {Product} product @param {string} loading */
const picture = (product, loading) => {
  const src = safe(product.image_url);
  return make(src ? 'img' : 'div', 'image', src ? { src, alt: '', loading, width: 160, height: 96 } : {});
};

/** Which way a name runs in a language: a Latin brand in front of it does not turn an Arabic name round.
 * @param {any} text @param {string | undefined} lang */
const wayOf = (text, lang) =>
  !lang ? 'auto' : /^(ar|fa|he|ur|ckb|ps)\b/.test(lang) && /[\u0590-\u08ff\ufb1d-\ufefc]/.test(words(text)) ? 'rtl' : 'ltr';

/** @param {Product} product @param {(event: Event) => void} onclick */
const titled = (product, onclick) => {
  const href = safe(product.page_url);
  const middle = (/** @type {MouseEvent} */ event) => event.button === 1 && onclick(event);
  return make(href ? 'a' : 'span', href && 'link', { dir: wayOf(product.title, product.locale), lang: product.locale, href,
    ...(href && { onclick, onauxclick: middle }) }, words(product.title));
};

/** Amounts run as the words around them: by themselves they have no letters to tell. @param {Written} written */
const priced = ({ price, list_price }) =>
  make('p', 'price', {}, make('span', '', {}, words(price)), list_price && make('s', '', {}, words(list_price)));

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
    const ids = missingOf(offer);
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
      picture(offer.product, this.loading),
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
    const cell = (/** @type {string | undefined} */ value, marked = false) =>
      make('td', marked ? 'better' : '', { dir: 'auto' }, words(value), marked && ` ✓ ${words(told.words.better)}`);
    /** @param {Compared} compared */
    const row = ({ label, written, better }) =>
      make('tr', '', {}, make('th', '', { scope: 'row', dir: 'auto' }, words(label)), cell(written?.instead_of),
        cell(written?.offer, better === true));
    const click = () => report('click', aboutOf(offer, answer));
    const table = make('table', 'table', {},
      make('caption', 'status', {}, words(told.words.compare)),
      make('thead', '', {}, make('tr', '', {}, make('td', ''), head(make('span', '', { dir: wayOf(current.title, told.lang) }, words(current.title))),
        head(titled(offer.product, click)))),
      make('tbody', '', {},
        make('tr', '', {}, make('th', '', { scope: 'row' }, words(told.words.price)),
          make('td', '', {}, words(offer.written.instead_of)), make('td', '', {}, words(offer.written.price))),
        ...attributes.map(row)));
    const button = make('button', 'add',
      { type: 'button', onclick: () => this.add(offer, answer) }, words(offer.written.add));
    const body = make('div', 'offer scroll', { tabindex: '0', role: 'group', 'aria-label': words(told.words.compare) },
      table);
    this.drawn = new Map([[body, offer]]);
    return this.section(words(told.words.compare), make('p', 'headline', { dir: offer.text.dir }, words(offer.text.headline)),
      body, button);
  }
}

/** `<alongside-bundle>`: what is offered together, and what that saves. */
class Bundle extends Element_ {
  /** @param {Answer} answer @param {Page} told */
  draw(answer, told) {
    const offer = answer.offers.find(({ members }) => members?.length);
    if (!offer?.members) return undefined;
    const click = () => report('click', aboutOf(offer, answer));
    const members = offer.members.map((member, index) =>
      make('li', 'member', {}, picture(member.product, this.loading), titled(member.product, click),
        make('div', 'member-price', {}, words(offer.written.members?.[index]))));
    const card = make('div', 'offer bundle', { class: 'set' },
      make('ul', 'members', { role: 'list', tabindex: '0' }, ...members),
      make('p', 'price', {}, words(offer.written.total), offer.written.saving &&
        make('span', 'saving', {}, ` ${words(offer.written.saving)}`)),
      make('button', 'add', { type: 'button', 'aria-label': words(offer.written.add),
        onclick: () => this.add(offer, answer, missingOf(offer)) }, words(told.words.add_all)));
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

/** `<alongside-satisfaction>`: the question after an order. The server says who is asked, and nobody twice. */
class Satisfaction extends Element_ {
  get placement() {
    return super.placement || 'post_purchase';
  }

  /** Who is asked rarely has nothing foreseen from when they were not. */
  remember() {}

  /** Whoever began to answer goes on: a newer answer does not ask again. @type {Element_['answer']} */
  answer(answer, told, heading) {
    return this.getAttribute('state') === 'ready' || super.answer(answer, told, heading);
  }

  /** @param {Answer} answer @param {Page} told */
  draw(answer, told) {
    const { survey } = answer;
    if (!survey) return undefined;
    const { min, max, labels } = survey.scale;
    /** @param {number} score */
    const choice = (score) => {
      const described = { [min]: 'low', [max]: 'high' }[score];
      return make('label', 'score', {},
        make('input', '', { type: 'radio', name: 'score', value: score, required: 'required',
          'aria-describedby': described }),
        make('span', 'number', {}, words(labels[score - min])));
    };
    const scale = Array.from({ length: max - min + 1 }, (_, step) => choice(min + step));
    const thanks = make('p', 'thanks', { tabindex: '-1', dir: 'auto' }, words(told.words.thanks));
    const said = make('div', '', { role: 'status' });
    const send = (/** @type {Event} */ event) => {
      event.preventDefault();
      const score = Number(new FormData(/** @type {HTMLFormElement} */ (form)).get('score'));
      report('rating', { placement: answer.placement, order_id: page.order || undefined, score });
      form.remove();
      said.append(thanks);
      thanks.focus();
    };
    const form = make('form', 'form', { onsubmit: send },
      make('fieldset', 'question', {},
        make('legend', 'legend', { dir: 'auto' }, words(survey.text)),
        make('div', 'scale', {}, ...scale),
        make('div', 'ends', {}, make('span', 'end', { id: 'low', dir: 'auto' }, words(survey.low)),
          make('span', 'end', { id: 'high', dir: 'auto' }, words(survey.high)))),
      make('button', 'add', { type: 'submit' }, words(told.words.send)));
    return make('section', 'section', { 'aria-label': words(survey.text) }, form, said);
  }
}

// ---- What the page says by itself: GA4 events in the data layer, and `alongside(…)`

/** @param {any} items @returns {Line[]} */
const linesOf = (items) =>
  [].concat(items ?? []).slice(0, 200).map((/** @type {any} */ item) => ({
    id: String(item?.item_id ?? item?.id ?? ''),
    quantity: Math.min(Math.max(1, Math.floor(Number(item?.quantity)) || 1), 1e6),
    price: item?.price,
  })).filter(({ id }) => id);

/** What an event of the data layer says, whichever way it was pushed. @param {any} entry */
const heard = (entry) => {
  // `gtag('event', name, data)` pushes its arguments.
  const byArguments = entry?.[0] === 'event';
  const name = byArguments ? entry[1] : entry?.event;
  if (entry?.[0] === 'consent') {
    const { region, personalization_storage, analytics_storage } = entry[2] ?? {};
    const state = personalization_storage ?? analytics_storage;
    // What is granted in some regions is granted elsewhere than perhaps here.
    return state && !(region && state === 'granted') && tell('consent', state, entry[1] === 'default');
  }
  const data = byArguments ? entry[2] : entry;
  const lines = linesOf(data?.ecommerce?.items ?? data?.items);
  const changed = page.cart.map((line) => ({ ...line }));
  switch (name) {
    case 'view_item':
      return lines[0] && tell('product', lines[0].id);
    case 'view_cart':
    case 'begin_checkout':
      return tell('cart', lines);
    case 'add_to_cart':
    case 'remove_from_cart':
      for (const { id, quantity, price } of lines) {
        const isMore = name === 'add_to_cart';
        const known = changed.find((line) => line.id === id) ?? { id, quantity: 0, price };
        if (!changed.includes(known)) changed.push(known);
        known.quantity += isMore ? quantity : -quantity;
        if (!(isMore && justAdded(id))) report(name, { product_id: id, quantity });
      }
      return tell('cart', changed.filter(({ quantity }) => quantity > 0));
    case 'purchase':
      return tell('order', String(data?.ecommerce?.transaction_id ?? data?.transaction_id ?? ''), lines);
  }
};

/** When an offer's own button reported a product: the shop tells of it again. @type {Map<string, number>} */
const added = new Map();
/** @param {string} id */
const justAdded = (id) => {
  const sinceMs = performance.now() - (added.get(id) ?? -Infinity);
  added.delete(id);
  return sinceMs < ADDED_MS;
};

/** What the page is about counts as viewed, once it may be kept. */
const viewed = () => {
  const id = productId();
  if (!id) return;
  report('view', { product_id: id });
  if (views()[0] !== id) store({ views: [...new Set([id, ...views()])].slice(0, VIEWS_MAX) });
};

/** What was bought; before the consent it is told nobody. */
const tellBought = () => {
  for (const { id, quantity } of page.bought) {
    // A page that is loaded again tells of the same purchase, which counts once.
    const known = encodeURIComponent(`purchase ${page.order} ${id}`);
    report('purchase', { product_id: id, quantity, order_id: page.order || undefined,
      ...(page.order && known.length <= ID_MAX && { id: known }) });
  }
};

/** @type {Record<string, (...about: any[]) => void>} */
const COMMANDS = {
  visitor: (visitor) => Object.assign(page.visitor, visitor),
  product: (id) => (page.product = String(id ?? '')),
  category: (name) => (page.category = String(name ?? '')),
  cart: (lines) => (page.cart = linesOf(lines)),
  order: (id, items) => {
    page.order = String(id ?? '');
    page.bought = linesOf(items);
    if (page.bought.length) page.cart = page.bought;
    tellBought();
  },
  consent: (state, isFirst) => {
    page.consent = state === true || state === 'granted';
    if (page.consent) {
      takeUp();
      return tellBought();
    }
    page.own = '';
    waiting = [];
    // What holds until it is known whether they agreed is no refusal: who agreed on the page before is asked no more.
    if (!isFirst) forget();
  },
  refresh: () => {},
  remove: () => {
    life.abort();
    asked?.abort();
    clearTimeout(timer);
    waiting = [];
    forget();
    elements.clear();
    leave();
    for (const one of document.querySelectorAll(TAGS.map(([name]) => name).join())) one.remove();
    watcher.disconnect();
    delete shop.alongside;
  },
};

/** @param {string} command @param {any[]} about */
const tell = (command, ...about) => {
  if (ended()) return;
  attempt(() => COMMANDS[command]?.(...about));
  refresh();
};

/** @type {[string, typeof Element_][]} */
const TAGS = [
  ['alongside-offers', Offers],
  ['alongside-compare', Compare],
  ['alongside-bundle', Bundle],
  ['alongside-shipping-progress', ShippingProgress],
  ['alongside-satisfaction', Satisfaction],
];

const shop = /** @type {any} */ (window);
/** The data layer that is listened to. @type {any[] | undefined} */
let layer;
/** Listens to it no more. */
let leave = () => {};
/** Listens to the page's data layer, also where the page began another one since. */
const join = () => {
  const found = shop.dataLayer;
  if (found && (found === layer || !Array.isArray(found))) return;
  leave();
  /** @type {any[]} */
  const heardOf = (layer = found ?? (shop.dataLayer = []));
  const { push } = heardOf;
  /** @param {any[]} entries */
  const listen = (...entries) => {
    for (const entry of entries) attempt(() => heard(entry));
    return push.apply(heardOf, entries);
  };
  for (const entry of [...heardOf]) attempt(() => heard(entry));
  heardOf.push = listen;
  leave = () => {
    if (heardOf.push === listen) {
      delete (/** @type {any} */ (heardOf).push);
      // Somebody else's, if it was one.
      if (heardOf.push !== push) heardOf.push = push;
    }
    if (!found && shop.dataLayer === heardOf && !heardOf.length) delete shop.dataLayer;
  };
};

const begin = () => {
  join();
  whole = true;
  // What the page has here itself came after the element.
  for (const one of elements) if (one.own && one.getAttribute('reserve') !== 'none') one.removeAttribute('state');
  refresh();
};

/** Takes its place in the page. */
const enter = () => {
  /** What the page said before this came. @type {Parameters<typeof tell>[]} */
  const before = [...(shop.alongside?.q ?? [])];
  shop.alongside = tell;
  // Who somebody is comes before what they did.
  for (const entry of before) if (/^(visitor|consent)$/.test(entry[0])) tell(...entry);
  join();
  for (const entry of before) tell(...entry);
  if (page.consent) takeUp();
  upgrading = true;
  for (const [name, element] of TAGS) customElements.define(name, element);
  upgrading = false;
  if (document.readyState === 'loading') listenTo(document, 'DOMContentLoaded', begin);
  else begin();
  for (const type of ['pointerdown', 'keydown']) listenTo(window, type, () => (touched = performance.now()));
  listenTo(window, 'pagehide', hand);
  listenTo(document, 'visibilitychange', () => document.hidden && hand());
};
// Themes and plugins may bring the script twice.
customElements.get('alongside-offers') ?? enter();
