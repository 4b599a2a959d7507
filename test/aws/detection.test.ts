/** Detection, keys, secrets and certificates over HTTP: good, bad and empty account, everything denied, one setting. */
import { detectionSuite } from './detection-suite.ts';
import { testChecks } from './suite.ts';

testChecks(detectionSuite);
