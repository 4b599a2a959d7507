/** Runs the program's own scan and checks against the test API, over HTTP. */
import { runScan } from '../../source/aws/scan.ts';
import type { Check, CheckSettings } from '../../source/core/check.ts';
import type { Facts } from '../../source/core/facts.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import { judgeAll } from '../../source/core/judge.ts';
import { type Seen, type ServerOptions, startServer, type TestServer } from './server.ts';

/** What came of a scan. */
export interface Outcome {
  facts: Facts;
  /** By check id. */
  results: Map<string, CheckResult>;
  calls: TestServer['calls'];
  seen: Seen[];
  missing: string[];
  recording: ReturnType<TestServer['recording']>;
}

/** Settings of a test account, judged at the instant given; what scoping does not hold is the catalogue's own value. */
export function testSettings(now: string, scoping: Record<string, unknown>): CheckSettings {
  return {
    commitment: <T>(id: string, fallback: T) =>
      id in scoping ? { value: scoping[id] as T, committed: true } : { value: fallback, committed: false },
    now,
  };
}

/** Which checks, and what the company has said in scoping. */
export interface Scanned {
  checks: readonly Check[];
  scoping: Record<string, unknown>;
}

/** Starts the test API, reads what the checks need through the program's own scan, and judges it. */
export async function scanAccount(options: ServerOptions, { checks, scoping }: Scanned): Promise<Outcome> {
  const server = await startServer(options);
  try {
    const read = await runScan(
      {
        endpoint: server.url,
        region: 'us-east-1',
        credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not-a-secret' },
        facts: ['ec2.regions', ...new Set(checks.flatMap((check) => check.facts))],
        operations: [...new Set(checks.flatMap((check) => check.operations))],
      },
      () => {},
    );
    const results = judgeAll(read, checks, testSettings(options.replay?.recordedAt ?? read.finishedAt, scoping));
    return {
      facts: read,
      results: new Map(results.map((result) => [result.check, result])),
      calls: server.calls,
      seen: server.seen,
      missing: server.missing,
      recording: server.recording(),
    };
  } finally {
    await server.close();
  }
}
