/** Each operation of federation, IAM Identity Center and the account denied alone. */
import { identitySuite } from './identity-suite.ts';
import { testDenials } from './suite.ts';

await testDenials(identitySuite);
