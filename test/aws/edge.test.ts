/** What stands at the edge, over HTTP: good, bad and empty account, everything denied, one setting. */
import { edgeSuite } from './edge-suite.ts';
import { testChecks } from './suite.ts';

testChecks(edgeSuite);
