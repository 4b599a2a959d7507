/** The style sheet of the page: for screens light and dark, and for paper. */
import type { Brand } from '../brand.ts';
import { tableWidths } from './blocks.ts';
import { readableOn } from './colours.ts';
import { styleString } from './text.ts';

/** Grounds that text stands on. */
const ground = { light: '#ffffff', dark: '#14181d' };

/** Our own accent. */
const accent = { light: '#1d4f91', dark: '#8ab8f0' };

const light = (brand: string) => `
  color-scheme: light;
  --ground: ${ground.light}; --raised: #f4f6f8; --ink: #1b2127; --quiet: #4c5763; --rule: #cfd6dd; --accent: ${brand};
  --good: #1b6b3a; --good-ground: #e4f3e9; --partial: #7a4b00; --partial-ground: #fdf1d8; --bad: #a3201d; --bad-ground: #fbe6e5;
  --unknown: #51407f; --unknown-ground: #eeeaf7; --neutral: #3d4854; --neutral-ground: #eceff2;
  --evidenced: #2c7a4b; --claimed-a: #dcb25a; --claimed-b: #fbeed0; --unknown-a: #7d6cae; --unknown-b: #eeeaf7;
  --work: #3b6fb0; --ripen: #a9c3e3; --critical: #b8322e; --critical-ripen: #e5aba9; --mark: #1b2127;
  --heat-1: #e6eef7; --heat-2: #c6d9ee; --heat-3: #9fbfe2; --heat-4: #78a5d6;`;

const dark = (brand: string) => `
  color-scheme: dark;
  --ground: ${ground.dark}; --raised: #1d232a; --ink: #e6eaee; --quiet: #aab4be; --rule: #3a444f; --accent: ${brand};
  --good: #86d5a3; --good-ground: #16311f; --partial: #f0c674; --partial-ground: #382a0d; --bad: #ff9d98; --bad-ground: #401a19;
  --unknown: #c7b8f2; --unknown-ground: #2a2340; --neutral: #c4ccd4; --neutral-ground: #2a323b;
  --evidenced: #4fae75; --claimed-a: #b98a2e; --claimed-b: #4a3a17; --unknown-a: #9a87d0; --unknown-b: #2a2340;
  --work: #6c9fdd; --ripen: #3c5f8a; --critical: #f0736e; --critical-ripen: #7d3a38; --mark: #e6eaee;
  --heat-1: #1d2c3d; --heat-2: #25405f; --heat-3: #2d5582; --heat-4: #3569a3;`;

/** The whole sheet. `running` stands on top of every printed page, `footer` at its foot. */
export function styleSheet(
  { running, footer }: { running: string; footer: string },
  compact: boolean,
  brand: Brand | undefined,
): string {
  const own = brand?.colour ?? accent.light;
  const ownDark = brand?.darkColour ?? (brand?.colour === undefined ? accent.dark : brand.colour);
  const widths = tableWidths.map((rem) => `table.m${rem} { min-width: ${rem}rem; }`).join('\n');
  return `
:root {${light(readableOn(own, ground.light))}
}
@media (prefers-color-scheme: dark) { :root {${dark(readableOn(ownDark, ground.dark))}
} }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
body > header, body > nav, main, body > footer { max-width: 76rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; top: 0; background: var(--ground); padding: .5rem 1rem; }
.skip:focus { left: 1rem; top: .5rem; z-index: 2; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.defs { position: absolute; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: clamp(1.6rem, 4vw, 2.3rem); margin: 0; }
h2 { font-size: 1.5rem; margin: 0 0 .8rem; padding-bottom: .3rem; border-bottom: 3px solid var(--accent); color: var(--accent); }
h3 { font-size: 1.15rem; margin: 1.8rem 0 .6rem; }
h4 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
p, li, dd, blockquote { max-width: 48rem; overflow-wrap: anywhere; }
p { margin: .5rem 0 .8rem; }
body > header { padding-block: 2rem 1.2rem; border-top: 6px solid var(--accent); max-width: none; }
body > header > div { max-width: 71rem; margin-inline: auto; display: flex; gap: 1.5rem; align-items: center; justify-content: space-between; flex-wrap: wrap; }
body > header p { margin: .3rem 0 0; color: var(--quiet); }
.logo { max-height: 4rem; max-width: 14rem; }
nav ul { list-style: none; margin: 0; padding: 0 0 1rem; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; }
nav li { max-width: none; }
section { padding-block: 1.6rem; }
body > footer { color: var(--quiet); border-top: 1px solid var(--rule); padding-block: 1rem 2rem; font-size: .9rem; }
code, .id { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .92em; }
.tone { font-weight: 600; }
${['good', 'partial', 'bad', 'unknown', 'neutral'].map((tone) => `.tone.${tone} { color: var(--${tone}); } .note.${tone} { background: var(--${tone}-ground); border-color: var(--${tone}); }`).join('\n')}
.note { border-left: 5px solid; padding: .7rem 1rem; margin: .8rem 0; border-radius: 0 .3rem .3rem 0; }
.note p { margin: 0; max-width: 60rem; }
.note-title { font-size: 1.15rem; }
dl { margin: .6rem 0 1rem; display: grid; gap: .25rem; }
dl > div { display: grid; grid-template-columns: minmax(8rem, 15rem) 1fr; gap: .2rem 1.2rem; padding: .25rem 0; border-bottom: 1px solid var(--rule); }
dt { font-weight: 600; overflow-wrap: anywhere; } dd { margin: 0; }
blockquote { margin: .4rem 0 1rem; padding: .1rem 1rem; border-left: 3px solid var(--rule); color: var(--quiet); }
.empty { color: var(--quiet); }
.boxes { list-style: none; padding-left: 0; } .boxes li { padding-left: 1.6rem; text-indent: -1.6rem; } .box { display: inline-block; width: 1.6rem; text-indent: 0; }
details { border: 1px solid var(--rule); border-radius: .3rem; margin: .5rem 0; padding: 0 1rem; }
summary { cursor: pointer; padding: .6rem 0; font-weight: 600; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: .6rem 0 1.2rem; position: relative; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.4; }
table.data { table-layout: fixed; }
${widths}
caption { text-align: left; font-weight: 600; padding: .3rem 0; color: var(--quiet); }
.scroll caption { position: sticky; left: 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .55rem; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }
td, tbody th { font-weight: 400; }
tbody th { font-weight: 600; }
thead th { background: var(--raised); border-bottom: 2px solid var(--rule); hyphens: auto; }
.data tbody th { position: sticky; left: 0; background: var(--ground); z-index: 1; }
.number { text-align: right; font-variant-numeric: tabular-nums; } .day { font-variant-numeric: tabular-nums; white-space: nowrap; }
thead button { all: unset; cursor: pointer; font-weight: 600; display: inline; }
thead button::after { content: " ↕"; color: var(--quiet); font-size: .8em; }
th[aria-sort=ascending] button::after { content: " ↑"; } th[aria-sort=descending] button::after { content: " ↓"; }
.filter { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: center; margin-top: .8rem; font-size: .9rem; }
.filter input { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--quiet); border-radius: .3rem; padding: .3rem .5rem; width: 16rem; max-width: 100%; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; margin: .4rem 0; font-size: .9rem; }
.swatch { vertical-align: -2px; }
.part { stroke: var(--ground); stroke-width: 1; }
.evidenced { fill: var(--evidenced); } .claimedOnly { fill: url(#claimed); } .unknown.part { fill: url(#unknown); } .missing { fill: var(--raised); stroke: var(--rule); }
.claimed-ground { fill: var(--claimed-b); } .claimed-line { fill: var(--claimed-a); } .unknown-ground { fill: var(--unknown-b); } .unknown-dot { fill: var(--unknown-a); }
.bar { display: block; border: 1px solid var(--quiet); border-radius: 2px; }
.caption { font-weight: 600; color: var(--quiet); margin: .8rem 0 .2rem; }
.bars { list-style: none; padding: 0; margin: .4rem 0 1rem; display: grid; gap: .35rem; }
.bars li { max-width: none; display: grid; grid-template-columns: 14rem minmax(8rem, 1fr) 25rem; gap: .1rem 1rem; align-items: center; break-inside: avoid; font-size: .9rem; }
.name { font-weight: 600; } .beside strong { font-weight: 600; } .beside { color: var(--quiet); }
figure { margin: .6rem 0; } figcaption { font-weight: 600; color: var(--quiet); }
.trend { width: 100%; max-width: 44rem; min-width: 20rem; height: auto; }
svg text { fill: var(--ink); font-size: 13px; font-family: inherit; } svg .axis { fill: var(--quiet); font-size: 12px; }
.grid { stroke: var(--rule); stroke-width: 1; }
polyline { fill: none; stroke-width: 2.5; } polyline.trend-evidenced { stroke: var(--evidenced); } polyline.trend-claimed { stroke: var(--claimed-a); stroke-dasharray: 6 4; }
circle.trend-evidenced { fill: var(--evidenced); } circle.trend-claimed { fill: var(--claimed-a); }
.gantt { table-layout: fixed; min-width: 44rem; } .gantt th, .gantt td { padding: .2rem .5rem; } .gantt thead th { vertical-align: bottom; }
.gantt th:first-child { width: 30%; } .gantt th:nth-child(2) { width: 14%; } .gantt th:nth-child(3) { width: 11%; }
.gantt .day .tone { display: block; } .gantt .chart { padding: 0; } .gantt svg { display: block; }
.work { fill: var(--work); } .ripen { fill: var(--ripen); } .work.critical { fill: var(--critical); } .ripen.critical { fill: var(--critical-ripen); }
.mark { stroke: var(--mark); stroke-width: 2; } .mark-0 { stroke-dasharray: 2 3; } .mark-1 { stroke-dasharray: 7 3; }
.heat { min-width: 40rem; } .heat td { text-align: center; border: 1px solid var(--ground); padding: .4rem .2rem; } .heat thead th { text-align: center; } .heat thead th:first-child { text-align: left; }
${[1, 2, 3, 4].map((shade) => `.heat-${shade} { background: var(--heat-${shade}); }`).join(' ')}
@media screen and (max-width: 40rem) {
  dl > div { grid-template-columns: 1fr; }
  .data tbody th { position: static; }
  table.cards { min-width: 0; } table.cards thead { position: absolute; clip-path: inset(50%); }
  table.cards, table.cards tbody, table.cards tr, table.cards th, table.cards td, table.cards caption { display: block; }
  table.cards tr { border-bottom: 1px solid var(--rule); padding: .5rem 0; } table.cards th, table.cards td { border: 0; padding: .1rem 0; text-align: left; }
  table.cards td:empty { display: none; } table.cards td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); }
}
@media screen and (max-width: 62rem) {
  .bars li { grid-template-columns: 1fr auto; } .bars li .name { grid-column: 1 / -1; } .bars li svg, .bars li .beside { grid-column: 1 / -1; } .bars li { margin-bottom: .4rem; }
}
@media print {
  :root {${light(readableOn(own, ground.light))}
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html { font-size: ${compact ? '8pt' : '9.5pt'}; }
  body { line-height: ${compact ? '1.3' : '1.35'}; }
  body > header, body > nav, main, body > footer { max-width: none; padding-inline: 0; }
  body > header { padding-block: .6rem .4rem; }
  .skip, .filter, nav, thead button::after { display: none; }
  section { padding-block: ${compact ? '.15rem' : '.8rem'}; break-before: ${compact ? 'auto' : 'page'}; }
  section:first-of-type { break-before: auto; }
  section.wide { page: wide; }
  h1 { font-size: 17pt; } h2 { font-size: 13pt; margin-bottom: .4rem; } h3 { font-size: 10.5pt; margin: .7rem 0 .3rem; } h4 { font-size: 9.5pt; margin: .5rem 0 .2rem; } .note-title { font-size: 11pt; } .note { padding: .4rem .7rem; margin: .4rem 0; }
  h2, h3, h4, caption, summary, .legend, .note-title { break-after: avoid; }
  p { margin: .25rem 0 .4rem; orphans: 3; widows: 3; } p, li, dd, .note p, blockquote { max-width: none; }
  ul, ol { margin: .25rem 0 .4rem; }
  dl { gap: 0; margin: .3rem 0 .5rem; } dl > div { padding: .12rem 0; }
  .note, tr, figure, li, dl > div { break-inside: avoid; }
  thead { display: table-header-group; break-after: avoid; } tbody tr:first-child { break-before: avoid; } thead.hidden { display: none; }
  .scroll { overflow: visible; margin: .3rem 0 .6rem; } .scroll caption, .data tbody th { position: static; }
  table { font-size: 7.6pt; line-height: 1.3; } thead th { font-size: 6.9pt; } table.data, .gantt, .heat { min-width: 0; } .gantt th:first-child { width: 38%; } th, td { padding: .18rem .3rem; }
  .bars { gap: .2rem; } .bars li { grid-template-columns: 14.5rem 1fr 33rem; font-size: .86rem; } .bar { height: .85rem; }
  thead button { display: contents; } svg text { font-size: 7.5pt; } svg .axis { font-size: 7pt; }
  details { border: 0; padding: 0; } details::details-content { content-visibility: visible; block-size: auto; display: block; }
  a { color: inherit; text-decoration: none; }
  body > footer { display: none; }
}
@page { size: A4; margin: ${compact ? '12mm 14mm 12mm' : '14mm 14mm 15mm'}; @top-left { content: ${styleString(running)}; font: 7.5pt sans-serif; color: #4c5763; } @bottom-left { content: ${styleString(footer)}; font: 7pt sans-serif; color: #4c5763; } @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt sans-serif; color: #4c5763; } }
@page wide { size: A4 landscape; }
`;
}
