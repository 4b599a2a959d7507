/** The calendar file, read back by a small reader that shares no code with the writer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dueRuns } from '../../source/core/due-runs.ts';
import { calendarFile, calendarIdentity } from '../../source/report/calendar-ics.ts';
import { demo } from '../core/demo.ts';

type Event = Record<string, string>;

/** Unfolds, splits and unescapes as RFC 5545 says; throws at what it forbids. */
function readCalendar(bytes: Buffer): { head: Event; events: Event[] } {
  const lines: string[] = [];
  let start = 0;
  const raw: Buffer[] = [];
  while (start < bytes.length) {
    const end = bytes.indexOf('\r\n', start);
    assert.ok(end >= 0, 'the last line has its end');
    raw.push(bytes.subarray(start, end));
    start = end + 2;
  }
  for (const line of raw) {
    assert.ok(line.length <= 75, `${line.length} octets`);
    assert.ok(!line.includes(0x0a) && !line.includes(0x0d), 'no bare line end');
    // Fatal: a character cut in two does not decode.
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(line);
    if (decoded.startsWith(' ')) lines.push(`${lines.pop() ?? ''}${decoded.slice(1)}`);
    else lines.push(decoded);
  }
  assert.equal(lines.shift(), 'BEGIN:VCALENDAR');
  assert.equal(lines.pop(), 'END:VCALENDAR');
  const [head, events]: [Event, Event[]] = [{}, []];
  let into = head;
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') {
      into = {};
      events.push(into);
    } else if (line === 'END:VEVENT') into = head;
    else {
      const [, name = '', value = ''] = /^([^:]+):(.*)$/s.exec(line) ?? assert.fail(`no property: ${line}`);
      assert.ok(!(name in into), `${name} once`);
      into[name] = value.replace(/\\([\\;,nN])/g, (_, one: string) => (/n/i.test(one) ? '\n' : one));
      assert.ok(!/(?<!\\)(?:\\\\)*[;,]/.test(value), `unescaped: ${value}`);
    }
  }
  return { head, events };
}

const read = (file: string) => readCalendar(Buffer.from(file));

test('text of any kind comes back as it was, folded between characters', () => {
  const title = 'Prüfung; Zugänge, „alle“ \\ 👩‍👩‍👧‍👦 レビュー'.repeat(4);
  const run = {
    control: 'CC6.2-review',
    title,
    day: '2026-12-31',
    cadence: 'monthly',
    accountable: ['Ana; B, C'],
    doers: ['Zoë'],
  };
  const { head, events } = read(
    calendarFile({
      name: 'A, B; C',
      id: 'e/1',
      changed: '2026-01-02T03:04:05.678Z',
      runs: [{ ...run, keep: 'An export' }],
    }),
  );
  assert.equal(head['X-WR-CALNAME'], 'Readiness: A, B; C');
  assert.deepEqual(events, [
    {
      UID: 'CC6.2-review-20261231@e-1.soc2-ready',
      DTSTAMP: '20260102T030405Z',
      'DTSTART;VALUE=DATE': '20261231',
      'DTEND;VALUE=DATE': '20270101',
      SUMMARY: `CC6.2-review ${title} (Ana; B, C)`,
      DESCRIPTION: 'Answers for it: Ana; B, C\nDoes it: Zoë\nRhythm: monthly\nKeep as evidence: An export',
      TRANSP: 'TRANSPARENT',
    },
  ]);
});

test('whatever the text, no line is too long, no character is cut, and nothing adds a property', () => {
  const word = fc.string({ unit: 'binary', maxLength: 120 });
  fc.assert(
    fc.property(word, word, word, (name, title, owner) => {
      const run = { control: name, title, day: '2026-03-01', cadence: 'daily', accountable: [owner], doers: [] };
      const { events } = read(calendarFile({ name, id: title, changed: owner, runs: [run] }));
      assert.equal(events.length, 1);
      assert.equal(Object.keys(events[0] ?? {}).length, 7);
      assert.match(events[0]?.UID ?? '', /^[A-Za-z0-9.@-]+$/);
    }),
  );
});

test('the sample company: every first run still to come is in it, with an owner, once, and the same each time', async () => {
  const today = '2026-11-01';
  const { decisions, assessment } = await demo(today);
  const runs = dueRuns(decisions, assessment, today);
  const file = calendarFile({ name: assessment.name, ...calendarIdentity(assessment.history), runs });
  const { events } = read(file);
  assert.equal(events.length, runs.length);
  assert.equal(new Set(events.map(({ UID }) => UID)).size, runs.length);
  const listed = new Set(runs.map(({ control, day }) => `${control} ${day}`));
  const coming = decisions.plan.firstRuns.filter(({ due = '', by }) => due >= today && by !== 'ran');
  assert.ok(coming.length > 10);
  for (const { control, due } of coming) assert.ok(listed.has(`${control} ${due}`), `${control} ${due}`);
  for (const run of runs) assert.ok(run.accountable.length > 0 && run.day >= today, run.control);
  assert.ok(events.every(({ DTSTAMP }) => DTSTAMP === '20261101T080000Z'));
});
