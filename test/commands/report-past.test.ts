/** What a report says of earlier days, from the files of a workspace that has some: in HTML and in Markdown. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pastOf } from '../../source/commands/report-past.ts';
import { derive, type Session } from '../../source/commands/session.ts';
import { htmlDocument } from '../../source/report/html.ts';
import { markdownDocument } from '../../source/report/markdown.ts';
import { buildReport } from '../../source/report/model.ts';
import { type Audience, reportDocument } from '../../source/report/sections.ts';
import { now, questionnaire } from '../app/fixture.ts';
import { workspaceWithPast } from '../app/past.ts';

describe('the past of a report', () => {
  let end: () => Promise<void>;
  let session: Session;
  before(async () => {
    const made = await workspaceWithPast();
    end = made.end;
    session = await derive(made.workspace, questionnaire, 'full', now);
  });
  after(() => end());

  async function documentOf(since: string | undefined, audience: Audience) {
    const { workspace, decisions, checks, facts, scans, today } = session;
    const past = await pastOf(session, since);
    const report = buildReport({
      ...{ assessment: workspace.assessment, questionnaire, decisions, checks, facts, scans, today, ...past },
    });
    return reportDocument(report, { audience });
  }

  it('compares with the day asked for, and follows the days on which something was said', async () => {
    const { trend, comparison } = await pastOf(session, '2026-11-09');
    assert.deepEqual(
      trend.map(({ day }) => day),
      ['2026-10-05', '2026-11-09', '2026-12-01'],
    );
    assert.equal(comparison?.a.day, '2026-11-09');
    const first = await pastOf(session, '2026-10-05');
    assert.equal(first.comparison?.a.day, '2026-10-05');
    // What has been said since stands in the trend, and the last point is what the report says of today.
    const { design } = session.decisions.score;
    assert.equal(trend.at(-1)?.claimed, design.claimed);
    assert.notEqual(trend[0]?.claimed, trend.at(-1)?.claimed);
  });

  it('compares with nothing where nothing was saved and no round began, and refuses a day before the first', async () => {
    assert.equal((await pastOf(session)).comparison, undefined);
    await assert.rejects(pastOf(session, '2026-10-04'), /On 2026-10-04 there was nothing in this assessment yet/);
  });

  it('stands in HTML and in Markdown with its day, its sentence, its gaps and the chart; for a board without them', async () => {
    const document = await documentOf('2026-11-09', 'team');
    const [html, text] = [htmlDocument(document), markdownDocument(document)];
    for (const made of [html, text]) {
      assert.match(made, /What changed since 9 November 2026/);
      assert.match(made, /The verdict (stays at|went from) .*; in place \d+ → \d+ of \d+ criteria/);
      assert.match(made, /Both days are judged by today(?:'|&#39;)s rules\./);
      assert.match(made, /Evidenced and claimed over time/);
      for (const day of ['2026-10-05', '2026-11-09', '2026-12-01']) assert.ok(made.includes(day), day);
    }
    assert.match(html, /<svg[^>]*>[\s\S]*?<path|<svg[^>]*>[\s\S]*?<polyline/);
    const board = markdownDocument(await documentOf('2026-11-09', 'board'));
    assert.match(board, /What changed since 9 November 2026/);
    assert.doesNotMatch(board, /Evidenced and claimed over time/);
    const without = markdownDocument(await documentOf(undefined, 'team'));
    assert.match(without, /What changed\n/);
    assert.doesNotMatch(without, /Both days are judged/);
  });
});
