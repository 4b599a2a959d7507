/** Checks, Gaps and Registers: order, only some, results by hand, approved exceptions, judgements; each taken back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { entryWords } from '../../source/app/entry-words.ts';
import type { Effect } from '../../source/app/events.ts';
import { pageOf } from '../../source/app/pages.ts';
import { checkPane } from '../../source/app/pane-check.ts';
import { gapPane } from '../../source/app/pane-gap.ts';
import { registerRows } from '../../source/app/parts/registers.ts';
import { checkRows, gapRows, seriesRows } from '../../source/app/rows.ts';
import type { State } from '../../source/app/state.ts';
import { type EntryBody, entryTypes } from '../../source/core/entry.ts';
import { undoable } from '../../source/core/undoable.ts';
import { after, entries } from './drive.ts';
import { facts, halfRead, halfWay, judgements, stateOf } from './fixture.ts';

const on = (screen: 'checks' | 'gaps' | 'registers', ...bodies: EntryBody[]) =>
  stateOf([...halfWay, ...bodies], { facts: facts(false), screen });

/** Text as it is pasted into the line in focus. */
const paste = (text: string) => ({ type: 'paste', text }) as const;

const faultOf = ({ overlay }: State) => (overlay?.kind === 'form' ? (overlay.form.fault ?? '') : undefined);

describe('Checks', () => {
  test('O sorts by severity, service, criterion and around; rows are made once for the same figures', () => {
    const state = on('checks');
    const ids = (from: State) => checkRows(from).map(({ check }) => check);
    assert.equal(checkRows(state), checkRows(state));
    const first = ids(state);
    const byService = after(state, 'O').state;
    assert.equal(byService.sorts.checks, 'service');
    assert.notEqual(checkRows(byService), checkRows(state));
    const criteria = checkRows(after(byService, 'O').state).map((row) => row.criteria[0] ?? '');
    assert.deepEqual(criteria, criteria.toSorted());
    assert.deepEqual(ids(after(byService, 'O', 'O').state), first);
  });

  test('m records a result where the scan could not conclude, refuses what is not allowed, and z takes it back', () => {
    const state = on('checks');
    const concluded = after(state, 'm').state;
    assert.match(concluded.notice?.text ?? '', /has concluded on root-mfa-enabled: fail/);
    const form = after(state, 'f', 'f', 'm').state;
    assert.equal(form.overlay?.kind, 'form');
    assert.match(faultOf(after(form, 'ctrl+s').state) ?? '', /needs its evidence/);
    const filled = after(form, 'tab', paste('settings page'), 'tab', paste('evidence/policy.png'));
    const late = after(filled.state, 'tab', 'tab', 'ctrl+u', paste('2028-01-01'), 'ctrl+s');
    assert.match(faultOf(late.state) ?? '', /366 days at most/);
    const done = after(filled.state, 'ctrl+s');
    const [body] = entries(done.effects);
    assert.deepEqual(body, {
      type: 'manual-result',
      check: 'password-policy-min-length',
      result: {
        ...{ status: 'pass', evidence: 'settings page', where: 'evidence/policy.png' },
        ...{ date: '2026-12-01', expires: '2027-03-01' },
      },
    });
    assert.ok(body !== undefined);
    const recorded = on('checks', body);
    const row = checkRows(recorded).find(({ check }) => check === 'password-policy-min-length');
    assert.ok(row !== undefined);
    assert.equal(row.status, 'pass');
    const said = checkPane(recorded, row).map(({ text }) => text);
    assert.ok(
      said.some((text) => /By hand: .*counts until 2027-03-01/.test(text)),
      said.join('\n'),
    );
    const undone = after(recorded, 'z');
    assert.equal(entries(undone.effects)[0]?.type, 'undo');
    assert.match(undone.state.notice?.text ?? '', /password-policy-min-length found pass by hand/);
    const at = checkRows(recorded).indexOf(row);
    const back = after(recorded, ...'j'.repeat(at), 'm', 'left', 'ctrl+s');
    assert.deepEqual(entries(back.effects), [
      { type: 'manual-result', check: 'password-policy-min-length', result: null },
    ]);
  });

  test('while AWS is read each check says where it is', async () => {
    let state: State = after(on('checks'), { type: 'scan-started', since: 0 }).state;
    const told: Parameters<Parameters<typeof halfRead>[0]>[0][] = [];
    halfRead((event) => told.push(event));
    await Promise.resolve();
    for (const event of told) state = after(state, { type: 'scan', event, now: '2026-12-01T12:04:00Z' }).state;
    const row = (id: string) => checkRows(state).find(({ check }) => check === id);
    const nowOf = (id: string) => {
      const found = row(id);
      return found && checkPane(state, found).find(({ text }) => text.startsWith('now: '))?.text;
    };
    assert.equal(nowOf('root-mfa-enabled'), 'now: ok');
    assert.equal(nowOf('root-hardware-mfa'), 'now: running');
  });
});

describe('Gaps', () => {
  test('f narrows to one cause after the other, O sorts, ] shows the checks that take nothing', () => {
    const state = on('gaps');
    const all = gapRows(state);
    assert.equal(gapRows(state), all);
    const causes = new Set(all.map((row) => (row.kind === 'gap' ? row.gap.cause : '')));
    const only = after(state, 'f').state;
    assert.equal(new Set(gapRows(only).map((row) => row.kind === 'gap' && row.gap.cause)).size, 1);
    assert.equal(gapRows(after(only, 'esc').state).length, all.length);
    assert.equal(gapRows(after(state, ...'f'.repeat(causes.size + 1)).state).length, all.length);
    const points = gapRows(after(state, 'O').state).map((row) => (row.kind === 'gap' ? row.gap.points : 0));
    assert.deepEqual(
      points,
      points.toSorted((a, b) => b - a),
    );
    const aside = after(state, ']').state;
    assert.deepEqual(
      gapRows(aside).map((row) => row.kind === 'check' && row.check.check),
      ['root-hardware-mfa'],
    );
    assert.match(after(aside, 'X').state.notice?.text ?? '', /nothing to approve/);
  });

  test('the pane has the reason, the points, who has it, and the rules', () => {
    const state = on('gaps', ...judgements);
    const pane = gapRows(state).map((row) =>
      gapPane(state, row)
        .map(({ text }) => text)
        .join('\n'),
    );
    const mfa = pane.find((text) => text.startsWith('CC6.1-mfa')) ?? '';
    assert.match(mfa, /closing it adds [\d.]+ points/);
    assert.match(mfa, /Approved exception of Cara until 31 May 2027/);
    assert.match(mfa, /Theo Tech · due 2026-/);
    assert.match(mfa, /S-C2 /);
    const raci = pane.find((text) => text.startsWith('CC1.3-raci')) ?? '';
    assert.match(raci, /judgement L1 instead of L2/);
  });

  test('X approves an exception for what fails today; the form says what is wrong', () => {
    const form = after(on('gaps'), 'X').state;
    assert.match(faultOf(after(form, 'ctrl+s').state) ?? '', /needs an approver/);
    const filled = after(form, paste('alarmed'), 'tab', paste('Cara'), 'tab', 'tab', paste('2027-03-31'), 'ctrl+s');
    assert.deepEqual(entries(filled.effects), [
      {
        type: 'approved-exception',
        control: 'CC6.1-mfa',
        exception: {
          ...{ text: 'alarmed', approver: 'Cara', approvedOn: '2026-12-01', expires: '2027-03-31' },
          checks: [{ check: 'root-mfa-enabled', failing: 1 }],
        },
      },
    ]);
  });

  test('J judges a control with a reason, on Gaps and on its trace; only what was changed is written', () => {
    const state = on('gaps');
    const form = after(state, 'J').state;
    assert.match(faultOf(after(form, 'ctrl+s').state) ?? '', /Choose a level or a weight/);
    const level = after(form, 'right', 'right', 'ctrl+s').state;
    assert.match(faultOf(level) ?? '', /needs a reason/);
    const fill = ['right', 'right', 'right', 'tab', 'tab', paste('they share a phone'), 'ctrl+s'];
    const body = { type: 'override', of: 'judgement', control: 'CC6.1-mfa', value: 2, reason: 'they share a phone' };
    const made = (effects: Effect[]) => entries(effects);
    assert.deepEqual(made(after(form, ...fill).effects), [body]);
    assert.deepEqual(made(after(state, 't', 'J', ...fill).effects), [body]);
    const overview = after({ ...state, screens: ['overview'] }, 't', 'J').state;
    assert.match(overview.notice?.text ?? '', /no control on this page/);
  });
});

describe('what stands beside the model', () => {
  test('Registers lists exceptions and overrides; - withdraws one with a reason', () => {
    const approved = after(on('registers', ...judgements), '[', '[').state;
    assert.deepEqual(
      registerRows(approved).map((row) => row.kind === 'approved' && row.exception.expires),
      ['2027-05-31'],
    );
    assert.match(
      pageOf(approved, { type: 'register', row: { register: 'approved', key: 'CC6.1-mfa' } }).paragraphs.at(0)?.text ??
        '',
      /in force/,
    );
    assert.match(faultOf(after(approved, '-', 'ctrl+s').state) ?? '', /Say why/);
    assert.deepEqual(entries(after(approved, '-', paste('mended'), 'ctrl+s').effects), [
      { type: 'approved-exception', control: 'CC6.1-mfa', exception: null, reason: 'mended' },
    ]);
    const overrides = after(approved, ']').state;
    assert.equal(registerRows(overrides).length, 2);
    assert.deepEqual(entries(after(overrides, 'j', '-', paste('asked again'), 'ctrl+s').effects), [
      { type: 'override', of: 'judgement', control: 'CC1.3-raci', value: null, reason: 'asked again' },
    ]);
    assert.match(after(approved, '+').state.notice?.text ?? '', /4, then X/);
  });

  test('an overridden coverage floor reaches the bars of the Overview', () => {
    const answered: EntryBody[] = ['CC6.1-passwords', 'CC6.4-doors'].map((control) => {
      return { type: 'answer', control, answer: { level: 3 } };
    });
    const bars = (state: State) => seriesRows(state).filter(({ bar }) => bar !== undefined).length;
    const state = stateOf([...halfWay, ...answered], { facts: facts(false) });
    const low = { ...state, derived: state.derived && withFloor(state.derived, 0.05) } as State;
    assert.equal(bars(state), 0);
    assert.ok(bars(low) > 0);
  });

  test('every entry that can be taken back has words of its own', () => {
    for (const type of undoable) assert.ok((entryTypes as readonly string[]).includes(type), type);
    const words = judgements.map(entryWords);
    assert.deepEqual(words, [
      'the exception to CC6.1-mfa until 2027-05-31',
      'CC1.3-raci judged L1',
      'weight of CC1.3-raci set to 1',
    ]);
  });
});

function withFloor(derived: NonNullable<State['derived']>, floor: number): NonNullable<State['derived']> {
  const { decisions } = derived;
  const constants = { ...decisions.score.constants, 'coverage-floor': floor };
  return { ...derived, decisions: { ...decisions, score: { ...decisions.score, constants } } } as never;
}
