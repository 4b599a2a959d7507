/** Each operation of functions, containers and runbooks denied alone. */
import { computeSuite } from './compute-suite.ts';
import { testDenials } from './suite.ts';

await testDenials(computeSuite);
