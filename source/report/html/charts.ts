/** Charts as inline SVG inside tables, so that whoever cannot see them reads the same in words. */
import { addDays, addMonths, daysBetween, longDay } from '../../core/calendar.ts';
import type { Day } from '../../core/entry.ts';
import type { BarsBlock, GanttBlock, GanttRow, HeatBlock, TrendBlock } from '../document.ts';
import type { BarParts } from '../series.ts';
import { escaped, tonedHtml } from './text.ts';

/** Patterns of the bars; once on each page. */
export const patterns =
  '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>' +
  '<pattern id="claimed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<rect class="claimed-ground" width="6" height="6"/><rect class="claimed-line" width="3" height="6"/></pattern>' +
  '<pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse">' +
  '<rect class="unknown-ground" width="6" height="6"/><circle class="unknown-dot" cx="3" cy="3" r="1.4"/></pattern>' +
  '</defs></svg>';

const parts: readonly { key: keyof BarParts; name: string }[] = [
  { key: 'evidenced', name: 'evidenced' },
  { key: 'claimedOnly', name: 'claimed only' },
  { key: 'unknown', name: 'unknown' },
  { key: 'missing', name: 'missing' },
];

/** A share of the width, for an attribute. */
function share(value: number): string {
  return `${(Math.max(0, Math.min(1, value)) * 100).toFixed(2)}%`;
}

/** The parts in words: `45 evidenced, 12 claimed only, 43 missing`. */
function barWords(bar: BarParts): string {
  const said = parts
    .map(({ key, name }) => ({ name, value: Math.round(bar[key] * 100) }))
    .filter(({ value }) => value > 0);
  return said.map(({ name, value }) => `${value} ${name}`).join(', ');
}

function barSvg(bar: BarParts): string {
  let from = 0;
  const pieces = parts.map(({ key }) => {
    const at = from;
    from += bar[key];
    return bar[key] <= 0 ? '' : `<rect class="part ${key}" x="${share(at)}" width="${share(bar[key])}" height="100%"/>`;
  });
  return `<svg class="bar" aria-hidden="true" width="100%" height="18">${pieces.join('')}</svg>`;
}

/** Bars of four parts, with a legend. The figures stand beside each in words, so the picture itself says nothing more. */
export function barsHtml({ caption, rows }: BarsBlock): string {
  const legend = parts.map(
    ({ key, name }) =>
      `<li><svg class="swatch" aria-hidden="true" width="22" height="14"><rect class="part ${key}" width="100%" height="100%"/></svg> ${name}</li>`,
  );
  const items = rows.map(
    ({ id, title, bar, text }) =>
      `<li><span class="name"><span class="id">${escaped(id)}</span> ${escaped(title)}</span> ${barSvg(bar)}` +
      `<span class="beside"><strong>${escaped(text)}:</strong> ${escaped(barWords(bar))}</span></li>`,
  );
  return (
    `<p class="caption">${escaped(caption)}, of 100</p><ul class="legend">${legend.join('')}</ul>` +
    `<ul class="bars" aria-label="${escaped(caption)}">${items.join('')}</ul>`
  );
}

/** Lines over time, and the same as a table. */
export function trendHtml({ caption, points }: TrendBlock): string {
  const [first, last] = [points[0]?.day, points.at(-1)?.day];
  const percent = (value: number | undefined) => (value === undefined ? '–' : String(Math.round(value * 100)));
  const rows = points.map(
    ({ day, verdict, evidenced, claimed, coverage }) =>
      `<tr><th scope="row">${escaped(day)}</th><td>${escaped(verdict)}</td><td class="number">${percent(evidenced)}</td>` +
      `<td class="number">${percent(claimed)}</td><td class="number">${percent(coverage)} %</td></tr>`,
  );
  const header = ['day', 'Type 1', 'evidenced', 'claimed', 'known'].map(
    (title, place) => `<th scope="col"${place < 2 ? '' : ' class="number"'}>${title}</th>`,
  );
  return (
    `<figure><figcaption>${escaped(caption)}</figcaption>${first === undefined || last === undefined ? '' : trendSvg(points, first, last)}</figure>` +
    `<table class="plain"><caption>${escaped(caption)}, day by day</caption><thead><tr>${header.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
  );
}

function trendSvg(points: TrendBlock['points'], first: Day, last: Day): string {
  const span = Math.max(1, daysBetween(first, last));
  const x = (day: Day) => 40 + (daysBetween(first, day) / span) * 500;
  const y = (value: number) => 170 - value * 150;
  const ending = points.findLast(({ evidenced }) => evidenced !== undefined);
  // Labels of lines that end close to each other stand one above the other.
  const close = Math.abs(y(ending?.claimed ?? 0) - y(ending?.evidenced ?? 0)) < 16;
  const shift = { evidenced: close ? 10 : 4, claimed: close ? -4 : 4 };
  const line = (of: 'evidenced' | 'claimed') => {
    const known = points.flatMap(({ day, [of]: value }) => (value === undefined ? [] : [{ day, value }]));
    const dots = known.map(
      ({ day, value }) => `<circle class="trend-${of}" cx="${x(day).toFixed(1)}" cy="${y(value).toFixed(1)}" r="3.5"/>`,
    );
    const path = known.map(({ day, value }) => `${x(day).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
    const end = known.at(-1);
    const label =
      end === undefined
        ? ''
        : `<text x="${(x(end.day) + 8).toFixed(1)}" y="${(y(end.value) + shift[of]).toFixed(1)}">${of} ${Math.round(end.value * 100)}</text>`;
    return `<polyline class="trend-${of}" points="${path}"/>${dots.join('')}${label}`;
  };
  const grid = [0, 0.5, 1].map(
    (value) =>
      `<line class="grid" x1="40" x2="540" y1="${y(value)}" y2="${y(value)}"/><text class="axis" x="32" y="${y(value) + 4}" text-anchor="end">${value * 100}</text>`,
  );
  return (
    `<svg class="trend" role="img" aria-label="Lines of evidenced and claimed; the table below has the figures" viewBox="0 0 660 200">` +
    `${grid.join('')}${line('claimed')}${line('evidenced')}` +
    `<text class="axis" x="40" y="192">${escaped(longDay(first))}</text><text class="axis" x="540" y="192" text-anchor="end">${escaped(longDay(last))}</text></svg>`
  );
}

/** Labels of an axis keep so much of the width between them. */
const labelShare = 0.09;

/** A Gantt chart: a table with a bar in each row, so that it breaks over pages and reads in words. */
export function ganttHtml({ caption, from, to, rows, marks }: GanttBlock): string {
  const span = Math.max(1, daysBetween(from, to) + 1);
  const at = (day: Day) => daysBetween(from, day) / span;
  const lines = marks.map(
    ({ day }, place) =>
      `<line class="mark mark-${place % 2}" x1="${share(at(day))}" x2="${share(at(day))}" y1="0" y2="100%"/>`,
  );
  const months = monthStarts(from, to).map((day) => ({ day, x: at(day) }));
  const ticks = months
    .map(({ x }) => `<line class="grid" x1="${share(x)}" x2="${share(x)}" y1="0" y2="100%"/>`)
    .join('');
  let lastLabel = -1;
  const labels = months.flatMap(({ day, x }) => {
    if (x - lastLabel < labelShare || x > 1 - labelShare / 2) return [];
    lastLabel = x;
    return [`<text class="axis" x="${share(x)}" dx="3" y="14">${monthName(day)}</text>`];
  });
  const legend = marks.map(
    ({ day, text }, place) =>
      `<li><svg class="swatch" aria-hidden="true" width="14" height="16"><line class="mark mark-${place % 2}" x1="50%" x2="50%" y1="0" y2="100%"/></svg> ${escaped(text)}: ${escaped(longDay(day))}</li>`,
  );
  const body = rows.map((row) => ganttRow(row, at, span, `${ticks}${lines.join('')}`));
  return (
    `<ul class="legend"><li><svg class="swatch" aria-hidden="true" width="22" height="14"><rect class="work" width="100%" height="100%"/></svg> work</li>` +
    `<li><svg class="swatch" aria-hidden="true" width="22" height="14"><rect class="ripen" width="100%" height="100%"/></svg> until the first dated artefact</li>` +
    `<li><svg class="swatch" aria-hidden="true" width="22" height="14"><rect class="work critical" width="100%" height="100%"/></svg> critical</li>${legend.join('')}</ul>` +
    `<div class="scroll" role="group" aria-label="${escaped(caption)}" tabindex="0"><table class="gantt"><caption>${escaped(caption)}</caption>` +
    `<thead><tr><th scope="col">item</th><th scope="col">owner</th><th scope="col">due</th>` +
    `<th scope="col" class="chart"><span class="hidden">from start to due</span><svg aria-hidden="true" width="100%" height="20">${ticks}${labels.join('')}</svg></th></tr></thead>` +
    `<tbody>${body.join('')}</tbody></table></div>`
  );
}

function ganttRow(row: GanttRow, at: (day: Day) => number, span: number, behind: string): string {
  const [start, done, end] = [at(row.start), at(row.workDone), at(row.due)];
  const least = 1 / span;
  const critical = row.critical ? ' critical' : '';
  const bars =
    `<rect class="work${critical}" x="${share(start)}" width="${share(Math.max(least, done - start))}" y="4" height="12"/>` +
    (end > done
      ? `<rect class="ripen${critical}" x="${share(Math.max(done, start + least))}" width="${share(end - done)}" y="7" height="6"/>`
      : '');
  const words = `${row.start} to ${row.due}${row.critical ? ', critical' : ''}`;
  return (
    `<tr><th scope="row"><span class="id">${escaped(row.id)}</span> ${escaped(row.title)}</th><td>${escaped(row.owner)}</td>` +
    `<td class="day">${escaped(row.due)}${row.critical ? ` ${tonedHtml('critical', 'bad')}` : ''}</td>` +
    `<td class="chart"><svg role="img" aria-label="${escaped(words)}" width="100%" height="20">${behind}${bars}</svg></td></tr>`
  );
}

function monthStarts(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  const first = `${from.slice(0, 8)}01`;
  for (let month = 0; month < 240; month += 1) {
    const day = addMonths(first, month);
    if (day > to) break;
    if (day >= from || addDays(day, 27) > from) days.push(day < from ? from : day);
  }
  return days;
}

function monthName(day: Day): string {
  const [, month = '', year = ''] = longDay(day).split(' ');
  return day.slice(5, 7) === '01' ? `${month.slice(0, 3)} ${year}` : month.slice(0, 3);
}

/** Shades of a heat map, from nothing to most. */
const shades = 5;

/** A heat map: a table whose cells are shaded and say the same in words. */
export function heatHtml({ caption, corner, columns, rows }: HeatBlock): string {
  const head = [corner, ...columns].map((title) => `<th scope="col">${escaped(title)}</th>`);
  const body = rows.map(({ title, cells }) => {
    const shaded = cells.map(({ value, text }) => {
      const shade = value <= 0 ? 0 : Math.min(shades - 1, Math.ceil(value * (shades - 1)));
      return `<td class="heat-${shade}">${escaped(text)}</td>`;
    });
    return `<tr><th scope="row">${escaped(title)}</th>${shaded.join('')}</tr>`;
  });
  return (
    `<div class="scroll" role="group" aria-label="${escaped(caption)}" tabindex="0"><table class="heat"><caption>${escaped(caption)}</caption>` +
    `<thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
  );
}
