/** The HTML report in a real browser: nothing fetched, nothing wrong in the console, readable for everybody, and on paper. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Brand } from '../../source/report/brand.ts';
import type { Block, ReportDocument } from '../../source/report/document.ts';
import { htmlDocument } from '../../source/report/html.ts';
import type { Report } from '../../source/report/model.ts';
import { type Audience, reportDocument } from '../../source/report/sections.ts';
import { type Browser, onPath, openBrowser } from '../chromium.ts';
import { demoReport, reportOf } from './sample-report.ts';

const axe = readFileSync(fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');

/** A picture of one point. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const brand: Brand = {
  ...{ name: 'Example Consulting <b>', contact: 'https://consulting.example', colour: '#ffd400' },
  logo: { type: 'image/png', data: png },
};

/** The document with the first rows of each list and table: what holds for these holds for all. */
function shortened(document: ReportDocument): ReportDocument {
  const few = <T>(rows: readonly T[]) => rows.slice(0, 3);
  const short = (block: Block): Block => {
    if (block.kind === 'details') return { ...block, blocks: few(block.blocks).map(short) };
    if (block.kind === 'list') return { ...block, items: few(block.items) };
    if (block.kind === 'table') return { ...block, rows: few(block.rows) };
    return block.kind === 'gantt' ? { ...block, rows: few(block.rows) } : block;
  };
  return {
    ...document,
    sections: document.sections.map((section) => ({ ...section, blocks: section.blocks.map(short) })),
  };
}

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

describe('the page in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'soc2-ready-html-'));
  let browser: Browser | undefined;
  let report: Report;

  before(async () => {
    [browser, report] = await Promise.all([openBrowser(), demoReport()]);
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const written = (name: string, document: ReportDocument): string => {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, htmlDocument(document));
    return pathToFileURL(file).href;
  };
  const pageOf = (name: string, of: Report, audience: Audience, own?: Brand): string =>
    written(name, reportDocument(of, { audience }, own));
  const started = (t: TestContext): Browser | undefined => {
    if (browser === undefined) t.skip('there is no Chromium on PATH');
    return browser;
  };

  for (const width of [1280, 390])
    for (const dark of [false, true])
      it(`has nothing to object to, ${width} wide, ${dark ? 'dark' : 'light'}`, async (t) => {
        const running = started(t);
        if (running === undefined) return;
        const team = shortened(reportDocument(report));
        const board = reportDocument(report, { audience: 'board' }, brand);
        // A sheet may come back to a topic.
        board.sections = [...board.sections, ...board.sections.map((one) => ({ ...one, id: `${one.id}-again` }))];
        for (const [name, document] of Object.entries({ team, board })) {
          const url = written(name, document);
          const page = await running.open(url, { width, dark });
          assert.deepEqual(page.errors, []);
          assert.deepEqual(
            page.requests.filter((request) => !request.startsWith('data:')),
            [url],
          );
          assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width, 'nothing sticks out');
          await page.evaluate(axe);
          const violations = await page.evaluate<Violation[]>(
            `document.querySelectorAll('details').forEach((one) => { one.open = true; });
             axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
          );
          const told = violations.map(
            ({ id, help, nodes }) =>
              `${name}: ${id}: ${help}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`,
          );
          assert.deepEqual(told, []);
        }
      });

  it('reads without scripts; with them tables are filtered and sorted', async (t) => {
    const running = started(t);
    if (running === undefined) return;
    const url = pageOf('client', report, 'client');
    const bare = await running.open(url, { width: 1280, scripts: false });
    assert.equal(await bare.evaluate("document.querySelectorAll('input, button').length"), 0);
    assert.ok((await bare.evaluate<string>('document.body.innerText')).includes('What this is not'));
    const page = await running.open(url, { width: 1280 });
    const rows = (visible: string) =>
      `[...document.querySelectorAll('#gaps tbody tr')].filter((row) => row.closest('table') === document.querySelector('#gaps table'))${visible}`;
    const all = await page.evaluate<number>(rows('.length'));
    const shown = await page.evaluate<number>(
      `{ const input = document.querySelector('#gaps input'); input.value = 'contradicted'; input.dispatchEvent(new Event('input')); } ${rows('.filter((row) => !row.hidden).length')}`,
    );
    const contradicted = report.decisions.gaps.filter((gap) => JSON.stringify(gap).includes('contradicted')).length;
    assert.ok(shown >= 1 && shown < all && shown <= contradicted, `${shown} of ${all}`);
    const points = await page.evaluate<string[]>(
      `document.querySelectorAll('#gaps thead button')[5].click(); document.querySelectorAll('#gaps thead button')[5].click();
       ${rows('.map((row) => row.cells[5].textContent)')}`,
    );
    assert.deepEqual(
      points,
      points.toSorted((a, b) => Number(b) - Number(a)),
    );
    assert.equal(await page.evaluate("document.querySelectorAll('#gaps th')[5].ariaSort"), 'descending');
    assert.deepEqual(page.errors, []);
  });

  it('is two pages for a board, and breaks between sections for the others', async (t) => {
    const running = started(t);
    if (running === undefined) return;
    if (onPath('pdfinfo') === undefined) {
      t.skip('there is no pdfinfo on PATH');
      return;
    }
    const pages = async (name: string, of: Report, audience: Audience) => {
      const page = await running.open(pageOf(name, of, audience, brand), { width: 1280 });
      const file = join(folder, `${name}.pdf`);
      writeFileSync(file, await page.pdf());
      return Number(/^Pages:\s+(\d+)$/m.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1]);
    };
    assert.ok((await pages('board', report, 'board')) <= 2);
    assert.equal(await pages('empty', await reportOf([]), 'board'), 2);
    const everything = await demoReport([
      {
        type: 'scope',
        question: 'categories',
        value: ['availability', 'confidentiality', 'processing-integrity', 'privacy'],
      },
    ]);
    assert.ok(everything.series.length > 12, 'every category is in scope');
    assert.ok((await pages('all', everything, 'board')) <= 2);
    assert.ok((await pages('client', report, 'client')) > 10);
  });
});
