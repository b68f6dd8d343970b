// @ts-check
/**
 * What stands at a point of a chart, told below it: under the pointer, and by the arrow keys. Without this script each
 * point has the browser's own tooltip, and every chart has its numbers in a table.
 */

/**
 * @param {HTMLElement} chart
 */
function follow(chart) {
  const drawing = /** @type {SVGSVGElement | null} */ (chart.querySelector('svg.days'));
  const points = /** @type {SVGRectElement[]} */ ([...chart.querySelectorAll('.hit')]);
  const readout = chart.querySelector('.readout');
  if (!readout || !drawing || points.length === 0) return;
  const texts = points.map((point) => {
    const title = point.querySelector('title');
    const text = title?.textContent ?? '';
    // The browser's own tooltip would say the same once more.
    title?.remove();
    return text;
  });
  let chosen = -1;

  /** @param {number} at */
  const choose = (at) => {
    points[chosen]?.classList.remove('chosen');
    chosen = at;
    points[chosen]?.classList.add('chosen');
    readout.textContent = (texts[chosen] ?? '').replace(/\n/g, '   ');
  };

  drawing.setAttribute('tabindex', '0');
  points.forEach((point, at) => point.addEventListener('pointerenter', () => choose(at)));
  drawing.addEventListener('blur', () => choose(-1));
  drawing.addEventListener('keydown', (event) => {
    const last = points.length - 1;
    const from = chosen < 0 ? last : chosen;
    /** @type {Record<string, number>} */
    const ways = {
      ArrowLeft: Math.max(0, from - 1),
      ArrowRight: Math.min(last, from + 1),
      Home: 0,
      End: last,
      Escape: -1,
    };
    const way = ways[event.key];
    if (way === undefined) return;
    event.preventDefault();
    choose(way);
  });
}

document.querySelectorAll('figure.chart').forEach((chart) => {
  if (chart instanceof HTMLElement) follow(chart);
});
