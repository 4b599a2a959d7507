/** Checks of whom findings of GuardDuty and Security Hub CSPM reach. */
import type { Check, FactReader } from '../source/core/check.ts';
import type { OperationName, Reading } from '../source/core/facts.ts';
import type { FindingKind, FindingRule } from '../source/core/facts-alarms.ts';
import type { Detector } from '../source/core/facts-detection.ts';
import type { Hub, HubAggregation } from '../source/core/facts-security.ts';
import type { ResourceFinding, UnreadOperation } from '../source/core/finding.ts';
import { best, type Reach, reachOfOther, reachOfTopic } from './reach.ts';
import { globalFact, outOfReach, unreadOperation } from './reading.ts';

const notRead = 'This region was not read in this scan.';

/** The data, or undefined after noting why there is none. */
function take<T>(
  reading: Reading<T> | undefined,
  operation: OperationName,
  region: string,
  unknown: UnreadOperation[],
): { data: T } | undefined {
  if (reading?.state === 'ok') return { data: reading.data };
  unknown.push(reading === undefined ? outOfReach(operation, notRead, region) : unreadOperation(reading, region));
  return undefined;
}

/** What makes findings in a region: undefined when that is unknown, and noted. */
function sources(
  detectors: Reading<Detector[]> | undefined,
  hub: Reading<Hub | null> | undefined,
  region: string,
  unknown: UnreadOperation[],
): { guardDuty: boolean; hub: boolean } | undefined {
  const listed = take(detectors, 'guardduty:ListDetectors', region, unknown);
  const on = take(hub, 'securityhub:DescribeHub', region, unknown);
  if (listed === undefined || on === undefined) return undefined;
  const details = listed.data.map((one) => take(one.details, 'guardduty:GetDetector', region, unknown));
  if (details.includes(undefined)) return undefined;
  return { guardDuty: details.some((one) => one?.data.status === 'ENABLED'), hub: on.data !== null };
}

function gathers(aggregation: HubAggregation, region: string): boolean {
  const { home, mode, regions } = aggregation;
  if (home === region) return true;
  const named = regions.includes(region);
  return (
    mode === 'ALL_REGIONS' || (mode === 'SPECIFIED_REGIONS' ? named : mode === 'ALL_REGIONS_EXCEPT_SPECIFIED' && !named)
  );
}

/** What becomes of findings of the given kinds by the rules of a region. */
function reachOfRules(rules: readonly FindingRule[], kinds: readonly FindingKind[], region: string): Reach | undefined {
  const fitting = rules.filter(({ passes }) => passes.some((kind) => kinds.includes(kind)));
  return best(
    fitting.flatMap(({ name, enabled, targets }): Reach[] => {
      if (!enabled) return [{ to: 'nobody', words: `the rule ${name} is disabled` }];
      if (targets.state !== 'ok') return [{ to: 'unknown', unread: unreadOperation(targets, region) }];
      if (targets.data.length === 0) return [{ to: 'nobody', words: `the rule ${name} has no target` }];
      return targets.data.map(({ arn, subscribers }) => {
        const reach =
          subscribers === undefined
            ? reachOfOther(arn, region, 'events:ListTargetsByRule')
            : reachOfTopic(arn, subscribers, region);
        return reach.to === 'unknown' ? reach : { ...reach, words: `${reach.words}, by the rule ${name}` };
      });
    }),
  );
}

/** What becomes of a region's findings, by its own rules or by those of the region that gathers them. */
function reachOf(
  reader: FactReader,
  region: string,
  { guardDuty, hub }: { guardDuty: boolean; hub: boolean },
  rules: ReadonlyMap<string, Reading<FindingRule[]>>,
): Reach[] {
  const inHub: FindingKind = guardDuty ? 'guardduty-in-hub' : 'hub';
  const by = (place: string, kinds: FindingKind[]): Reach[] => {
    const reading = rules.get(place);
    if (reading?.state !== 'ok') {
      const unread =
        reading === undefined ? outOfReach('events:ListRules', notRead, place) : unreadOperation(reading, place);
      return [{ to: 'unknown', unread }];
    }
    const reach = reachOfRules(reading.data, kinds, place);
    return reach === undefined ? [] : [reach];
  };
  const own = by(region, [...(guardDuty ? ['guardduty' as const] : []), ...(hub ? [inHub] : [])]);
  if (!hub || best(own)?.to === 'somebody') return own;
  const aggregation = globalFact(reader, 'securityhub.aggregation');
  if (!aggregation.known) return [...own, { to: 'unknown', unread: aggregation.unread }];
  const { data } = aggregation;
  if (data === null || data.home === region || !gathers(data, region)) return own;
  return [...own, ...by(data.home, [inHub])];
}

const routed: Check = {
  id: 'security-findings-routed',
  title: 'Findings of GuardDuty and Security Hub CSPM reach somebody',
  service: 'events',
  tier: 1,
  severity: 'high',
  severityReason: 'A finding in a console that nobody opens is found by nobody until after the damage.',
  criteria: ['CC7.3', 'CC7.4'],
  why: 'Auditors ask how the first person learns of an attack, and how long that takes.',
  judgement:
    'Judges each region where GuardDuty or Security Hub CSPM is on. It passes when an enabled EventBridge rule of the default bus lets all serious findings of GuardDuty (where it is on; directly or through Security Hub CSPM), else of Security Hub CSPM, through to an SNS topic with a confirmed subscriber, in the region or in the one that gathers its findings for Security Hub CSPM. A rule narrowed to certain findings does not count. Where findings go to a function, a queue or another bus only, the result is unknown: whom those tell is not to be seen.',
  facts: ['guardduty.detectors', 'securityhub.hub', 'securityhub.aggregation', 'events.finding-rules'],
  operations: [
    'ec2:DescribeRegions',
    'guardduty:ListDetectors',
    'guardduty:GetDetector',
    'securityhub:DescribeHub',
    'securityhub:ListFindingAggregators',
    'securityhub:GetFindingAggregator',
    'events:ListRules',
    'events:ListTargetsByRule',
    'sns:ListSubscriptionsByTopic',
  ],
  fix: {
    summary: 'Send findings of the listed regions to a topic that a person or a pager reads.',
    console: [
      'Gather findings in one region with Security Hub CSPM, Settings, Regions, or repeat the rest in each region.',
      'Open EventBridge, Rules, Create rule; choose the event source GuardDuty or Security Hub CSPM and severities from high up.',
      'Choose an SNS topic as the target, whose policy lets events.amazonaws.com publish; subscribe the pager or the team, and confirm the subscription.',
      'Create sample findings in GuardDuty and see that somebody hears of them.',
    ],
    cli: [
      'aws events put-rule --name guardduty-findings --event-pattern \'{"source":["aws.guardduty"],"detail":{"severity":[{"numeric":[">=",7]}]}}\' --region REGION',
      'aws events put-targets --rule guardduty-findings --targets Id=1,Arn=TOPIC_ARN --region REGION',
      'aws guardduty create-sample-findings --detector-id DETECTOR_ID --region REGION',
    ],
    terraform: `resource "aws_cloudwatch_event_rule" "findings" {
  name = "guardduty-findings"
  event_pattern = jsonencode({
    source = ["aws.guardduty"]
    detail = { severity = [{ numeric = [">=", 7] }] }
  })
}

resource "aws_cloudwatch_event_target" "findings" {
  rule = aws_cloudwatch_event_rule.findings.name
  arn  = aws_sns_topic.security.arn
}`,
    minutes: 45,
  },
  references: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cloudwatch-events.html',
  ],
  judge(reader) {
    const rules = new Map(reader.each('events.finding-rules'));
    const hubs = new Map(reader.each('securityhub.hub'));
    const detectors = new Map(reader.each('guardduty.detectors'));
    const resources: ResourceFinding[] = [];
    const unknown: UnreadOperation[] = [];
    for (const region of new Set([...detectors.keys(), ...hubs.keys()])) {
      const on = sources(detectors.get(region), hubs.get(region), region, unknown);
      if (on === undefined || (!on.guardDuty && !on.hub)) continue;
      const ways = reachOf(reader, region, on, rules);
      const reach = best(ways);
      if (reach?.to === 'unknown') {
        unknown.push(...ways.flatMap((way) => (way.to === 'unknown' ? [way.unread] : [])));
        continue;
      }
      const what = on.guardDuty ? 'GuardDuty' : 'Security Hub CSPM';
      resources.push(
        reach?.to === 'somebody'
          ? { id: 'account', region, status: 'pass', reason: `Findings of ${what} in ${region} reach ${reach.words}.` }
          : {
              id: 'account',
              region,
              status: 'fail',
              reason: `Findings of ${what} in ${region} reach nobody: ${reach?.words ?? 'no rule sends them anywhere'}.`,
            },
      );
    }
    return { resources, unknown, notApplicable: 'GuardDuty and Security Hub CSPM are off in every region.' };
  },
};

/** Checks of routing. */
export const routingChecks: Check[] = [routed];
