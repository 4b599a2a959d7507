/** Databases and other data stores over HTTP: good, bad and empty account, everything denied, one setting. */
import { dataSuite } from './data-suite.ts';
import { testChecks } from './suite.ts';

testChecks(dataSuite);
