/** Federation, IAM Identity Center and the account on the emulator itself; RECORD=1 refreshes their recordings. */
import { identitySuite } from './identity-suite.ts';
import { testLive } from './suite.ts';

await testLive(identitySuite);
