/** Each operation of stacks, builds, pipelines and changes denied alone. */
import { deliverySuite } from './delivery-suite.ts';
import { testDenials } from './suite.ts';

await testDenials(deliverySuite);
