/**
 * A document as one HTML file: nothing is fetched, everything can be read without scripts, on paper, in the dark and by a
 * screen reader. The policy in its head allows this very style and script and nothing else.
 */
import { createHash } from 'node:crypto';
import { type Block, type ReportDocument, runningTitle, type Section } from './document.ts';
import { blockHtml, tableWidth } from './html/blocks.ts';
import { patterns } from './html/charts.ts';
import { script } from './html/script.ts';
import { styleSheet } from './html/style.ts';
import { escaped } from './html/text.ts';

/** Usual columns that fit a page in portrait. */
const portrait = 11;

/** The whole file. */
export function htmlDocument(document: ReportDocument): string {
  const { title, subtitle, footer, sections, brand, compact = false } = document;
  const running = brand === undefined ? runningTitle(title) : `${runningTitle(title)} · ${runningTitle(brand.name)}`;
  const style = styleSheet({ running, footer }, compact, brand);
  const policy = `default-src 'none'; img-src data:; style-src '${hash(style)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'`;
  const logo =
    brand?.logo === undefined
      ? ''
      : `<img class="logo" alt="${escaped(brand.logoText ?? brand.name)}" src="data:${brand.logo.type};base64,${brand.logo.data}">`;
  const contact = brand?.contact === undefined ? '' : `<p>${escaped(brand.contact)}</p>`;
  const contents = sections.map(({ id, title: name }) => `<li><a href="#${escaped(id)}">${escaped(name)}</a></li>`);
  const nav = sections.length < 3 ? '' : `<nav aria-label="Contents"><ul>${contents.join('')}</ul></nav>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${patterns}
<header><div><div><h1>${escaped(title)}</h1><p>${escaped(subtitle)}</p>${contact}</div>${logo}</div></header>
${nav}
<main id="main">
${sections.map((section, place) => sectionHtml(section, sections.findIndex((one) => one.title === section.title) === place)).join('\n')}
</main>
${footer === '' ? '' : `<footer>${escaped(footer)}</footer>`}
<script>${script}</script>
</body>
</html>
`;
}

/** `landmark`: a reader can jump to it by its title; of several with one title only the first, so that each is told apart. */
function sectionHtml({ id, title, blocks }: Section, landmark: boolean): string {
  const name = escaped(id);
  const label = landmark ? ` aria-labelledby="${name}-title"` : '';
  const wide = blocks.some(isWide) ? ' class="wide"' : '';
  return `<section id="${name}"${wide}${label}>
<h2 id="${name}-title">${escaped(title)}</h2>
${blocks.map(blockHtml).join('\n')}
</section>`;
}

function isWide(block: Block): boolean {
  if (block.kind === 'details') return block.blocks.some(isWide);
  return block.kind === 'table' && block.rows.length > 0 && tableWidth(block) > portrait;
}

/** As a content security policy names an inline text. */
function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
