/** Workbooks, Word files and calendars: read by other programs, and harmless whatever was typed into them. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { Document, Packer, Paragraph, patchDetector, TextRun } from 'docx';
import ICAL from 'ical.js';
import readExcelFile from 'read-excel-file/node';
import { allChecks } from '../../checks/index.ts';
import { sheetCell } from '../../source/core/kept-columns.ts';
import { calendarFile } from '../../source/report/calendar-ics.ts';
import type { Section } from '../../source/report/document.ts';
import { docxDocument } from '../../source/report/docx.ts';
import { fillTemplate, TemplateError } from '../../source/report/docx-template.ts';
import { inert } from '../../source/report/docx-text.ts';
import { reportFiles } from '../../source/report/files.ts';
import { escaped } from '../../source/report/html/text.ts';
import { buildReport, type Report } from '../../source/report/model.ts';
import { interviewDocument } from '../../source/report/person-sheets.ts';
import { reportDocument, sectionIds } from '../../source/report/sections.ts';
import { workbookSheets } from '../../source/report/workbook.ts';
import { sheetNames, xlsxWorkbook } from '../../source/report/xlsx.ts';
import { demo, demoFacts } from '../core/demo.ts';
import { forbidden, hostile, poisoned } from '../hostile.ts';

const today = '2026-11-22';

/** The files of a ZIP archive, through its table of contents. */
function unzip(archive: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(archive);
  const parts = new Map<string, string>();
  for (let at = bytes.indexOf('PK\u0001\u0002'); at !== -1; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
    const length = bytes.readUInt16LE(at + 28);
    const header = bytes.readUInt32LE(at + 42);
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const data = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const name = bytes.subarray(at + 46, at + 46 + length).toString();
    parts.set(name, (bytes.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString());
  }
  return parts;
}

/** The cells of a table of Word, as they stand in its markup; a line end inside one is a space. */
function cellsOf(table: string): string[] {
  return [...table.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) =>
    [...cell.matchAll(/<w:t xml:space="preserve">([^<]*)</g)].map(([, text]) => text).join(' '),
  );
}

/** A Word file with these lines, as somebody's template. */
async function template(...lines: string[]): Promise<Uint8Array> {
  const children = lines.map((line) => new Paragraph({ children: [new TextRun({ text: line, color: 'FF0000' })] }));
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

/** As `poisoned`, and the words by which blocks and spans are told apart stay. */
function poisonedWords<T>(value: T, text: string, key = ''): T {
  if (typeof value === 'string')
    return (/^(kind|style|tone|as|key|id|start|due|workDone|day|from|to)$/.test(key) ? value : text + value) as T;
  if (Array.isArray(value)) return value.map((one) => poisonedWords(one, text, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisonedWords(one, text, name)])) as T;
}

describe('files for other programs', () => {
  let report: Report;
  before(async () => {
    const { assessment, decisions, input } = await demo(today);
    const { questionnaire } = input;
    report = buildReport({ assessment, decisions, questionnaire, checks: allChecks, facts: demoFacts(), today });
  });

  it('is a workbook of sheets with filters, frozen headers, lists to choose from, colours that are words too', async () => {
    const sheets = workbookSheets(report);
    const book = await xlsxWorkbook(sheets);
    const parts = unzip(book);
    sheets.forEach((_, index) => {
      const xml = parts.get(`xl/worksheets/sheet${index + 1}.xml`) ?? '';
      assert.match(xml, /<pane ySplit="1"/);
      assert.match(xml, /<autoFilter ref="A1:/);
      const cells = xml.slice(xml.indexOf('<sheetData>'), xml.indexOf('</sheetData>'));
      assert.doesNotMatch(cells, /<f>/);
      assert.ok([...cells.matchAll(/<c [^>]*>/g)].every(([cell]) => !cell.includes(' t=') || cell.includes('t="s"')));
      // The order the standard asks for; Excel calls another one damaged.
      const order = [
        ...['<sheetPr', '<sheetViews', '<sheetData>', '<autoFilter', '<conditionalFormatting', '<dataValidations'],
        ...['<pageSetup', '<headerFooter'],
      ];
      const places = order.map((tag) => xml.indexOf(tag)).filter((at) => at >= 0);
      assert.deepEqual(
        places,
        places.toSorted((a, b) => a - b),
      );
    });
    assert.match(parts.get('xl/worksheets/sheet3.xml') ?? '', /<formula1>"open,doing,blocked,done,accepted"</);
    const read = await readExcelFile(book);
    assert.deepEqual(
      read.map(({ sheet }) => sheet),
      sheets.map(({ name }) => name),
    );
    for (const [index, { data }] of read.entries()) {
      const { header = [], rows = [] } = sheets[index]?.table ?? {};
      assert.equal(data.length, rows.length + 1, sheets[index]?.name);
      for (const [at, row] of [header, ...rows].entries())
        for (const [column, cell] of row.entries()) {
          const found = data[at]?.[column] ?? '';
          if (typeof found === 'number') assert.equal(found, Number(cell));
          else assert.equal(sheetCell(String(found)), sheetCell(cell));
        }
    }
  });

  it('keeps hostile text in a workbook as text, cut to what a cell holds', async () => {
    const texts = [...hostile, '_x001B_[31m', 'toString', 'constructor', '1e5', 'TRUE', '2026-01-01'];
    const rows = texts.map((text, index) => [`${index}`, text]);
    const [sheet] = await readExcelFile(
      await xlsxWorkbook([{ name: 'a[b]:*?/\\', table: { header: ['id', 'text'], rows } }]),
    );
    for (const [index, text] of texts.entries()) {
      const read = String(sheet?.data[index + 1]?.[1] ?? '');
      assert.ok(read.length <= 32_767);
      assert.doesNotMatch(read, forbidden);
      if (text.length < 1000) assert.equal(sheetCell(read), sheetCell(text));
    }
    const names = sheetNames([
      'History',
      "it's a very long name indeed, longer than Excel takes",
      'Plan',
      'plan',
      '',
      "'x'",
    ]);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
    for (const name of names) assert.match(name, /^[^[\]/\\:*?']([^[\]/\\:*?]{0,30})$/);
  });

  it('is a Word file with headings, tables and a table of contents, whatever anybody wrote', async () => {
    // Every kind of block, with a few rows each: what is written does not hang on how many there are.
    const whole = reportDocument(report);
    const sections = whole.sections.map((section) => ({
      ...section,
      blocks: section.blocks
        .slice(0, 12)
        .map((block) => ('rows' in block ? { ...block, rows: block.rows.slice(0, 2) } : block)),
    })) as unknown as Section[];
    const all = hostile.filter((text) => text.length < 1000).join(' ');
    for (const text of ['', all, 'x'.repeat(65_536)]) {
      const few = text.length < 60_000 ? sections : sections.slice(-1);
      const file = await docxDocument(poisonedWords({ ...whole, sections: few }, text));
      const parts = unzip(file);
      const body = parts.get('word/document.xml') ?? '';
      for (const [name, xml] of parts) if (name.endsWith('.xml')) assert.doesNotMatch(xml, forbidden, name);
      assert.doesNotMatch(body, /<script|<img|<svg/);
      assert.match(body, /TOC \\h/);
      assert.match(body, /w:val="Heading1"/);
      if (few === sections) assert.match(body, /<w:tblHeader/);
      assert.doesNotMatch(body, /<w:t[^>]*>table-/);
      await patchDetector({ data: file });
      assert.match(parts.get('word/footer1.xml') ?? '', /NUMPAGES/);
      assert.doesNotMatch([...parts.keys()].join(' '), /vbaProject/);
    }
  });

  it('holds every cell of a table in Word, in its order, in a file of ours and in a template', async () => {
    const columns = ['a', 'b', 'c'].map((title) => ({ key: title, title }));
    const rows = [...hostile.filter((text) => text.length < 1000), 'two\nlines'].map((text, at) => [
      `${at}`,
      text,
      'x',
    ]);
    const blocks: Section['blocks'] = [
      { kind: 'table', caption: 'One', columns, rows, empty: '' },
      { kind: 'paragraph', text: 'between' },
      { kind: 'facts', caption: 'Two', rows: [{ term: 'term', text: 'fact', tone: 'bad' }] },
      { kind: 'table', caption: 'None', columns, rows: [], empty: 'nothing here' },
    ];
    const document = { title: 't', subtitle: 's', footer: 'f', sections: [{ id: 'gaps', title: 'Gaps', blocks }] };
    for (const file of [
      await docxDocument(document),
      await fillTemplate(await template('{{report}}'), document, sectionIds),
    ]) {
      await patchDetector({ data: file });
      const body = unzip(file).get('word/document.xml') ?? '';
      const tables = [...body.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => cellsOf(table));
      const wanted = [['a', 'b', 'c'], ...rows].flat().map((text) => escaped(inert(text)));
      assert.deepEqual(tables, [wanted, ['term', 'fact']]);
      // In their places: caption, table, what follows.
      const order = ['>One<', '>two<', '>between<', '>Two<', '>fact<', '>nothing here<'].map((text) =>
        body.indexOf(text),
      );
      assert.deepEqual(
        order,
        order.toSorted((a, b) => a - b),
      );
      assert.ok(order.every((at) => at > 0));
    }
  });

  it('sets no table wider than the page of a template', async () => {
    const narrow = new Document({
      sections: [
        {
          properties: { page: { size: { width: 9000, height: 14_000 }, margin: { left: 1500, right: 1000 } } },
          children: [new Paragraph('{{report}}')],
        },
      ],
    });
    const document = reportDocument(report, { audience: 'board' });
    const filled = await fillTemplate(await Packer.toBuffer(narrow), document, sectionIds);
    const body = unzip(Buffer.from(filled)).get('word/document.xml') ?? '';
    const widths = [...body.matchAll(/<w:tblW w:type="dxa" w:w="(\d+)"/g)].map(([, width]) => Number(width));
    assert.ok(widths.length > 3);
    for (const width of widths) assert.ok(width <= 6500, `${width}`);
  });

  it('fills a template of somebody, and says of a wrong one what is missing or unknown', async () => {
    const document = reportDocument(report, { audience: 'board' });
    const filled = unzip(
      await fillTemplate(await template('Dear {{title}}!', '{{ summary }}', 'Yours', '{{aws}}'), document, sectionIds),
    );
    const body = filled.get('word/document.xml') ?? '';
    assert.match(body, /SOC 2 readiness of Example Robotics/);
    assert.match(body, /Type 1 today/);
    assert.match(body, /Yours/);
    assert.doesNotMatch(body, /\{\{/);
    const fault = async (made: Promise<Uint8Array> | Uint8Array) => {
      const error = await fillTemplate(await made, document, sectionIds).catch((caught: unknown) => caught);
      assert.ok(error instanceof TemplateError);
      return error.message;
    };
    assert.match(await fault(template('{{sumary}}', '{{report}}')), /\{\{sumary\}\}, which mean nothing/);
    assert.match(await fault(template('Dear {{title}}')), /\{\{report\}\} is missing/);
    assert.match(await fault(new TextEncoder().encode('not a document')), /no Word document/);
  });

  it('is a calendar that another library reads: one event a run, on its day', async () => {
    const [{ content } = { content: '' }] = await reportFiles(report, { formats: ['ics'] });
    const events = new ICAL.Component(ICAL.parse(String(content)))
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component));
    assert.ok(events.length > 50);
    assert.deepEqual(
      events.map(({ startDate }) => startDate.toString()),
      report.dueRuns.map(({ day }) => day),
    );
    assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
    for (const [index, { summary }] of events.entries())
      assert.ok(summary.startsWith(`${report.dueRuns[index]?.control} `), summary);
    for (const text of hostile) {
      const bad = poisoned(
        { name: report.name, ...report.calendar, runs: report.dueRuns.slice(0, 2) },
        text.slice(0, 4096),
      );
      const file = calendarFile(bad);
      assert.equal(new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').length, 2, text.slice(0, 40));
      assert.doesNotMatch(file.replaceAll('\r\n', ''), forbidden);
    }
  });

  it('opens in LibreOffice: the workbook and the Word file, with what stands in them', (t) => {
    if (spawnSync('soffice', ['--version']).status !== 0) {
      t.skip('LibreOffice (soffice) is not on PATH');
      return undefined;
    }
    return reopened();
  });

  async function reopened(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'soc2-ready-office-'));
    try {
      const one = { ...report, decisions: { ...report.decisions, results: [] } };
      writeFileSync(join(folder, 'book.xlsx'), await xlsxWorkbook(workbookSheets(one).slice(0, 3)));
      const interview = { for: 'Ada', also: [], items: [] } as never;
      writeFileSync(join(folder, 'text.docx'), await docxDocument(interviewDocument(interview, 'Acme =1+1 <b>')));
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
      const convert = (to: string, file: string) =>
        execFileSync('soffice', [profile, '--headless', '--convert-to', to, '--outdir', folder, join(folder, file)], {
          ...{ stdio: 'ignore', timeout: 120_000 },
        });
      // Every sheet as a file of its own.
      convert('csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1', 'book.xlsx');
      const plan = readFileSync(join(folder, 'book-Plan.csv'), 'utf8');
      for (const { id } of report.decisions.plan.items) assert.ok(plan.includes(id), id);
      convert('txt:Text (encoded):UTF8', 'text.docx');
      const text = readFileSync(join(folder, 'text.txt'), 'utf8');
      assert.match(text, /Interview of Ada/);
      assert.match(text, /Acme =1\+1 <b>/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});
