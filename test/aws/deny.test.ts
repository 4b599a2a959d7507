/** Each operation of the first group denied alone. */
import { baseSuite } from './base-suite.ts';
import { testDenials } from './suite.ts';

await testDenials(baseSuite);
