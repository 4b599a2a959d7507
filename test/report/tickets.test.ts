/** Tickets: one per item, found again by their id, and nothing in them that a tracker would act on. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { allChecks } from '../../checks/index.ts';
import { parseCsv } from '../../source/core/csv.ts';
import { buildReport, type Report } from '../../source/report/model.ts';
import { gitHubIssues, jiraCsv, ticketLabel } from '../../source/report/tickets.ts';
import { demo, demoFacts } from '../core/demo.ts';
import { forbidden, hostile, poisoned } from '../hostile.ts';

describe('tickets', () => {
  let report: Report;
  before(async () => {
    const { assessment, decisions, input } = await demo('2026-11-22');
    const { questionnaire } = input;
    report = buildReport({
      assessment,
      decisions,
      questionnaire,
      checks: allChecks,
      facts: demoFacts(),
      today: '2026-11-22',
    });
  });

  it('are one per item, with labels that GitHub and Jira take and that are never the same twice', () => {
    const issues = gitHubIssues(report);
    assert.equal(issues.length, report.decisions.plan.items.length);
    const labels = issues.map(({ label }) => label);
    assert.equal(new Set(labels).size, labels.length);
    for (const { create, label } of issues) {
      assert.ok(create.labels.includes(label));
      assert.ok(create.labels.every((one) => one.length <= 50 && !one.includes(',')));
      assert.doesNotMatch(label, /\s/);
    }
    assert.deepEqual(gitHubIssues(report), issues, 'the same report, the same tickets');
  });

  it('say which ticket there is already, so that it is updated', () => {
    const [first] = report.decisions.plan.items;
    assert.ok(first);
    const label = ticketLabel(first);
    const issue = gitHubIssues(report, new Map([[label, 42]])).find((one) => one.label === label);
    assert.equal(issue?.number, 42);
    const rows = parseCsv(jiraCsv(report, new Map([[label, 'SEC-7']])));
    assert.deepEqual(rows.faults, []);
    const row = rows.table?.records.find(({ cells }) => cells.includes(label));
    assert.equal(row?.cells[1], 'SEC-7');
    assert.equal(rows.table?.records.length, report.decisions.plan.items.length);
  });

  it('hold whatever anybody wrote without a mention, a reference, a formula, markup or a control character', () => {
    for (const text of [
      ...hostile,
      '@everybody',
      'see #12 and acme/repo#3, GH-7',
      '{code}x{code}',
      'h1. big',
      '!x.png!',
    ]) {
      const bad = poisoned(report, text);
      for (const { create } of gitHubIssues(bad).slice(0, 10)) {
        assert.ok(create.title.length <= 256 && create.body.length <= 65_536);
        for (const one of [create.title, create.body])
          assert.doesNotMatch(one, forbidden, JSON.stringify(text.slice(0, 40)));
        assert.doesNotMatch(create.title, /\n/);
        // The first line is a comment: nobody sees it and GitHub makes nothing of it.
        const shown = create.body.replace(/^<!-- soc2-ready:[\w./-]+ -->\n/, '');
        assert.doesNotMatch(shown, /@\w|#\d|\bGH-\d|<(?!!-- -->)/i);
        assert.doesNotMatch(shown, /(^|[^\\])\]\(/);
      }
      const { table, faults } = parseCsv(jiraCsv(bad));
      assert.deepEqual(faults, []);
      for (const { cells } of table?.records.slice(0, 10) ?? []) {
        for (const cell of cells) assert.doesNotMatch(cell, /^\s*[=+\-@]/);
        assert.doesNotMatch(cells[3] ?? '', /(^|[^\\])\{code|(^|\n)h1\. |(^|[^\\])!x/);
      }
    }
  });
});
