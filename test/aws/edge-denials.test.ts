/** Each operation of the edge denied alone. */
import { edgeSuite } from './edge-suite.ts';
import { testDenials } from './suite.ts';

await testDenials(edgeSuite);
