import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { awsCoverage } from '../../source/core/aws-soc-reports.ts';
import { addDays, addMonths } from '../../source/core/calendar.ts';
import { type2Path, workBackwards } from '../../source/core/deadline.ts';
import { dueRuns } from '../../source/core/due-runs.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { criteriaInScope } from '../../source/core/framework.ts';
import type { Cadence, Control } from '../../source/core/questionnaire.ts';
import { eventSample, occurrences } from '../../source/core/sampling.ts';
import { planWindow } from '../../source/core/window-plan.ts';
import { demo } from './demo.ts';
import { answered, assessment, control, decided, policies, threePeople, today } from './sample.ts';

/** The plan over these controls; every other criterion has a control that is in place, so that enough is known. */
function plan(controls: Control[], said: EntryBody[], wish: Parameters<typeof planWindow>[3] = {}) {
  const rest = criteriaInScope(['security'])
    .filter(({ id }) => !controls.some(({ criterion }) => criterion === id))
    .map(({ id }) => control(`${id}-rest`, { weight: 1, cadence: { continuous: true } }));
  const bodies = [...said, ...rest.flatMap(({ id }) => answered(id, 4, 2))];
  return planWindow(decided([...controls, ...rest], bodies), assessment(...bodies), today, wish);
}

const months = (from: string, length: number) => ({ from, to: addDays(addMonths(from, length), -1) });

test('occurrences are those of the table for 3, 6 and 12 months', () => {
  const at = (cadence: NonNullable<Cadence['every']>) =>
    [3, 6, 12].map((length) => {
      const range = occurrences(cadence, months('2027-01-01', length));
      return `${range?.from}-${range?.to}`;
    });
  assert.deepEqual(at('week'), ['12-13', '25-26', '52-53']);
  assert.deepEqual(at('month'), ['3-3', '6-6', '12-12']);
  assert.deepEqual(at('quarter'), ['1-1', '2-2', '4-4']);
  assert.deepEqual(at('half-year'), ['0-1', '1-1', '2-2']);
  assert.deepEqual(at('year'), ['0-1', '0-1', '1-1']);
  // Weekdays of the first quarter of 2027, counted on a calendar: 21 + 20 + 23.
  assert.deepEqual(occurrences('day', months('2027-01-01', 3)), { from: 64, to: 90 });
  assert.equal(occurrences('event', months('2027-01-01', 3)), undefined);
});

test('samples of populations follow the steps, and never exceed the population', () => {
  assert.deepEqual(
    [0, 7, 10, 11, 50, 51, 250, 251, 4000].map((n) => eventSample(n).from),
    [0, 7, 10, 8, 8, 15, 15, 25, 25],
  );
  fc.assert(
    fc.property(fc.nat(5000), (n) => {
      const { from, to } = eventSample(n);
      assert.ok(from <= to && to <= n);
    }),
  );
});

test('the clean start names the control that sets it, and what it waits for', () => {
  const controls = [
    control('CC1.3-b', { leadDays: 3, effort: 'XS' }),
    control('CC4.1-a', { leadDays: 30, after: ['CC1.3-b'] }),
    control('CC9.1-key', { leadDays: 0 }),
    control('CC9.1-minor', { weight: 1, leadDays: 200, raci: { R: ['ENG'], A: 'CTO', C: [], I: [] } }),
  ];
  const { cleanStart } = plan(controls, [
    ...threePeople,
    ...controls.flatMap(({ id }) => (id === 'CC9.1-key' ? answered(id, 4, 2) : answered(id, 0))),
  ]);
  assert.equal(cleanStart?.setBy, 'CC4.1-a');
  assert.deepEqual(cleanStart?.chain, ['CC1.3-b', 'CC4.1-a']);
  // 4 hours and 3 days, then 8 hours and 30 days, at 8 hours a week.
  assert.equal(cleanStart?.day, addDays(today, 4 + 3 + 7 + 30));
  assert.match(
    cleanStart?.reason ?? '',
    /^CC4\.1-a comes last: Title of CC4\.1-a\. .*artefact 30 days later.*CC1\.3-b → CC4\.1-a/,
  );
});

test('for the sample company the clean start names a key control of the plan, and its day', async () => {
  const { decisions, assessment: said } = await demo('2026-11-21');
  const { cleanStart } = planWindow(decisions, said, '2026-11-21');
  const item = decisions.plan.items.find(({ control: id }) => id === cleanStart?.setBy);
  assert.equal(item?.due, cleanStart?.day);
  assert.equal(decisions.gaps.find(({ control: id }) => id === cleanStart?.setBy)?.key, true);
});

test('under 60 % coverage no day is named and no window is called feasible', () => {
  const controls = [control('CC1.1-z'), control('CC1.2-a')];
  const result = planWindow(decided(controls, threePeople), assessment(...threePeople), today);
  assert.equal(result.cleanStart, undefined);
  assert.deepEqual([...new Set(result.candidates.map(({ verdict }) => verdict))], ['not known']);
});

const monthly = control('CC4.1-a', { cadence: { every: 'month' }, leadDays: 0 });
const yearly = control('CC1.1-z', { cadence: { every: 'year' }, leadDays: 0 });
const inPlace: EntryBody[] = [...threePeople, ...answered('CC4.1-a', 4, 2), ...answered('CC1.1-z', 4, 2)];
const dated: EntryBody[] = ['CC4.1-a', 'CC1.1-z'].flatMap((id): EntryBody[] => [
  { type: 'owner', control: id, person: 'Theo Tech' },
  { type: 'schedule', control: id, next: '2026-12-20' },
]);

test('feasible when all is in place and dated; if not dated, feasible if', () => {
  const [bare] = plan([monthly, yearly], inPlace, { start: '2026-12-10', months: 3 }).candidates;
  assert.equal(bare?.verdict, 'feasible if');
  assert.match(
    bare?.conditions[0]?.text ?? '',
    /^2 recurring key controls have an owner and a date inside the window: CC4\.1-a and CC1\.1-z$/,
  );
  assert.deepEqual(
    bare?.cannotOccur.map(({ control: id }) => id),
    ['CC1.1-z'],
  );
  const [ready] = plan([monthly, yearly], [...inPlace, ...dated], { start: '2026-12-10', months: 3 }).candidates;
  assert.equal(ready?.verdict, 'feasible', JSON.stringify(ready?.conditions));
  assert.deepEqual(ready?.cannotOccur, []);
  assert.deepEqual(
    ready?.firstRuns.map(({ control: id, due }) => [id, due]),
    [
      ['CC4.1-a', '2026-12-20'],
      ['CC1.1-z', '2026-12-20'],
    ],
  );
});

test('not feasible before the longest chain ends; feasible with more hours where only hours are short', () => {
  const slow = ['CC6.1-a', 'CC6.2-b', 'CC6.3-c'].map((id) =>
    control(id, { leadDays: 20, cadence: { continuous: true } }),
  );
  const bodies = [...threePeople, ...slow.flatMap(({ id }) => answered(id, 0))];
  const verdictAt = (start: string) => plan(slow, bodies, { start, months: 6 }).candidates[0];
  // One control takes 7 + 20 days; the third in the row of one person 21 + 20.
  assert.equal(verdictAt(addDays(today, 26))?.verdict, 'not feasible');
  assert.match(
    verdictAt(addDays(today, 26))?.against[0] ?? '',
    /cannot be in place before 28 December 2026, and 2 more/,
  );
  const tight = verdictAt(addDays(today, 27));
  assert.equal(tight?.verdict, 'feasible if');
  assert.match(tight?.conditions[0]?.text ?? '', /takes more hours than Theo Tech has/);
  assert.match(verdictAt(addDays(today, 41))?.conditions[0]?.text ?? '', /^3 open items of the plan done as dated/);
});

test('what cannot occur has its three ways out, with days', () => {
  const bodies = [...inPlace, { type: 'schedule', control: 'CC1.1-z', next: '2027-06-15' } as const];
  const [window] = plan([monthly, yearly], bodies, { start: '2026-12-10', months: 3 }).candidates;
  assert.deepEqual(window?.cannotOccur[0]?.ways, {
    moveWindow: 'move the window so that it holds 15 June 2027: begin between 16 March 2027 and 15 June 2027',
    runInside: 'run it between 10 December 2026 and 9 March 2027, with a dated record',
    disclose: 'tell the auditor: CC1.1-z is designed, and no run of it falls into the period',
  });
});

test('a window shorter than a month is moved by its days', () => {
  const bodies = [...inPlace, { type: 'schedule', control: 'CC1.1-z', next: '2027-06-15' } as const];
  const [window] = plan([monthly, yearly], bodies, { start: '2026-12-10', end: '2026-12-19' }).candidates;
  const found = window?.cannotOccur.find(({ control: id }) => id === 'CC1.1-z');
  assert.match(found?.ways.moveWindow ?? '', /begin between 6 June 2027 and 15 June 2027$/);
});

test('what is set aside as not applicable has no run, no sample and no date in a window', () => {
  const answer = { level: 'not-applicable', reason: 'no-such', text: 'No.', approver: 'Fay Founder' } as const;
  const aside: EntryBody = { type: 'answer', control: 'CC1.1-z', answer: { ...answer, reviewOn: '2027-06-01' } };
  const other = control('CC1.1-y', { cadence: { every: 'month' }, leadDays: 0 });
  const said = [...threePeople, ...answered('CC1.1-y', 4, 2), ...answered('CC4.1-a', 4, 2), aside];
  const [window] = plan([monthly, yearly, other], said, { start: '2026-12-10', months: 3 }).candidates;
  assert.deepEqual(window?.firstRuns.map(({ control: id }) => id).sort(), ['CC1.1-y', 'CC4.1-a']);
  assert.deepEqual(window?.cannotOccur, []);
  assert.deepEqual(
    window?.loads.map(({ cadence, controls }) => [cadence, controls]),
    [
      ['continuous', 31],
      ['month', 2],
    ],
  );
  assert.deepEqual(window?.conditions[0]?.controls, ['CC4.1-a', 'CC1.1-y']);
  const decisions = decided([monthly, yearly, other], said);
  assert.deepEqual(decisions.plan.firstRuns.map(({ control: id }) => id).sort(), ['CC1.1-y', 'CC4.1-a']);
  assert.ok(!dueRuns(decisions, assessment(...said), today).some(({ control: id }) => id === 'CC1.1-z'));
});

test('late paper in a register holds no window up', () => {
  const vendors = control('CC9.2-vendor-reports', {
    cadence: { continuous: true },
    raci: { R: ['CTO'], A: 'CTO', C: [], I: [] },
  });
  const slow: EntryBody = { type: 'person', name: 'Theo Tech', roles: ['CTO'], hoursPerWeek: 1 };
  const said = [...threePeople, slow, ...policies, ...answered(vendors.id, 4, 2)];
  const { cleanStart, candidates } = plan([vendors], said, { start: addDays(today, 2), months: 6 });
  assert.equal(decided([vendors], said).gaps[0]?.cause, 'overdue register entry');
  assert.equal(cleanStart?.day, today);
  assert.deepEqual([candidates[0]?.verdict, candidates[0]?.against], ['feasible', []]);
});

test('a key control accepted as it stands opens no window, and every sentence says so', () => {
  const slack = control('CC9.1-a', { cadence: { continuous: true } });
  const accepted: EntryBody = { type: 'plan', item: 'plan:CC9.1-a', state: 'accepted', on: today, until: '2027-06-01' };
  const { cleanStart, candidates } = plan([slack], [...threePeople, ...answered('CC9.1-a', 1), accepted]);
  const says = 'CC9.1-a is accepted as it stands, and no window opens while it is';
  assert.equal(cleanStart?.reason, `Nothing else blocks. But ${says} (S-V2).`);
  assert.deepEqual([...new Set(candidates.map(({ verdict }) => verdict))], ['not feasible']);
  assert.deepEqual(candidates[0]?.against, [`${says}.`]);
  // A failure that somebody approved is a condition and holds nothing.
  const open = plan([slack], [...threePeople, ...answered('CC9.1-a', 4, 2), accepted]);
  assert.equal(open.candidates[0]?.verdict, 'feasible');
});

test('no condition is asked for by a day that has passed', () => {
  const window: EntryBody = { type: 'window', start: '2026-11-01', months: 6, opened: true };
  const [candidate] = plan([monthly], [...threePeople, ...answered('CC4.1-a', 4, 2), window]).candidates;
  assert.deepEqual(
    candidate?.conditions.map(({ by, controls }) => [by, controls]),
    [[today, ['CC4.1-a']]],
  );
});

test('deviations of an open window are isolated or systematic, missed runs among them', () => {
  const window: EntryBody = { type: 'window', start: '2026-06-01', months: 9, opened: true };
  const run = (on: string, deviation?: string): EntryBody => ({
    ...{ type: 'run', control: 'CC4.1-a', on },
    ...(deviation === undefined ? {} : { deviation }),
  });
  const good = ['2026-06-20', '2026-07-20', '2026-08-20', '2026-09-20', '2026-10-20'].map((day) => run(day));
  const one = plan([monthly, yearly], [...inPlace, window, ...good, run('2026-11-20', 'list without a date')]);
  assert.deepEqual(
    one.deviations.map(({ control: id, deviations, missed, of, kind }) => [id, deviations, missed, of, kind]),
    [['CC4.1-a', 1, 0, 6, 'isolated']],
  );
  assert.equal(one.deviations[0]?.records[0]?.text, 'list without a date');
  assert.equal(one.candidates[0]?.verdict, 'open');
  // Two of six happened: three are missed, the last may still come.
  const two = plan([monthly, yearly], [...inPlace, window, ...good.slice(0, 2)]);
  assert.deepEqual(
    two.deviations.map(({ missed, kind }) => [missed, kind]),
    [[3, 'systematic']],
  );
});

test('what is wrong in a list of what there is shows among the deviations of the open window', () => {
  const devices = control('CC6.7-device-encryption', { cadence: { every: 'quarter', continuous: true }, leadDays: 0 });
  const list: EntryBody = {
    ...{ type: 'population-import', kind: 'devices', rowsFile: 'populations/devices-0.json', sha256: 'ab', rows: 20 },
    ...{ columns: { id: 'id' }, source: 'MDM', exported: '2026-10-05', file: 'x.csv', fileSha256: 'cd' },
    ...{ seed: 1, sample: 8 },
    results: [{ control: devices.id, size: 20, deviations: 2, unknown: 0, counted: true }],
  };
  const window: EntryBody = { type: 'window', start: '2026-09-01', months: 6, opened: true };
  const { deviations } = plan([devices], [...threePeople, ...answered(devices.id, 4, 2), window, list]);
  assert.deepEqual(
    deviations.map(({ control: id, deviations: n, of, kind }) => [id, n, of, kind]),
    [['CC6.7-device-encryption', 2, 20, 'systematic']],
  );
  assert.match(deviations[0]?.sentence ?? '', /2 of 20 items went wrong; systematic/);
});

test('of a control on the calendar and at events the better half keeps its deviations in sight', () => {
  const both = control('CC6.2-joiners', { cadence: { every: 'quarter', onEvent: ['joiner'] }, leadDays: 0 });
  const said: EntryBody[] = [
    ...[...threePeople, ...answered(both.id, 4, 2)],
    { type: 'window', start: '2026-06-01', months: 12, opened: true },
    { type: 'run', control: both.id, on: '2026-07-01' },
    { type: 'population', control: both.id, size: 100, deviations: 1, source: 'HR' },
  ];
  // One of two reviews so far is the worse half; the one joiner of a hundred is disclosed beside it.
  const { deviations } = plan([both], said);
  assert.deepEqual(
    deviations.map(({ deviations: n, missed, kind }) => [n, missed, kind]),
    [[1, 0, 'isolated']],
  );
  assert.match(deviations[0]?.sentence ?? '', /^CC6\.2-joiners: 1 item besides went wrong; isolated/);
});

test('working backwards from a deadline by hand, and the alternatives when it is too late', () => {
  const early = workBackwards('2027-12-31', 6, { opening: '2027-02-01', type1: '2027-01-15' }, [3, 6, 12]);
  // 31 December less 8 weeks is 5 November: a window of six months that ends then begins on 6 May.
  assert.equal(early.latestStart, '2027-05-06');
  assert.equal(early.latestStartTight, '2027-06-04');
  assert.equal(early.spareDays, 94);
  assert.match(early.sentence, /94 days to spare/);
  const late = workBackwards('2027-06-30', 6, { opening: '2027-02-01', type1: '2027-01-15' }, [3, 6, 12]);
  assert.match(late.sentence, /too late\.$/);
  assert.deepEqual(
    late.alternatives.map(({ name, meets }) => [name, meets]),
    [
      ['Type 1', 'yes'],
      ['Type 2 over 3 months', 'yes'],
      ['Type 2 over 12 months', 'no'],
    ],
  );
  assert.match(workBackwards('2027-06-30', 6, undefined, [3]).sentence, /not known yet\.$/);
});

test('a window that opens on the last day still has its report by the deadline, and a day later has not', () => {
  const days = fc.integer({ min: 0, max: 2000 }).map((n) => addDays('2026-01-01', n));
  fc.assert(
    fc.property(days, fc.constantFrom(3, 6, 9, 12), (deadline, length) => {
      const { latestStart, latestStartTight } = workBackwards(deadline, length, undefined, []);
      assert.equal(type2Path(latestStart, length, deadline).meets, 'yes');
      assert.notEqual(type2Path(addDays(latestStart, 1), length, deadline).meets, 'yes');
      assert.equal(type2Path(addDays(latestStartTight, 1), length, deadline).meets, 'no');
      assert.notEqual(type2Path(latestStartTight, length, deadline).meets, 'no');
    }),
  );
});

test("AWS's reports over a window: what is out by its end, the gap, and whether a letter is enough", () => {
  // A year to the end of 2026: Spring 2026 and Fall 2026 (to 30 September, out by mid-November) leave one quarter.
  const year = awsCoverage({ from: '2026-01-01', to: '2026-12-31' }, '2026-11-21');
  assert.deepEqual(
    year.reports.map(({ name, from, to, state }) => [name, from, to, state]),
    [
      ['AWS SOC 2, Spring 2026', '2025-04-01', '2026-03-31', 'known'],
      ['AWS SOC 2, Fall 2026', '2025-10-01', '2026-09-30', 'due'],
    ],
  );
  assert.deepEqual(year.gap, { from: '2026-10-01', to: '2026-12-31', days: 92, letterIsEnough: true });
  // Three calendar months after 30 September end on 31 December; one day more is too long.
  assert.equal(awsCoverage({ from: '2026-01-02', to: '2027-01-01' }, '2026-11-21').gap?.letterIsEnough, false);
  assert.equal(year.next.name, 'AWS SOC 2, Spring 2027');
  const before = awsCoverage({ from: '2026-08-01', to: '2026-10-31' }, '2026-08-01');
  assert.deepEqual(before.reports, []);
  assert.equal(before.gap?.days, 92);
  assert.equal(before.gap?.letterIsEnough, false);
  assert.equal(before.next.name, 'AWS SOC 2, Fall 2026');
  assert.equal(awsCoverage({ from: '2025-04-01', to: '2025-09-30' }, '2026-11-21').gap, undefined);
});

test('each gap ends with the window, and every report listed reaches into it', () => {
  const days = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2024-01-01', n));
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 400 }), days, (from, length, now) => {
      const window = { from, to: addDays(from, length) };
      const { reports, gap, next } = awsCoverage(window, now);
      for (const { from: start, to } of reports) assert.ok(to >= window.from && start <= window.to);
      if (gap) assert.ok(gap.to === window.to && gap.from >= window.from);
      assert.ok(next.to > (reports.at(-1)?.to ?? ''));
    }),
  );
});
