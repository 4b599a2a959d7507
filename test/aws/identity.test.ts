/** Federation, IAM Identity Center and the account over HTTP: good, bad and empty account, everything denied, one setting. */
import { identitySuite } from './identity-suite.ts';
import { testChecks } from './suite.ts';

testChecks(identitySuite);
