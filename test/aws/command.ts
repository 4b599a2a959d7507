/** Runs the command line against the test API. */
import type { TestContext } from 'node:test';
import { type Place, place, type Run } from '../commands/program.ts';
import { type ServerOptions, startServer, type TestServer } from './server.ts';

/** A place in which every run reads the test API as if it were AWS. */
export interface AwsPlace extends Place {
  server: TestServer;
  /** Runs `soc2-ready ARGS` with credentials of the test account. */
  aws(...args: string[]): Promise<Run>;
}

/** The environment that leads the SDK to a test API. */
export function awsEnvironment(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Starts a test API for one test and a fresh place before it. */
export async function awsPlace(t: TestContext, options: ServerOptions): Promise<AwsPlace> {
  const server = await startServer({ now: new Date(), ...options });
  t.after(() => server.close());
  const here = place(t);
  return { ...here, server, aws: (...args) => here.runWith(awsEnvironment(server.url), ...args) };
}
