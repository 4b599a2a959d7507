/**
 * A group of checks with its accounts: what every check says of a good, a bad and an empty account, with everything
 * denied, with one setting changed, and with each operation denied alone. One suite per group of services, so that a
 * service is seeded, recorded and refreshed without the others.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Check } from '../../source/core/check.ts';
import type { CheckResult, CheckStatus } from '../../source/core/finding.ts';
import type { Account } from './accounts.ts';
import { seedClients } from './clients.ts';
import { startEmulator } from './emulator.ts';
import type { Flip } from './flips/flip.ts';
import { iamAction } from './operations.ts';
import { difference, loadRecording, saveRecording } from './record.ts';
import { type Outcome, scanAccount } from './scan-account.ts';
import type { ServerOptions, Written } from './server.ts';

/** One group. */
export interface Suite {
  /** Folder of its recordings under `recordings/`; empty for the first group, whose recordings lie at the top. */
  folder: string;
  checks: readonly Check[];
  /** Good, bad and empty; `name` is also the recording's. */
  accounts: readonly [good: Account, bad: Account, empty: Account];
  /** One for each check. */
  flips: readonly Flip[];
  /** Checks that have something to judge in an account on its first day; all others do not apply there. */
  onFirstDay: Record<string, CheckStatus>;
  /** Statuses of the bad account that are not `fail`, each with a reason in a comment where it is given. */
  onBad?: Record<string, CheckStatus>;
  /** What the company has said in scoping. */
  scoping: Record<string, unknown>;
  /** Accounts besides good and bad on which each operation is denied alone. */
  variants?: readonly { title: string; recording: string; written: readonly Written[]; only?: RegExp }[];
  /** Answers that go with the denial of an operation. */
  withDenied?(operation: string): Written[];
}

/** Scans one account of a suite, reading only what its checks (or one of them) need. */
export function scanSuite(suite: Suite, options: ServerOptions, checks = suite.checks): Promise<Outcome> {
  return scanAccount(options, { checks, scoping: suite.scoping });
}

/** A recording of a suite. */
export function recordingOf(suite: Suite, name: string) {
  return loadRecording(inFolder(suite, name));
}

function inFolder({ folder }: Suite, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Asserts the status of every check on an account: all pass on the good one, all fail on the bad one. */
export function assertStatuses(suite: Suite, account: Account['name'], results: Map<string, CheckResult>): void {
  const expected = Object.fromEntries(suite.checks.map(({ id }) => [id, statusOn(suite, account, id)]));
  const actual = Object.fromEntries([...results].map(([id, { status }]) => [id, status]));
  assert.deepEqual(actual, expected);
}

/** The status that a check must have on an account. */
export function statusOn(suite: Suite, account: Account['name'], check: string): CheckStatus {
  if (account === 'good') return 'pass';
  return account === 'bad' ? (suite.onBad?.[check] ?? 'fail') : (suite.onFirstDay[check] ?? 'not-applicable');
}

function checkOf({ checks }: Suite, id: string): Check {
  const check = checks.find((candidate) => candidate.id === id);
  assert.ok(check, `no check ${id}`);
  return check;
}

/** Defines the tests that replay recordings: accounts, everything denied, flips. */
export function testChecks(suite: Suite): void {
  for (const { name, written } of suite.accounts) {
    test(`the ${name} account: the status of every check`, async () => {
      const outcome = await scanSuite(suite, { replay: recordingOf(suite, name), written });
      assert.deepEqual(outcome.missing, []);
      assertStatuses(suite, name, outcome.results);
    });

    test(`the ${name} account with every call denied: all unknown, each naming its missing actions`, async () => {
      const { results } = await scanSuite(suite, { replay: recordingOf(suite, name), written, deny: '*' });
      assert.equal(results.size, suite.checks.length);
      for (const { id } of suite.checks) assertDenied(id, results.get(id));
    });
  }

  test('each check has one flip, and each flip a check', () => {
    assert.deepEqual(suite.flips.map(({ check }) => check).sort(), suite.checks.map(({ id }) => id).sort());
  });

  const [good] = suite.accounts;
  for (const flip of suite.flips) {
    test(`${flip.check} passes, and fails when ${flip.setting}`, async () => {
      const only = [checkOf(suite, flip.check)];
      const written = [...good.written, ...(flip.given ?? [])];
      const before = await scanSuite(suite, { replay: recordingOf(suite, 'good'), written }, only);
      assert.deepEqual([before.results.get(flip.check)?.status, before.missing], ['pass', []]);
      const replay = recordingOf(suite, flip.apply ? `flips/${flip.check}` : 'good');
      const after = await scanSuite(suite, { replay, written: [...written, ...(flip.written ?? [])] }, only);
      assert.deepEqual([after.results.get(flip.check)?.status, after.missing], ['fail', []]);
    });
  }
}

function assertDenied(id: string, result: CheckResult | undefined): void {
  assert.deepEqual([id, result?.status, result?.passed, result?.total], [id, 'unknown', 0, 0]);
  assert.deepEqual([id, result?.unknown.filter(({ action }) => action === undefined)], [id, []]);
  assert.ok((result?.unknown.length ?? 0) > 0, id);
  for (const { operation, action, reason } of result?.unknown ?? []) {
    assert.equal(action, iamAction(operation));
    assert.match(reason, new RegExp(action ?? ''));
  }
}

/** Findings without the words. */
function comparable(result: CheckResult | undefined): unknown {
  return result && { ...result, resources: result.resources.map(({ id, region, status }) => ({ id, region, status })) };
}

/** Defines the tests that deny each operation alone: only the checks that need it change, and none gets better. */
export async function testDenials(suite: Suite): Promise<void> {
  const declared = suite.checks.flatMap((check) => check.operations.map((operation) => `${check.id} ${operation}`));
  const mattered = new Set<string>();
  const [good, bad] = suite.accounts;
  const variants: NonNullable<Suite['variants']> = [
    { title: 'the good account', recording: 'good', written: good.written },
    ...(suite.variants ?? []),
    { title: 'the bad account', recording: 'bad', written: bad.written },
  ];
  for (const { title, recording, written, only = /./ } of variants) {
    const replay = recordingOf(suite, recording);
    const base = await scanSuite(suite, { replay, written: [...written] });
    for (const operation of [...base.calls.keys()].filter((name) => only.test(name)).sort()) {
      test(`${title} without ${operation}`, async () => {
        const action = iamAction(operation);
        const extra = suite.withDenied?.(operation) ?? [];
        const { results } = await scanSuite(suite, { replay, written: [...written, ...extra], deny: [action] });
        for (const { id, operations: needed } of suite.checks) {
          const [before, result] = [base.results.get(id), results.get(id)];
          // Several operations can hang on one action: all of API Gateway's reads do.
          if (!needed.some((name) => iamAction(name) === action)) {
            assert.deepEqual(comparable(result), comparable(before), `${id} does not declare ${operation}`);
            continue;
          }
          if (result?.unknown.some((unread) => unread.action === action)) mattered.add(`${id} ${operation}`);
          // What is left may still be enough for the same conclusion, never for another.
          if (result?.status !== before?.status) {
            assert.equal(result?.status, 'unknown', id);
            assert.ok(mattered.has(`${id} ${operation}`), `${id} does not name ${action}`);
          }
        }
      });
    }
  }
  test('every operation that a check declares matters to it somewhere', () => {
    assert.deepEqual(
      declared.filter((pair) => !mattered.has(pair)),
      [],
    );
  });
}

/**
 * Defines the second layer: the same accounts and flips on the emulator itself, where there is one. With RECORD=1 in
 * the environment it writes what the emulator answers to the suite's recordings.
 */
export async function testLive(suite: Suite): Promise<void> {
  const recording = process.env.RECORD === '1';
  const emulator = await startEmulator();
  if ('absent' in emulator) {
    test('live AWS checks', { skip: `no emulator: ${emulator.absent}` }, () => {});
    return;
  }
  const upstream = emulator.url;
  const clients = seedClients(upstream);
  after(async () => {
    clients.destroy();
    await emulator.stop();
  });
  const [good] = suite.accounts;

  // The good account comes last: the flips go on with it.
  for (const account of [...suite.accounts].reverse()) {
    test(`live: the ${account.name} account`, async () => {
      await emulator.reset();
      await account.seed(clients);
      const outcome = await scanSuite(suite, { upstream, written: account.written });
      if (recording) saveRecording(inFolder(suite, account.name), outcome.recording);
      assertStatuses(suite, account.name, outcome.results);
    });
  }

  for (const flip of suite.flips.filter(({ apply }) => apply)) {
    test(`live: ${flip.check} fails when ${flip.setting}`, async () => {
      await flip.apply?.(clients);
      try {
        const written = [...good.written, ...(flip.given ?? []), ...(flip.written ?? [])];
        const outcome = await scanSuite(suite, { upstream, written }, [checkOf(suite, flip.check)]);
        if (recording) {
          const base = inFolder(suite, 'good');
          const changed = difference(loadRecording(base), outcome.recording, base);
          saveRecording(inFolder(suite, `flips/${flip.check}`), changed);
        }
        assert.equal(outcome.results.get(flip.check)?.status, 'fail');
      } finally {
        await flip.undo?.(clients);
      }
    });
  }

  test('live: the good account is good again after every flip was taken back', async () => {
    assertStatuses(suite, 'good', (await scanSuite(suite, { upstream, written: good.written })).results);
  });
}
