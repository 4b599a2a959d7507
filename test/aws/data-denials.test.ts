/** Each operation of databases and other data stores denied alone. */
import { dataSuite } from './data-suite.ts';
import { testDenials } from './suite.ts';

await testDenials(dataSuite);
