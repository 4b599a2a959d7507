/** Each operation of machines, disks and networks denied alone. */
import { networkSuite } from './network-suite.ts';
import { testDenials } from './suite.ts';

await testDenials(networkSuite);
