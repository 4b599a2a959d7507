/** What stands at the edge: load balancers, web filters, distributions, APIs. */
import type { Check } from '../source/core/check.ts';
import { apiAuthorizationChecks } from './api-authorization.ts';
import { stageChecks } from './api-stages.ts';
import { distributionChecks } from './cloudfront.ts';
import { listenerChecks } from './load-balancer-listeners.ts';
import { balancerSettingChecks } from './load-balancer-settings.ts';
import { tlsChecks } from './load-balancer-tls.ts';
import { webFilterChecks } from './wafv2.ts';

/** Checks of this group. */
export const edgeChecks: readonly Check[] = [
  listenerChecks,
  tlsChecks,
  balancerSettingChecks,
  webFilterChecks,
  distributionChecks,
  stageChecks,
  apiAuthorizationChecks,
].flat();
