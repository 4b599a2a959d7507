/** Every check of the first group over HTTP: good, bad and empty account, everything denied, one setting. */
import { baseSuite } from './base-suite.ts';
import { testChecks } from './suite.ts';

testChecks(baseSuite);
