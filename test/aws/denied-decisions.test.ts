/**
 * P7 and P13 end to end: the operations of each of the 148 checks denied once, from the facts to the verdict. A denial
 * lifts no verdict above Not enough known and raises no figure above what the answers alone give; where nothing failed
 * before, it raises none at all.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allChecks } from '../../checks/index.ts';
import type { DecideInput } from '../../source/core/decide.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import type { Facts, Reading } from '../../source/core/facts.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import { scoreInputs } from '../../source/core/inputs.ts';
import { judgeAll } from '../../source/core/judge.ts';
import { assess } from '../../source/core/score.ts';
import type { Score } from '../../source/core/score-types.ts';
import { checkSettings } from '../../source/core/settings.ts';
import { demo, demoFacts } from '../core/demo.ts';
import { allSuites, checksWith } from './all-suites.ts';
import { iamAction } from './operations.ts';
import { recordingOf, scanSuite } from './suite.ts';

const today = '2026-11-22';
const slack = 1e-9;
const order = ['Not ready', 'Not enough known', 'Ready with conditions', 'Ready'];

function scored(input: DecideInput): Score {
  const { inputs, context } = scoreInputs(input);
  return assess(inputs, context);
}

/** Every figure by its place: both parts and how many criteria are met in them, each criterion, each control. */
function figures(score: Score): Map<string, number> {
  const found = new Map<string, number>();
  for (const part of ['design', 'operating'] as const) {
    found.set(part, score[part].evidenced);
    found.set(`${part} met`, score[part].criteria.filter(({ state }) => state === 'Met').length);
    for (const criterion of score[part].criteria) {
      found.set(`${part} ${criterion.id}`, criterion.evidenced);
      for (const { id, evidenced } of criterion.controls) found.set(`${part} ${id}`, evidenced);
    }
  }
  return found;
}

/** The same company with these checks linked to no control. */
function withoutChecks(input: DecideInput, ids: ReadonlySet<string>): DecideInput {
  const controls = input.questionnaire.controls.map((control) => ({
    ...control,
    checks: control.checks.filter(({ id }) => !ids.has(id)),
  }));
  return { ...input, questionnaire: { ...input.questionnaire, controls } };
}

function assertNoHigher(what: string, after: Score, before: Score): void {
  const known = figures(before);
  const lifted = [...figures(after)].filter(([place, value]) => value > (known.get(place) ?? 0) + slack);
  assert.deepEqual([what, lifted], [what, []]);
}

/** Asserts that what was seen before is seen no better after a denial. */
function assertNotLifted(check: string, input: DecideInput, before: Score, denied: readonly CheckResult[]): void {
  const after = scored({ ...input, results: denied });
  const was = new Map(input.results.map((result) => [result.check, result.status]));
  const blind = denied.filter((result) => result.status === 'unknown' && was.get(result.check) !== 'unknown');
  const ids = new Set(blind.map((result) => result.check));
  assert.ok(ids.has(check), `${check} is not unknown`);
  const rank = ({ verdict }: Score, type: 'type1' | 'opening') => order.indexOf(verdict[type]);
  for (const type of ['type1', 'opening'] as const)
    assert.ok(rank(after, type) <= Math.max(rank(before, type), 1), `${check}: ${after.verdict[type]}`);
  assertNoHigher(`${check}, answers alone`, after, scored(withoutChecks({ ...input, results: denied }, ids)));
  if (blind.every((result) => was.get(result.check) !== 'fail')) assertNoHigher(check, after, before);
}

/** The facts with every reading of some of them denied. */
function denying(facts: Facts, check: (typeof allChecks)[number]): Facts {
  const [operation = ''] = check.operations;
  const action = iamAction(operation);
  const denied: Reading<never> = { state: 'denied', operation, action, reason: `No policy allows ${action}.` };
  const readings: Record<string, Record<string, Reading<unknown>>> = { ...facts.readings };
  for (const name of check.facts)
    readings[name] = Object.fromEntries(Object.keys(readings[name] ?? {}).map((region) => [region, denied]));
  return { ...facts, readings: readings as Facts['readings'] };
}

/** Every control answered with the highest level and an export of a system: what could be lifted is. */
async function bestAnswers(): Promise<EntryBody[]> {
  const { input } = await demo(today);
  return input.questionnaire.controls.flatMap(({ id: control }): EntryBody[] => [
    { type: 'answer', control, answer: { level: 4 } },
    { type: 'owner', control, person: 'Ada' },
    { type: 'evidence', control, evidence: { what: 'Export', where: 'x.csv', date: '2026-11-01', tier: 3 } },
  ]);
}

for (const [who, more] of [
  ['the sample company', []],
  ['the sample company, had it answered everything with the best', await bestAnswers()],
] as const) {
  test(`${who}: denying the operations of any check lifts no verdict, and no figure above the answers alone`, async () => {
    const { input, assessment } = await demo(today, [...more]);
    const facts = demoFacts();
    const before = scored(input);
    const settings = checkSettings(assessment, input.questionnaire, facts.finishedAt);
    let known = 0;
    for (const check of allChecks) {
      const results = judgeAll(denying(facts, check), allChecks, settings);
      if (input.results.find((result) => result.check === check.id)?.status === 'unknown') continue;
      known += 1;
      assertNotLifted(check.id, input, before, results);
    }
    assert.ok(known > 140, `${known} checks had a conclusion to lose`);
  });
}

for (const suite of allSuites) {
  for (const { name, written } of suite.accounts.slice(0, 2)) {
    test(`${suite.folder || 'base'}, the ${name} account over HTTP: denying a check's operations does the same`, async () => {
      const { input } = await demo(today, await bestAnswers());
      const replay = recordingOf(suite, name);
      const whole = await scanSuite(suite, { replay, written });
      const join = (found: Map<string, CheckResult>) => input.results.map((known) => found.get(known.check) ?? known);
      const company = { ...input, results: join(whole.results) };
      const before = scored(company);
      for (const check of suite.checks) {
        const actions = check.operations.map(iamAction);
        const touched = checksWith(suite, (operation) => actions.includes(iamAction(operation)));
        const found = await scanSuite(suite, { replay, written, deny: actions }, touched);
        const results = new Map([...whole.results, ...found.results]);
        if (whole.results.get(check.id)?.status === 'unknown' || results.get(check.id)?.status !== 'unknown') continue;
        assertNotLifted(check.id, company, before, join(results));
      }
    });
  }
}
