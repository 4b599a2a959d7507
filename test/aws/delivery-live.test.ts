/** Stacks, builds, pipelines and changes on the emulator itself; RECORD=1 refreshes their recordings. */
import { deliverySuite } from './delivery-suite.ts';
import { testLive } from './suite.ts';

await testLive(deliverySuite);
