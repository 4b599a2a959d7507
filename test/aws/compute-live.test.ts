/** Functions, containers and runbooks on the emulator itself; RECORD=1 refreshes their recordings. */
import { computeSuite } from './compute-suite.ts';
import { testLive } from './suite.ts';

await testLive(computeSuite);
