/** Machines, disks and networks over HTTP: good, bad and empty account, everything denied, one setting. */
import { networkSuite } from './network-suite.ts';
import { testChecks } from './suite.ts';

testChecks(networkSuite);
