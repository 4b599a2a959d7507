/** What stands at the edge, on the emulator itself; RECORD=1 refreshes its recordings. */
import { edgeSuite } from './edge-suite.ts';
import { testLive } from './suite.ts';

await testLive(edgeSuite);
