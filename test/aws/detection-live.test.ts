/** Detection, keys, secrets and certificates on the emulator itself; RECORD=1 refreshes the recordings. */
import { detectionSuite } from './detection-suite.ts';
import { testLive } from './suite.ts';

await testLive(detectionSuite);
