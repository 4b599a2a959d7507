/** Stacks, builds, pipelines and changes over HTTP: good, bad and empty account, everything denied, one setting. */
import { deliverySuite } from './delivery-suite.ts';
import { testChecks } from './suite.ts';

testChecks(deliverySuite);
