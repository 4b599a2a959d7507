/** Machines, disks and networks on the emulator itself; RECORD=1 refreshes their recordings. */
import { networkSuite } from './network-suite.ts';
import { testLive } from './suite.ts';

await testLive(networkSuite);
