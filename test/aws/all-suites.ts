/** Every group of checks with its accounts, and what only holds over all of them together. */
import type { Check } from '../../source/core/check.ts';
import { backupSuite } from './backup-suite.ts';
import { baseSuite } from './base-suite.ts';
import { computeSuite } from './compute-suite.ts';
import { dataSuite } from './data-suite.ts';
import { deliverySuite } from './delivery-suite.ts';
import { detectionSuite } from './detection-suite.ts';
import { edgeSuite } from './edge-suite.ts';
import { identitySuite } from './identity-suite.ts';
import { networkSuite } from './network-suite.ts';
import type { ServerOptions } from './server.ts';
import { recordingOf, type Suite } from './suite.ts';

/** All groups. */
export const allSuites: readonly Suite[] = [
  baseSuite,
  networkSuite,
  edgeSuite,
  dataSuite,
  detectionSuite,
  identitySuite,
  computeSuite,
  deliverySuite,
  backupSuite,
];

/** An account of a suite as the test API answers for it. */
export interface SuiteAccount {
  title: string;
  options: Pick<ServerOptions, 'replay' | 'written'>;
}

/** The good and the bad account of a suite, and between them those of which it has more. */
export function accountsOf(suite: Suite): SuiteAccount[] {
  const [good, bad] = suite.accounts;
  return [
    { title: 'good', recording: 'good', written: good.written },
    ...(suite.variants ?? []),
    { title: 'bad', recording: 'bad', written: bad.written },
  ].map(({ title, recording, written }) => ({
    title,
    options: { replay: recordingOf(suite, recording), written: [...written] },
  }));
}

/** The checks of a suite that declare such an operation. */
export function checksWith({ checks }: Suite, wanted: (operation: string) => boolean): Check[] {
  return checks.filter(({ operations }) => operations.some(wanted));
}
