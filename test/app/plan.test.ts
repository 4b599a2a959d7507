import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { derive } from '../../source/app/derive.ts';
import { planPart } from '../../source/app/parts/plan.ts';
import { planBoxes, planTimeline, weeksOf } from '../../source/app/plan-rows.ts';
import type { State } from '../../source/app/state.ts';
import { whatIf } from '../../source/core/what-if.ts';
import { assessment } from '../core/sample.ts';
import { after, entries } from './drive.ts';
import { facts, halfWay, now, stateOf } from './fixture.ts';

const given = { facts: facts(false), screen: 'plan' as const };
const items = (state: State) => state.derived?.decisions.plan.items ?? [];

/** The state after its entries are on disk. */
function reread(state: State, bodies: ReturnType<typeof entries>): State {
  const folded = assessment(...halfWay, ...bodies);
  const next = { ...state, assessment: folded, pending: [] };
  return { ...next, derived: derive(next, now) };
}

describe('Plan', () => {
  test('space says that the work is done, and takes it back', () => {
    const state = stateOf(halfWay, given);
    const [first] = items(state);
    const done = after(state, 'space');
    const body = { type: 'plan', item: first?.id, on: '2026-12-01' };
    assert.deepEqual(entries(done.effects), [{ ...body, state: 'done' }]);
    assert.match(done.state.notice?.text ?? '', /to re-test/);
    const later = reread(state, entries(done.effects));
    const place = items(later).findIndex(({ id }) => id === first?.id);
    assert.equal(items(later)[place]?.state, 'done');
    const back = after(later, ...Array.from({ length: place }, () => 'j'), 'space');
    assert.deepEqual(entries(back.effects), [{ ...body, state: 'open' }]);
  });

  test('z takes back what was done here, and names it', () => {
    const state = stateOf(
      [...halfWay, { type: 'plan', item: 'plan:CC6.1-mfa', state: 'done', on: '2026-12-01' }],
      given,
    );
    const { state: then, effects } = after(state, 'z');
    const last = state.assessment.history.at(-1);
    assert.deepEqual(entries(effects), [{ type: 'undo', undoes: last?.id }]);
    assert.match(then.notice?.text ?? '', /Taken back: CC6.1-mfa done/);
    assert.equal(then.screens.at(-1), 'plan');
  });

  test('in the what-if space writes nothing, asks what the marks give, and unmarks', () => {
    const state = stateOf(halfWay, given);
    const marked = after(state, '[', 'space', 'j', 'space');
    const [first, second] = items(state);
    assert.deepEqual(marked.state.supposed.marked, [first?.control, second?.control]);
    assert.deepEqual(entries(marked.effects), []);
    assert.equal(marked.effects.filter(({ type }) => type === 'suppose').length, 2);
    assert.deepEqual(after(marked.state, 'space').state.supposed.marked, [first?.control]);
  });

  test('the what-if can be tried where nothing may be written', () => {
    const state = stateOf(halfWay, { ...given, readOnly: 'Held by another.' });
    assert.equal(after(state, '[', 'space').state.supposed.marked.length, 1);
    const denied = after(state, 'space');
    assert.deepEqual(entries(denied.effects), []);
    assert.equal(denied.state.notice?.text, 'Held by another.');
  });

  test('new figures ask the what-if anew, without what is no gap any more', () => {
    const state = { ...stateOf(halfWay, given), supposed: { marked: ['CC6.1-mfa', 'CC9.9-gone'] } };
    assert.ok(state.derived);
    const { state: then, effects } = after(state, { type: 'derived', derived: state.derived });
    assert.deepEqual(then.supposed.marked, ['CC6.1-mfa']);
    assert.deepEqual(effects, [{ type: 'suppose' }]);
  });

  test('the answer that the program works out is the one of core', () => {
    const state = stateOf(halfWay, given);
    const { questionnaire, assessment: said, derived } = state;
    assert.ok(derived);
    const { results, today, decisions } = derived;
    const input = { questionnaire, assessment: said, results, today, depth: 'full' as const };
    const answer = whatIf([{ control: 'CC6.1-mfa', to: 3 }], input, decisions);
    const shown = after({ ...state, supposed: { marked: ['CC6.1-mfa'] } }, { type: 'supposed', answer }).state;
    assert.equal(shown.supposed.answer?.after.verdict.type1, answer.after.verdict.type1);
    assert.ok(answer.closed.includes('CC6.1-mfa'));
  });

  test('every open item is in exactly one box, and each box is there', () => {
    const state = stateOf(halfWay, given);
    const rows = planBoxes(state);
    const headings = rows.flatMap((row) => (row.kind === 'heading' ? [row.box] : []));
    assert.deepEqual(headings, ['do now', 'start now', 'plan', 'later']);
    const boxed = rows.flatMap((row) => (row.kind === 'item' ? [row.item.id] : []));
    assert.deepEqual(
      boxed.toSorted(),
      items(state)
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  test('the timeline has the critical path first, and leaves out what is done', () => {
    const state = stateOf(
      [...halfWay, { type: 'plan', item: 'plan:CC6.1-mfa', state: 'done', on: '2026-12-01' }],
      given,
    );
    const rows = planTimeline(state).map(({ item }) => item);
    assert.equal(
      rows.some(({ control }) => control === 'CC6.1-mfa'),
      false,
    );
    const path = weeksOf(state)?.criticalPath ?? [];
    assert.deepEqual(
      rows.slice(0, path.length).map(({ id }) => id),
      path,
    );
  });

  test('a heading is no item: nothing is marked or edited on it', () => {
    const state = stateOf(halfWay, given);
    for (const key of ['space', 'E', 'a']) {
      const { state: then, effects } = after(state, ']', key);
      assert.deepEqual(entries(effects), []);
      assert.equal(then.overlay, undefined, key);
    }
    assert.equal(planPart.rows(after(state, ']').state).length, items(state).length + 4);
  });
});

describe('the form of an item', () => {
  const open = (bodies = halfWay) => after(stateOf(bodies, given), 'E').state;
  const filled = (state: State, values: Record<string, string>) => {
    const { overlay } = state;
    assert.equal(overlay?.kind, 'form');
    const fields = overlay.form.fields.map((line) => {
      const value = values[line.id];
      return value === undefined ? line : { ...line, field: { value, cursor: value.length } };
    });
    return after({ ...state, overlay: { kind: 'form', form: { ...overlay.form, fields } } }, 'ctrl+s');
  };
  const fault = (state: State) => (state.overlay?.kind === 'form' ? state.overlay.form.fault : undefined);

  test('blocked and accepted say why, accepted says by whom and until when, nothing lies ahead', () => {
    const state = open();
    assert.match(fault(filled(state, { state: 'blocked' }).state) ?? '', /waits for/);
    assert.match(fault(filled(state, { state: 'accepted' }).state) ?? '', /why/);
    assert.match(fault(filled(state, { state: 'accepted', reason: 'small' }).state) ?? '', /decided/);
    const named = { state: 'accepted', reason: 'small', approver: 'Fay Founder' };
    assert.match(fault(filled(state, named).state) ?? '', /until when/);
    assert.match(fault(filled(state, { state: 'doing', on: '2027-01-01' }).state) ?? '', /ahead/);
    const { effects } = filled(state, { ...named, until: '2027-06-01' });
    const [body] = entries(effects);
    assert.deepEqual(body, {
      ...{ type: 'plan', item: items(stateOf(halfWay, given))[0]?.id, state: 'accepted', on: '2026-12-01' },
      ...{ reason: 'small', until: '2027-06-01', approver: 'Fay Founder' },
    });
  });

  test('owner and hours are entries of their own; one undo takes all of it back', () => {
    const control = items(stateOf(halfWay, given))[0]?.control;
    const { state, effects } = filled(open(), { state: 'doing', owner: 'Fay Founder', hours: '12' });
    const bodies = entries(effects);
    assert.deepEqual(
      bodies.map(({ type }) => type),
      ['plan', 'owner', 'person'],
    );
    assert.ok(
      bodies.some((body) => body.type === 'owner' && body.control === control && body.person === 'Fay Founder'),
    );
    assert.ok(bodies.some((body) => body.type === 'person' && body.name === 'Fay Founder' && body.hoursPerWeek === 12));
    let saved = state;
    const ids: string[] = [];
    const folded = assessment(...halfWay, ...bodies);
    for (const [place, body] of bodies.entries()) {
      const entry = folded.history.at(place - bodies.length)?.id ?? '';
      ids.push(entry);
      saved = after(saved, { type: 'saved', body, entry, assessment: folded, clock: '12:04' }).state;
    }
    assert.deepEqual(
      entries(after(saved, 'z').effects),
      ids.toReversed().map((undoes) => ({ type: 'undo', undoes })),
    );
  });

  test('nothing changed writes nothing; a role has no hours', () => {
    const { state, effects } = filled(open(), {});
    assert.deepEqual(entries(effects), []);
    assert.equal(state.overlay, undefined);
    assert.match(fault(filled(open(), { owner: 'SEC', hours: '9' }).state) ?? '', /no person/);
  });
});
