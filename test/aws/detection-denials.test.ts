/** Each operation of detection, keys, secrets and certificates denied alone. */
import { detectionSuite } from './detection-suite.ts';
import { testDenials } from './suite.ts';

await testDenials(detectionSuite);
