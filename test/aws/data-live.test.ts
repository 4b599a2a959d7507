/** Databases and other data stores on the emulator itself; RECORD=1 refreshes their recordings. */
import { dataSuite } from './data-suite.ts';
import { testLive } from './suite.ts';

await testLive(dataSuite);
