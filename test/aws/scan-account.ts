/** Runs the program's own scan and checks against the test API, over HTTP. */
import { allChecks } from '../../checks/index.ts';
import { runScan } from '../../source/aws/scan.ts';
import type { CheckSettings } from '../../source/core/check.ts';
import type { FactName, Facts } from '../../source/core/facts.ts';
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

/** What the company of the test accounts has said in scoping; everything else is the catalogue's own value. */
const scoping: Record<string, unknown> = {
  'log-buckets': ['good-trail-logs', 'good-access-logs', 'bad-public-files'],
  'critical-buckets': ['good-customer-data', 'bad-public-files'],
};

/** Settings of the test accounts, judged at the instant given. */
export function testSettings(now: string): CheckSettings {
  return {
    commitment: <T>(id: string, fallback: T) =>
      id in scoping ? { value: scoping[id] as T, committed: true } : { value: fallback, committed: false },
    now,
  };
}

/** Starts the test API, scans it and judges what was read. `facts` limits the scan to what some checks need. */
export async function scanAccount(options: ServerOptions, facts?: FactName[]): Promise<Outcome> {
  const server = await startServer(options);
  try {
    const read = await runScan(
      {
        endpoint: server.url,
        region: 'us-east-1',
        credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not-a-secret' },
        ...(facts ? { facts } : {}),
      },
      () => {},
    );
    const results = judgeAll(read, allChecks, testSettings(options.replay?.recordedAt ?? read.finishedAt));
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
