/** Functions, containers and runbooks over HTTP: good, bad and empty account, everything denied, one setting. */
import { computeSuite } from './compute-suite.ts';
import { testChecks } from './suite.ts';

testChecks(computeSuite);
