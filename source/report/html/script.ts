/** What a reader with scripts gets besides: filters and sorting. Without it everything is there all the same. */

/** The script of the page. It builds elements and sets texts; it never takes text for markup. */
export const script = `(() => {
  'use strict';
  const value = (row, column, kind) => {
    const text = (row.cells[column]?.textContent ?? '').trim();
    return kind === 'number' ? (text === '' ? -Infinity : Number.parseFloat(text.replace(/[^0-9.-]/g, '')) || 0) : text.toLowerCase();
  };
  const sorting = (table) => {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const next = { none: 'ascending', ascending: 'descending', descending: 'none' }[head.getAttribute('aria-sort') ?? 'none'];
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        if (next !== 'none') head.setAttribute('aria-sort', next);
        const sign = next === 'descending' ? -1 : 1;
        const rows = next === 'none' ? original : [...original].sort((a, b) => {
          const [x, y] = [value(a, column, head.dataset.as), value(b, column, head.dataset.as)];
          return sign * (typeof x === 'number' ? x - y : x.localeCompare(y, 'en', { numeric: true }));
        });
        body.append(...rows);
      });
    });
  };
  let count = 0;
  const filtering = (table) => {
    const rows = [...table.tBodies[0].rows];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const [label, input, status] = ['label', 'input', 'span'].map((name) => document.createElement(name));
    count += 1;
    input.type = 'search';
    input.id = 'filter-' + count;
    label.htmlFor = input.id;
    label.textContent = 'Filter: ' + table.caption.textContent;
    status.setAttribute('role', 'status');
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, place) => {
        row.hidden = !words.every((word) => texts[place].includes(word));
        if (!row.hidden) shown += 1;
      });
      status.textContent = words.length === 0 ? '' : shown + ' of ' + rows.length;
    });
    const bar = document.createElement('div');
    bar.className = 'filter';
    bar.append(label, input, status);
    table.parentElement.before(bar);
  };
  document.querySelectorAll('table.data').forEach(sorting);
  document.querySelectorAll('table[data-filter]').forEach(filtering);
  const opened = [];
  addEventListener('beforeprint', () => document.querySelectorAll('details:not([open])').forEach((one) => { one.open = true; opened.push(one); }));
  addEventListener('afterprint', () => opened.splice(0).forEach((one) => { one.open = false; }));
})();`;
