/** Each operation of AWS Backup denied alone. */
import { backupSuite } from './backup-suite.ts';
import { testDenials } from './suite.ts';

await testDenials(backupSuite);
