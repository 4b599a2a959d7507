/** Text into fields of a register. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RegisterKind, VendorRecord } from '../../source/core/register-entry.ts';
import { registerFields } from '../../source/core/register-fields.ts';
import { setFields } from '../../source/core/register-set.ts';
import { bodyProblem } from '../../source/workspace/entry-shape.ts';

const controls = ['CC6.1-mfa', 'CC6.2-leavers'];
const start: VendorRecord = { name: 'Zendesk', tier: 'important' };
const set = (record: Partial<VendorRecord>, ...words: string[]) =>
  setFields(
    'vendor',
    record,
    words.map((word) => ({ field: word.split('=')[0] ?? '', value: word.slice(word.indexOf('=') + 1) })),
    controls,
  );

test('values land where they belong, and the start stays as it was', () => {
  const result = set(
    start,
    ...['tier=critical', 'report= SOC 2 ', 'period=2026-01-01..2026-06-30', 'bridge-until=2026-09-30'],
    ...[
      'duty=Remove leavers => cc6.2-LEAVERS',
      'duty=Rotate keys',
      'marketplace=yes',
      'handles=personal, health,personal',
    ],
    ...['dpa=2026-02-01 contracts folder', 'baa=2026-03-01 x', 'dpa=2026-02-02 new place'],
  );
  assert.deepEqual(result, {
    record: {
      name: 'Zendesk',
      tier: 'critical',
      report: { name: 'SOC 2', periodStart: '2026-01-01', periodEnd: '2026-06-30', bridgeUntil: '2026-09-30' },
      duties: [{ text: 'Remove leavers', control: 'CC6.2-leavers' }, { text: 'Rotate keys' }],
      marketplace: true,
      handles: ['personal', 'health'],
      agreements: [
        { kind: 'baa', date: '2026-03-01', where: 'x' },
        { kind: 'dpa', date: '2026-02-02', where: 'new place' },
      ],
    },
  });
  assert.deepEqual(start, { name: 'Zendesk', tier: 'important' });
});

test('an empty value clears a field, and what holds nothing goes with it; a known duty gets its control', () => {
  const full = set(start, 'report=SOC 2', 'dpa=2026-01-01 x', 'duty=A', 'duty=B');
  assert.ok('record' in full);
  assert.deepEqual(set(full.record, 'report=', 'dpa=', 'duty=A => CC6.1-mfa'), {
    record: { ...start, duties: [{ text: 'A', control: 'CC6.1-mfa' }, { text: 'B' }] },
  });
  assert.deepEqual(set(full.record, 'duties=none', 'report=', 'dpa='), { record: { ...start, duties: [] } });
  assert.deepEqual(set({ ...start, duties: [] }, 'duties='), { record: start });
});

const refused: [string, RegExp][] = [
  ['tier=huge', /^tier takes critical, important, other, not "huge"\.$/],
  ['reviewed-on=2026-02-30', /^reviewed-on takes YYYY-MM-DD/],
  ['period=2026-06-30..2026-01-01', /^period takes YYYY-MM-DD\.\.YYYY-MM-DD/],
  ['marketplace=true', /^marketplace takes yes or no/],
  ['handles=personal,cats', /^handles takes any of personal/],
  ['dpa=2026-01-01', /^dpa takes "YYYY-MM-DD PLACE"/],
  ['duty=A => CC9.9-x', /names "CC9\.9-x", which is no control/],
  ['duty==> CC6.1-mfa', /^duty takes/],
  ['duties=some', /^duties takes none/],
  ['colour=red', /^colour is no field here\. The fields are name, tier/],
  ['name=', /^name is missing: add name=NAME\.$/],
  ['tier=', /^tier is missing: add tier=critical\|important\|other\.$/],
  ['bridge-until=2026-01-01', /needs its report: add report=NAME/],
];

for (const [word, expected] of refused)
  test(`refused: ${word}`, () => {
    const result = set(start, word);
    assert.ok('faults' in result);
    assert.equal(result.faults.length, 1);
    assert.match(result.faults[0] ?? '', expected);
  });

test('every fault is told at once; a bridge letter begins after its period', () => {
  const result = set(start, 'tier=huge', 'colour=red');
  assert.equal('faults' in result && result.faults.length, 2);
  const early = set(start, 'report=R', 'period=2026-01-01..2026-06-30', 'bridge-until=2026-05-01');
  assert.match('faults' in early ? (early.faults[0] ?? '') : '', /^bridge-until lies before/);
});

test('whatever is typed, the record is refused or fits the journal', () => {
  const kinds = Object.keys(registerFields) as RegisterKind[];
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '2026-01-01',
      '2026-01-01..2026-02-01',
      'yes',
      'none',
      'critical',
      'signed',
      'CC6.1',
      'CC6.1-mfa',
      '',
    ),
    fc.constantFrom('personal', '2026-01-01 place', 'A => CC6.1-mfa', '__proto__', 'constructor'),
  );
  const typed = fc.constantFrom(...kinds).chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      assignments: fc.array(
        fc.record({ field: fc.constantFrom(...registerFields[kind].map(({ name }) => name)), value: word }),
        { maxLength: 6 },
      ),
    }),
  );
  let fitted = 0;
  fc.assert(
    fc.property(typed, ({ kind, assignments }) => {
      const first = kind === 'vendor' ? start : { title: 'T', text: 'T' };
      const result = setFields(kind, first, assignments, controls);
      if ('faults' in result) return assert.ok(result.faults.every((fault) => /[.]$/.test(fault)));
      fitted += 1;
      const key = kind === 'engagement' ? 'engagement' : 'k';
      const body = { type: kind, key, record: result.record } as Parameters<typeof bodyProblem>[0];
      assert.equal(bodyProblem(body), undefined);
    }),
    { numRuns: 400 },
  );
  assert.ok(fitted > 20, `only ${fitted} fitted`);
});
