// @ts-check
/**
 * The sales desk without reloading: keys, the focus back in its field, and the page swapped in place.
 *
 * Everything works without this file, by links and forms. What a link or a form answers is a whole page; of it the
 * part that changes is taken. Where that fails, the browser goes where it would have gone without this file.
 */

/** A scanner types its digits faster than this; a key pressed alone is a choice. */
const ALONE_MS = 250;

const main = /** @type {HTMLElement} */ (document.getElementById('desk'));
const said = document.getElementById('said');
const field = () => /** @type {HTMLInputElement | null} */ (document.getElementById('find'));

/** A choice that waits whether more is typed. @type {number | undefined} */
let waiting;
/** Counts what was asked for: an answer that came late is not shown. */
let asked = 0;

/** Where the pages of the desk are. @param {string} address */
const isDesk = (address) => {
  const { origin, pathname } = new URL(address, location.href);
  return origin === location.origin && (pathname === '/desk' || pathname.startsWith('/desk/'));
};

/** Puts the focus where the next thing is typed; a phone's keyboard would cover the page. */
const focusAgain = () => {
  const wanted = field() ?? /** @type {HTMLElement | null} */ (main.querySelector('[autofocus]'));
  if (wanted && (wanted !== field() || matchMedia('(pointer: fine)').matches)) {
    wanted.focus();
    if (wanted instanceof HTMLInputElement) wanted.select();
  } else {
    main.focus({ preventScroll: true });
  }
};

/**
 * Takes from a page what changes.
 * @param {Document} page
 */
const take = (page) => {
  const fresh = page.getElementById('desk');
  if (!fresh) throw new Error('no page of the desk');
  main.replaceChildren(...fresh.childNodes);
  document.title = page.title;
  // The languages of the clerk lead to the basket as it is now.
  const [bars, freshBars] = [document, page].map((from) => [...from.querySelectorAll('body > header nav')]);
  bars.forEach((bar, place) => bar.replaceChildren(...(freshBars[place]?.childNodes ?? [])));
  if (said) said.textContent = page.getElementById('said')?.textContent ?? '';
};

/**
 * Shows what an address answers, in place.
 * @param {string} address
 * @param {RequestInit} [request]
 * @param {() => void} [otherwise] what the browser would have done
 * @param {boolean} [isBack] whether the address stands in the bar already
 */
const go = async (address, request, otherwise = () => location.assign(address), isBack = false) => {
  const turn = (asked += 1);
  clearTimeout(waiting);
  main.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(address, request);
    if (turn !== asked) return;
    if (!response.ok || !isDesk(response.url)) {
      // Signed out, or something to read: the page says what.
      if (response.redirected) location.assign(response.url);
      else otherwise();
      return;
    }
    const html = await response.text();
    if (turn !== asked) return;
    const page = new DOMParser().parseFromString(html, 'text/html');
    if (page.documentElement.lang !== document.documentElement.lang) return location.assign(response.url);
    take(page);
    if (!isBack && response.url !== location.href) history.pushState(null, '', response.url);
    focusAgain();
  } catch {
    otherwise();
  } finally {
    main.removeAttribute('aria-busy');
  }
};

document.addEventListener('click', (event) => {
  const link = /** @type {Element} */ (event.target).closest?.('#desk a');
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!(link instanceof HTMLAnchorElement) || !isPlain || !isDesk(link.href)) return;
  event.preventDefault();
  void go(link.href);
});

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!main.contains(form) || !isDesk(form.action)) return;
  event.preventDefault();
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) fields.append(name, String(value));
  if (form.method !== 'post') {
    void go(`${new URL(form.action).pathname}?${fields}`);
    return;
  }
  // Twice sent it counts once: its event has an id of its own.
  void go(form.action, { method: 'POST', body: fields }, () => {
    const kept = document.createElement('input');
    Object.assign(kept, { type: 'hidden', name: button?.name ?? '', value: button?.value ?? '' });
    form.append(kept);
    form.submit();
  });
});

// The units of a line are set when the number was changed and left.
main.addEventListener('change', (event) => {
  const input = /** @type {Element} */ (event.target);
  if (input instanceof HTMLInputElement && input.name === 'units') input.form?.requestSubmit();
});

addEventListener('popstate', () => void go(location.href, undefined, () => location.reload(), true));

/**
 * The key as the page names it: `3`, `Shift+3`, `Escape`. By its place on the keyboard, as Shift changes its letter.
 * @param {KeyboardEvent} event
 */
const named = (event) => {
  // The block of digits means End and arrows where Shift is held or its lock is off: it counts by what it types.
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1] ?? /^[1-9]$/.exec(event.key)?.[0];
  if (digit) return event.shiftKey ? `Shift+${digit}` : digit;
  return event.key;
};

/** Moves along the choices. @param {number} step */
const move = (step) => {
  const choices = /** @type {HTMLElement[]} */ ([...main.querySelectorAll('.choices a')]);
  const here = choices.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  choices.at(here < 0 && step < 0 ? -1 : Math.min(here + step, choices.length - 1))?.focus();
  if (here === 0 && step < 0) field()?.focus();
};

document.addEventListener('keydown', (event) => {
  clearTimeout(waiting);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const key = named(event);
  const typed = event.target instanceof HTMLInputElement ? event.target : null;
  if (typed && typed !== field()) return;
  if ((key === 'ArrowDown' || key === 'ArrowUp') && main.querySelector('.choices a')) {
    event.preventDefault();
    move(key === 'ArrowDown' ? 1 : -1);
    return;
  }
  const choice = /** @type {HTMLElement | null} */ (main.querySelector(`[data-key="${CSS.escape(key)}"]`));
  if (choice && (!typed || key === 'Escape')) {
    if (key === 'Enter' && event.target !== document.body && event.target !== main) return;
    event.preventDefault();
    choice.click();
  } else if (choice && typed && (typed.value === '' || typed.selectionStart === 0)
      && typed.selectionEnd === typed.value.length) {
    // The letter is typed as ever. If it stays alone, it was meant as a choice; a scanner goes on at once.
    const before = typed.value;
    waiting = setTimeout(() => {
      if (typed.value.length > 1) return;
      typed.value = before;
      choice.click();
    }, ALONE_MS);
  } else if (!typed && field() && event.key.length === 1 && event.target === document.body) {
    // Whatever a scanner types belongs in the field, wherever the focus is.
    field()?.focus();
  }
});

focusAgain();
