/** The running program over a real workspace. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { foreignLinks } from '../../checks/foreign-findings.ts';
import { derive } from '../../source/app/derive.ts';
import type { Ports, ScanEvent, WorkspacePort } from '../../source/app/ports.ts';
import { createProgram, type Program } from '../../source/app/program.ts';
import { currentQuestion, questionsOf } from '../../source/app/questions.ts';
import type { ScreenId } from '../../source/app/screens.ts';
import type { State } from '../../source/app/state.ts';
import { drivenScan, facts, halfWay, now, portsOf, reopened, workspaceWith } from './fixture.ts';

const size = { columns: 80, rows: 24 };

/** Resolves once the state is so; fails after five seconds. */
async function until(program: Program, condition: (state: State) => boolean): Promise<State> {
  const end = Date.now() + 5_000;
  while (!condition(program.getState())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setImmediate(resolve));
  }
  return program.getState();
}

function press(program: Program, ...keys: string[]): void {
  for (const key of keys) program.dispatch({ type: 'key', key });
}

/** A running program over a workspace with these answers. */
async function running(t: TestContext, given: { ports?: Partial<Ports>; screen?: ScreenId } = {}) {
  const { workspace, end } = await workspaceWith(halfWay);
  t.after(end);
  const left: number[] = [];
  const program = createProgram(portsOf(workspace, given.ports), { size, derive, screen: given.screen ?? 'interview' });
  program.start({
    leave: (code) => void left.push(code),
    suspend: () => undefined,
    copy: () => undefined,
    redraw: () => undefined,
  });
  await until(program, (state) => state.derived !== undefined);
  return { program, workspace, left };
}

const identity: ScanEvent = {
  type: 'identity',
  account: '123456780097',
  arn: 'arn',
  partition: 'aws',
  regions: ['eu-west-1'],
};

test('what other engines found is read at the start, and decides where no scan did', async (t) => {
  const seen = new Date(now.getTime() - 86_400_000).toISOString();
  const group = { id: 'iam_root_mfa_enabled', account: '123456780097', region: 'global', oldest: seen, newest: seen };
  const kept = {
    engine: 'prowler' as const,
    groups: [{ ...group, passed: 1, failed: 0, unknown: 0, failing: [], passing: ['root'] }],
    regions: { '123456780097': ['global'] },
    unmapped: [],
  };
  const known = {
    ...{ engine: kept.engine, from: 'file.json', findingsFile: '', sha256: '', accounts: ['123456780097'] },
    ...{ read: 1, mapped: 1, unmapped: 0, oldest: seen, newest: seen },
  };
  const elsewhere = async () => ({ imports: [{ import: known, kept }], links: foreignLinks });
  const ports = { history: async () => ({ key: '', passing: {}, failing: {}, regions: {} }), elsewhere };
  const { program } = await running(t, { ports });
  const mfa = (state: State) => state.derived?.results.find(({ check }) => check === 'root-mfa-enabled');
  const { elsewhere: found } = await until(program, (state) => state.elsewhere !== undefined);
  assert.equal(found?.imports.length, 1);
  await until(program, (state) => (mfa(state)?.elsewhere?.length ?? 0) > 0);
});

describe('saving', () => {
  test('saved is shown when the entry is on disk, and not before', async (t) => {
    const { program, workspace } = await running(t);
    press(program, '3');
    assert.equal(program.getState().savedAt, undefined);
    assert.equal(program.getState().pending.length, 1);
    await until(program, (state) => state.savedAt !== undefined);
    const journal = readFileSync(join(workspace.folder, 'journal.jsonl'), 'utf8');
    assert.match(journal.trimEnd().split('\n').at(-1) ?? '', /"CC6.1-passwords"/);
    assert.equal(program.getState().assessment.controls['CC6.1-passwords']?.answer?.level, 3);
  });

  test('an append that never ends never shows saved', async (t) => {
    const { workspace, end } = await workspaceWith(halfWay);
    t.after(end);
    const { assessment, folder, problems, readOnly } = workspace;
    const stuck: WorkspacePort = {
      ...{ assessment, folder, problems, readOnly },
      append: () => new Promise(() => undefined),
      saveScan: async () => undefined,
      latestScan: async () => undefined,
    };
    const program = createProgram(portsOf(stuck), { size, derive, screen: 'interview' });
    press(program, '3');
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(program.getState().savedAt, undefined);
    assert.equal(program.getState().pending.length, 1);
  });

  test('a disk that refuses is said with what to do, and nothing is lost', async (t) => {
    const { program, workspace } = await running(t);
    await workspace.close();
    press(program, '3');
    const state = await until(program, ({ unsaved }) => unsaved !== undefined);
    assert.match(state.notice?.text ?? '', /^Not saved: .*ctrl\+r tries again/);
    assert.equal(state.unsaved?.bodies.length, 1);
  });

  test('leaving waits for the disk and the next start opens the same question', async (t) => {
    const { program, workspace, left } = await running(t);
    press(program, 'left', 'left', '1', 'q');
    assert.deepEqual(left, [], 'not before everything is on disk');
    await until(program, () => left.length > 0);
    assert.deepEqual(left, [0]);
    await workspace.close();
    const again = await reopened(workspace.folder);
    t.after(() => again.close());
    const second = createProgram(portsOf(again), { size, derive });
    assert.equal(currentQuestion(second.getState())?.id, 'CC1.3-raci');
    assert.equal(again.assessment.controls['CC1.3-raci']?.answer?.level, 1);
  });

  test('undo and redo', async (t) => {
    const { program } = await running(t);
    const level = (state: State) => state.assessment.controls['CC6.1-passwords']?.answer?.level;
    press(program, '3');
    await until(program, (state) => level(state) === 3);
    press(program, 'z');
    await until(program, (state) => level(state) === undefined);
    press(program, 'Z');
    await until(program, (state) => level(state) === 3);
  });
});

describe('reading AWS while questions are answered', () => {
  test('each reading is judged as it comes: unknown before, contradicting after', async (t) => {
    const scan = drivenScan();
    const { program } = await running(t, { ports: { startScan: scan.start }, screen: 'checks' });
    press(program, 'R');
    scan.send(identity);
    scan.send({ type: 'started', total: 3 });
    const status = (state: State) => state.derived?.results.find((r) => r.check === 'root-mfa-enabled')?.status;
    const before = await until(program, (state) => state.facts !== undefined && status(state) === 'unknown');
    assert.equal(before.derived?.decisions.score.contradicted.length, 0);
    const reading = facts(false).readings['iam.account-summary']?.global;
    assert.ok(reading);
    scan.send({ type: 'fact', name: 'iam.account-summary', region: 'global', reading });
    const after = await until(program, (state) => status(state) === 'fail');
    assert.deepEqual(after.derived?.decisions.score.contradicted, ['CC6.1-mfa']);
    assert.equal(after.scan.state, 'running');
    scan.send({ type: 'progress', done: 2, total: 3, calls: 5, denied: 1, failed: 0 });
    press(program, '2', '4');
    await until(program, (state) => state.savedAt !== undefined);
    scan.finish(facts(true));
    const done = await until(program, (state) => state.scan.state === 'finished' && status(state) === 'pass');
    assert.equal(done.assessment.scans.length, 1, 'the finished scan is kept');
  });

  test('a scan that fails says why and goes back to the last one', async (t) => {
    const scan = drivenScan();
    const { program, workspace } = await running(t, { ports: { startScan: scan.start }, screen: 'checks' });
    await workspace.saveScan(facts(true), 'Ada');
    program.dispatch({ type: 'last-scan', facts: facts(true) });
    press(program, 'R');
    scan.send(identity);
    scan.fail(Object.assign(new Error('The SSO session has expired.'), { next: 'Run: aws sso login --profile acme' }));
    const state = await until(program, ({ scan: { state } }) => state === 'failed');
    assert.equal(state.notice?.text, 'The SSO session has expired. Run: aws sso login --profile acme');
    assert.equal(state.facts?.finishedAt, facts(true).finishedAt);
  });

  test('stopping cancels the scan', async (t) => {
    const scan = drivenScan();
    const { program } = await running(t, { ports: { startScan: scan.start }, screen: 'checks' });
    press(program, 'R', 'x');
    await until(program, ({ scan: { state } }) => state === 'failed');
    assert.equal(scan.cancelled, true);
  });
});

test('asks the opening questions first, then the controls, then boundary and commitments', async (t) => {
  const { program } = await running(t);
  const ids = questionsOf(program.getState()).map((question) => question.id);
  assert.deepEqual(ids.slice(0, 5), ['company', 'headcount', 'offices', 'categories', 'window-start']);
  assert.deepEqual(ids.slice(-2), ['access-key-age-days', 'regions']);
  assert.equal(now.toISOString().slice(0, 10), program.getState().derived?.today);
});
