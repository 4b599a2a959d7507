/** The first group on the emulator itself; RECORD=1 refreshes its recordings. */
import { baseSuite } from './base-suite.ts';
import { testLive } from './suite.ts';

await testLive(baseSuite);
