/** EventBridge: rules of the default bus that findings pass, and where they send them. */
import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from '@aws-sdk/client-eventbridge';
import type { Reading } from '../../core/facts.ts';
import type { FindingRule, RuleTarget } from '../../core/facts-alarms.ts';
import { findingsPassed } from '../../core/finding-events.ts';
import type { Session } from '../session.ts';
import { readEach } from './each.ts';
import { detectorIds } from './guardduty.ts';
import { hub } from './securityhub.ts';
import { isTopic, subscribers } from './sns-subscribers.ts';
import { defined } from './values.ts';

// The most that either operation takes. Neither has a paginator in the SDK.
const Limit = 100;

/**
 * Rules that findings pass; the targets of other rules are not asked for, and nothing where GuardDuty and Security Hub
 * are off.
 */
export async function findingRules(session: Session, region: string): Promise<Reading<FindingRule[]>> {
  const [detectors, on] = await Promise.all([detectorIds(session, region), hub(session, region)]);
  const idle = detectors.state === 'ok' && detectors.data.length === 0 && on.state === 'ok' && on.data === null;
  if (idle) return { state: 'ok', data: [] };
  return session.reading('events:ListRules', region, async () => {
    const client = session.client('events', EventBridgeClient, region);
    const rules: Rule[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(new ListRulesCommand({ Limit, ...(NextToken && { NextToken }) }));
      rules.push(...(page.Rules ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    const passing = rules.flatMap((rule) => {
      const passes = findingsPassed(rule.EventPattern, { account: session.account, region });
      return passes.length > 0 ? [{ rule, passes }] : [];
    });
    return readEach(passing, async ({ rule: { Name, Arn, State }, passes }): Promise<FindingRule> => {
      const name = defined(Name, 'Name');
      // ENABLED, or enabled for management events of CloudTrail as well.
      const enabled = defined(State, 'State').startsWith('ENABLED');
      const targets = enabled ? await targetsOf(session, region, name) : { state: 'ok' as const, data: [] };
      return { name, arn: Arn ?? name, enabled, passes, targets };
    });
  });
}

function targetsOf(session: Session, region: string, RuleName: string): Promise<Reading<RuleTarget[]>> {
  return session.reading('events:ListTargetsByRule', region, async () => {
    const client = session.client('events', EventBridgeClient, region);
    const targets: Target[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new ListTargetsByRuleCommand({ Rule: RuleName, Limit, ...(NextToken && { NextToken }) }),
      );
      targets.push(...(page.Targets ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    return readEach(targets, async ({ Arn }) => {
      const arn = defined(Arn, 'Arn');
      return isTopic(arn) ? { arn, subscribers: await subscribers(session, arn) } : { arn };
    });
  });
}
