/** AWS Backup over HTTP: good, bad and empty account, everything denied, one setting. */
import { backupSuite } from './backup-suite.ts';
import { testChecks } from './suite.ts';

testChecks(backupSuite);
