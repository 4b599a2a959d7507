/** What a board reads in two pages: where it stands in words, who does what, whether the deadline holds; no date too early. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Block } from '../../source/report/document.ts';
import { docxDocument } from '../../source/report/docx.ts';
import { htmlDocument } from '../../source/report/html.ts';
import { markdownDocument } from '../../source/report/markdown.ts';
import type { Report } from '../../source/report/model.ts';
import { deadlineText } from '../../source/report/sections/deadline.ts';
import { reportDocument } from '../../source/report/sections.ts';
import { workbookSheets } from '../../source/report/workbook.ts';
import { demoReport, reportOf } from './sample-report.ts';

function sectionText(report: Report, id: string, audience: 'board' | 'team' = 'board'): string {
  const document = reportDocument(report, { audience });
  return markdownDocument({ ...document, sections: document.sections.filter((section) => section.id === id) });
}

function table(report: Report, id: string, caption: RegExp): Extract<Block, { kind: 'table' }> {
  const blocks = reportDocument(report, { audience: 'board' }).sections.find((one) => one.id === id)?.blocks ?? [];
  const found = blocks.find((block) => block.kind === 'table' && caption.test(block.caption));
  assert.ok(found?.kind === 'table', `no table ${caption}`);
  return found;
}

describe('the report for the board', () => {
  let report: Report;
  before(async () => {
    report = await demoReport();
  });

  it('gives the reasons of the verdict in counts, and explains its words', () => {
    const summary = sectionText(report, 'summary');
    const verdict = summary.split('\n').find((line) => line.startsWith('> ') && !line.includes('Type 1 today'));
    const { material, gap } = report.decisions.score.blockers;
    const refuted = material.filter((id) => report.decisions.score.contradicted.includes(id)).length;
    assert.match(verdict ?? '', new RegExp(`AWS shows otherwise on ${refuted} controls`));
    assert.match(verdict ?? '', new RegExp(`${gap.length} criteria are gaps`));
    assert.doesNotMatch(verdict ?? '', /CC\d/);
    for (const word of ['Type 1:', 'Type 2:', 'key control', 'Evidenced:', 'Claimed:'])
      assert.ok(summary.includes(word), word);
  });

  it('says of each top risk what to do, who, and by when, and what else begins within a week', () => {
    const risks = table(report, 'summary', /gaps that matter most/);
    assert.deepEqual(
      risks.columns.map(({ key }) => key),
      ['gap', 'why', 'do', 'who', 'by'],
    );
    for (const row of risks.rows) for (const cell of row) assert.notEqual(cell, '');
    const weekEnd = '2026-12-08';
    const named = risks.rows.map(([gap]) => String(gap));
    const begins = table(report, 'summary', /begins within a week/);
    assert.ok(begins.rows.length > 0);
    for (const [text] of begins.rows) {
      const control = /\(([^()]+)\)$/.exec(String(text))?.[1] ?? '';
      const item = report.decisions.plan.items.find((one) => one.control === control);
      assert.ok(item !== undefined && item.start < weekEnd, String(text));
      assert.ok(!named.some((name) => name.includes(`(${control})`)), `${control} stands there twice`);
    }
  });

  it('names fixes in words where an item would name checks by their ids, and roles by their titles', () => {
    const text = sectionText(report, 'summary') + sectionText(report, 'plan', 'team');
    assert.doesNotMatch(text, /Mend what [a-z0-9, -]+ shows/);
    const open = report.openRoles.find(({ role }) => report.decisions.plan.items.some(({ owner }) => owner === role));
    assert.ok(open !== undefined);
    assert.ok(text.includes(`${open.title} (nobody yet)`));
    assert.doesNotMatch(text, new RegExp(`\\| ${open.role} \\|`));
    const raci = sectionText(report, 'raci', 'team');
    assert.ok(raci.includes(`${open.role} (${open.title.toLowerCase()})`));
  });

  it('says where the planned window misses the deadline and what would meet it', () => {
    const { window } = report;
    assert.ok(window.deadline?.readyOn !== undefined);
    const late = { ...window.deadline, spareDays: -47, latestStartTight: '2026-12-22', readyOn: '2027-01-10' };
    const [type1] = late.alternatives;
    assert.ok(type1 !== undefined);
    const meeting = { ...late, alternatives: [{ ...type1, meets: 'yes' as const }] };
    assert.match(
      deadlineText({ ...window, deadline: meeting }) ?? '',
      /is 19 days too late\. By the plan these would meet it: Type 1 as of \d+ \w+ \d{4} \(report between/,
    );
    assert.match(
      deadlineText({ ...window, deadline: { ...late, alternatives: [] } }) ?? '',
      /no other way meets it either/,
    );
    const early = { ...late, spareDays: 3 };
    assert.match(deadlineText({ ...window, deadline: early }) ?? '', /comes in time, with 3 days to spare\.$/);
  });

  it('adds up the phases, and shows what sets the date', () => {
    const { rows } = table(report, 'plan', /phases/);
    const numbers = (place: number) => rows.map((row) => Number(row[place]));
    for (const place of [1, 2]) {
      const all = numbers(place);
      assert.equal(
        all.at(-1),
        all.slice(0, -1).reduce((sum, value) => sum + value, 0),
      );
    }
    const plan = reportDocument(report, { audience: 'board' }).sections.find(({ id }) => id === 'plan');
    const gantt = plan?.blocks.find((block) => block.kind === 'gantt');
    assert.ok(gantt?.kind === 'gantt');
    assert.ok(gantt.rows.some(({ due }) => due === report.decisions.plan.keyControlsInPlaceOn));
  });
});

describe('a report with too little known', () => {
  it('gives no day for the work in any format, and nothing unknown is bad', async () => {
    const report = await reportOf([]);
    const { keyControlsInPlaceOn } = report.decisions.plan;
    for (const audience of ['board', 'team'] as const) {
      const plan = sectionText(report, 'plan', audience);
      assert.match(plan, /Too early for dates/);
      assert.doesNotMatch(plan, /\d{4}-\d\d-\d\d|Critical path/, audience);
    }
    assert.doesNotMatch(sectionText(report, 'window'), /Windows to choose from/);
    const summary = workbookSheets(report).find(({ name }) => name === 'Summary');
    assert.ok(!summary?.table.rows.flat().includes(keyControlsInPlaceOn));
    const document = reportDocument(report, { audience: 'board' });
    const facts = document.sections[0]?.blocks.find((block) => block.kind === 'facts');
    assert.ok(facts?.kind === 'facts');
    assert.ok(facts.rows.every(({ tone }) => tone !== 'bad'));
    assert.match(markdownDocument(document), /Nobody has answered anything yet/);
  });
});

describe('the shape of it', () => {
  it('keeps one line above every page whatever the name is', async () => {
    const report = { ...(await reportOf([])), name: 'W'.repeat(200) };
    const document = reportDocument(report, { audience: 'board' });
    const running = /@top-left \{ content: "([^"]*)"/.exec(htmlDocument(document))?.[1] ?? '';
    assert.ok(running.endsWith('\\002026 ') && running.length <= 100, running);
    assert.ok((await docxDocument(document)).length > 0);
  });
});

describe('the report in full', () => {
  it('says once what holds of several checks, and has no column in which nothing stands', async () => {
    const report = await demoReport();
    const results = sectionText(report, 'results', 'team');
    for (const line of results.split('\n')) {
      const remarks = line.match(/failed, which alone does not show the control missing/g) ?? [];
      assert.ok(remarks.length <= 1, line);
    }
    const named = report.decisions.score.design.criteria
      .flatMap(({ controls }) => controls.flatMap(({ trace }) => trace))
      .flatMap(({ text }) => /^\S+ check (\S+) failed, which alone/.exec(text)?.[1] ?? []);
    assert.ok(named.length > 50);
    const heads = results
      .split('\n')
      .flatMap((line) => /^- (.*?) \d\.\d\d = /.exec(line)?.[1]?.split(/, each|, | and /) ?? []);
    for (const { controls } of report.decisions.score.design.criteria)
      for (const { id } of controls) assert.ok(heads.includes(id), `${id} has a line`);
    for (const check of named) assert.ok(results.includes(check), `${check} is still named`);
    const gaps = sectionText(report, 'gaps', 'team');
    assert.doesNotMatch(gaps, /It only corroborates .* so it takes nothing away/);
    const empty = reportDocument(report, { audience: 'team' })
      .sections.filter(({ id }) => id === 'aws' || id === 'evidence')
      .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'details' ? block.blocks : block)))
      .flatMap((block) =>
        block.kind !== 'table' || block.rows.length === 0
          ? []
          : block.columns.filter((_, at) => block.rows.every((row) => row[at] === '')).map(({ key }) => key),
      );
    assert.deepEqual(empty, []);
  });
});
