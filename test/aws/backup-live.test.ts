/** AWS Backup on the emulator itself; RECORD=1 refreshes its recordings. */
import { backupSuite } from './backup-suite.ts';
import { testLive } from './suite.ts';

await testLive(backupSuite);
