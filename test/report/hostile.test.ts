/** Whatever anybody types or AWS returns: no format lets it act, and no table breaks. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { safeJson } from '../../source/core/safe-json.ts';
import { csvField, plainLine } from '../../source/core/text.ts';
import type { Block, ReportDocument } from '../../source/report/document.ts';
import { script } from '../../source/report/html/script.ts';
import { htmlDocument } from '../../source/report/html.ts';
import { markdownDocument } from '../../source/report/markdown.ts';
import type { Report } from '../../source/report/model.ts';
import { type Audience, audiences, reportDocument, sections } from '../../source/report/sections.ts';
import { csv } from '../../source/report/tables.ts';
import { forbidden, hostile, hostileEntries, hostileTexts, poisoned } from '../hostile.ts';
import { demoReport, reportDay, reportOf } from './sample-report.ts';

/** Short ones in one go, and those of 64 KB at the few places where a block puts a text. */
const short = hostile.filter((text) => text.length < 1000);
const together = short.join(' ');

/** A document with one block of each kind, every text of it this one. */
function everyBlock(text: string): ReportDocument {
  const day = reportDay;
  const bar = { evidenced: 0.4, claimedOnly: 0.2, unknown: 0.3, missing: 0.1 };
  const simple: Block[] = [
    { kind: 'heading', level: 3, text },
    {
      kind: 'paragraph',
      text: [
        { text, style: 'strong' },
        { text, style: 'plain' },
        { text, style: 'code' },
      ],
    },
    { kind: 'note', tone: 'bad', title: text, text },
    { kind: 'list', ordered: false, items: [text, text] },
    { kind: 'list', ordered: true, items: [text] },
    { kind: 'checklist', items: [{ text, done: true }] },
    { kind: 'facts', caption: text, rows: [{ term: text, text, tone: 'good' }] },
    { kind: 'quote', lines: [text] },
  ];
  const pictures: Block[] = [
    {
      ...{
        kind: 'table',
        caption: text,
        empty: text,
        columns: [
          { key: text, title: text },
          { key: 'b', title: text },
        ],
      },
      rows: [[text, { text, tone: 'bad' }]],
    },
    { kind: 'bars', caption: text, rows: [{ id: text, title: text, bar, text }] },
    { kind: 'trend', caption: text, points: [{ day, coverage: 1, verdict: text, evidenced: 0.5, claimed: 0.6 }] },
    {
      ...{ kind: 'gantt', caption: text, from: day, to: '2027-02-01', marks: [{ day, text }] },
      rows: [{ id: text, title: text, owner: text, start: day, workDone: day, due: day, critical: true, state: text }],
    },
    {
      kind: 'heat',
      caption: text,
      corner: text,
      columns: [text],
      rows: [{ title: text, cells: [{ value: 1, text }] }],
    },
  ];
  const blocks: Block[] = [...simple, { kind: 'details', title: text, blocks: simple }, ...pictures];
  const brand = { name: text, contact: text, logoText: text };
  return { title: text, subtitle: text, footer: text, brand, sections: [{ id: 'one', title: text, blocks }] };
}

/** The page without what is ours alone: the script, the style and the policy that names them. */
function assertHtmlIsInert(html: string, name: string): void {
  assert.doesNotMatch(html, forbidden, name);
  const own = html.replace(`<script>${script}</script>`, '').replace(/<style>[^<]*<\/style>/, '');
  assert.doesNotMatch(own, /<\/?(script|style|img|iframe|object|embed|base|form|input)\b/i, name);
  for (const [tag] of own.matchAll(/<[a-z][^>]*>/gi)) {
    assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\son|'|\sstyle=|javascript:/i, `${name}: ${tag.slice(0, 120)}`);
    assert.doesNotMatch(tag, /(href|src)="(?!#|data:image\/)/, `${name}: ${tag.slice(0, 120)}`);
  }
  const open = [...own.matchAll(/<(table|tr|section|ul|ol|dl|details)\b/g)].length;
  const closed = [...own.matchAll(/<\/(table|tr|section|ul|ol|dl|details)>/g)].length;
  assert.equal(open, closed, name);
}

/** Every row of every table has as many cells as its header; nothing opens a link, a picture, a tag or a fence. */
function assertMarkdownIsInert(text: string, name: string): void {
  assert.doesNotMatch(text, forbidden, name);
  assert.doesNotMatch(text, /</, name);
  assert.doesNotMatch(text, /[^\\]\]\(|^\s*```|^(=+|--|-{4,})\s*$/m, name);
  let cells = 0;
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) {
      cells = 0;
      continue;
    }
    const found = line.replace(/\\./g, '').split('|').length;
    if (cells !== 0) assert.equal(found, cells, `${name}: ${line.slice(0, 200)}`);
    cells = found;
  }
}

describe('hostile texts', () => {
  let report: Report;
  before(async () => {
    report = await demoReport();
  });

  for (const { name, text } of hostileTexts)
    it(`${name}: every block keeps them text`, () => {
      const document = everyBlock(text);
      assertHtmlIsInert(htmlDocument(document), name);
      assertMarkdownIsInert(markdownDocument(document), name);
    });

  it('in every text of the sample company’s report, for every audience', () => {
    const bad = poisoned(report, together);
    for (const audience of audiences) {
      const document = reportDocument(bad, { audience });
      const html = htmlDocument(document);
      assertHtmlIsInert(html, audience);
      assert.ok(html.includes('onerror=alert(1)&gt;'), 'the texts are there');
      assertMarkdownIsInert(markdownDocument(document), audience);
    }
  });

  it('typed into every field of the journal', async () => {
    const alone = hostileTexts.filter(({ name }) =>
      /^(64 KB|nothing|name of a member|name of every member|half a pair|formula =)$/.test(name),
    );
    for (const { name, text } of [{ name: 'together', text: together }, ...alone]) {
      const made = await reportOf(hostileEntries(text, 'CC6.1-mfa', reportDay));
      const document = reportDocument(made);
      assertHtmlIsInert(htmlDocument(document), name);
      assertMarkdownIsInert(markdownDocument(document), name);
      const json = safeJson(made);
      assert.doesNotMatch(json, forbidden, name);
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(made)), name);
    }
  });

  it('in JSON are escaped and come back as they were', () => {
    const value = Object.fromEntries(hostileTexts.map(({ name, text }) => [name, text]));
    const json = safeJson(value);
    assert.doesNotMatch(json, forbidden);
    assert.deepEqual(JSON.parse(json), value);
  });

  it('are no formulas in sheets', () => {
    const line = csv({ header: ['a'], rows: hostile.map((text) => [text]) });
    assert.doesNotMatch(line, forbidden);
    for (const text of hostile) assert.doesNotMatch(csvField(text).replace(/^"/, ''), /^\s*[=+\-@]/);
  });

  it('no section says a word that no reader sees', () => {
    for (const audience of audiences as readonly Audience[])
      for (const { id, title, blocks } of sections(report, { audience })) {
        assert.notEqual(plainLine(title), '', id);
        assert.ok(blocks.length > 0, id);
      }
  });
});
