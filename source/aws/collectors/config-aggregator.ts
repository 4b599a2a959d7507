/** What an AWS Config aggregator knows of managed rules, over all accounts and regions that it gathers. */
import {
  ConfigServiceClient,
  paginateDescribeAggregateComplianceByConfigRules,
  paginateDescribeConfigurationAggregators,
  paginateSelectAggregateResourceConfig,
} from '@aws-sdk/client-config-service';
import type { Reading } from '../../core/facts.ts';
import type { ForeignFinding } from '../../core/foreign-findings.ts';
import { managedRuleOf } from '../../core/managed-rule.ts';
import { plainLine } from '../../core/text.ts';
import type { Session } from '../session.ts';
import { defined } from './values.ts';

const statuses: Readonly<Record<string, ForeignFinding['status']>> = { COMPLIANT: 'pass', NON_COMPLIANT: 'fail' };

/** Which resources fail which rules; the rules themselves come from the other answer. */
const failingResources =
  "SELECT accountId, awsRegion, configuration.targetResourceId, configuration.configRuleList WHERE resourceType = 'AWS::Config::ResourceCompliance' AND configuration.complianceType = 'NON_COMPLIANT'";

/**
 * A finding for each rule, account and region, and for each failing resource where the aggregator knows them. Null where
 * there is no aggregator; unavailable where there are several and none was named, or none has the name.
 */
export async function ruleFindings(
  session: Session,
  region: string,
  wanted: string | undefined,
  known: ReadonlySet<string>,
): Promise<Reading<ForeignFinding[] | null>> {
  const named = await aggregators(session, region);
  if (named.state !== 'ok' || named.data === null) return named as Reading<null>;
  const [only, second] = named.data;
  const name = wanted ?? only;
  if (name === undefined) return { state: 'ok', data: null };
  if (!named.data.includes(name) || (wanted === undefined && second !== undefined))
    return {
      state: 'unavailable',
      operation: 'config:DescribeConfigurationAggregators',
      reason: `${wanted === undefined ? 'There are several aggregators' : `There is no aggregator ${wanted}`} in ${region}: name one of ${named.data.join(', ')} with --aggregator.`,
    };
  const rules = await ruleResults(session, region, name, known);
  if (rules.state !== 'ok' || rules.data === null) return rules;
  const failing = await resourceResults(session, region, name, known);
  // Without the resources the rules still say that something fails, and where.
  if (failing.state !== 'ok' || failing.data === null) return rules;
  const detailed = new Set(failing.data.map(placeOf));
  return {
    state: 'ok',
    data: [...rules.data.filter((rule) => rule.status !== 'fail' || !detailed.has(placeOf(rule))), ...failing.data],
  };
}

function aggregators(session: Session, region: string): Promise<Reading<string[] | null>> {
  return session.setting('config:DescribeConfigurationAggregators', region, async () => {
    const client = session.client('config', ConfigServiceClient, region);
    const names: string[] = [];
    for await (const page of paginateDescribeConfigurationAggregators({ client, pageSize: 100 }, {}))
      for (const { ConfigurationAggregatorName } of page.ConfigurationAggregators ?? [])
        names.push(plainLine(defined(ConfigurationAggregatorName, 'ConfigurationAggregatorName')));
    return names.length === 0 ? null : names;
  });
}

function ruleResults(
  session: Session,
  region: string,
  name: string,
  known: ReadonlySet<string>,
): Promise<Reading<ForeignFinding[] | null>> {
  return session.setting('config:DescribeAggregateComplianceByConfigRules', region, async () => {
    const client = session.client('config', ConfigServiceClient, region);
    const all: ForeignFinding[] = [];
    const input = { ConfigurationAggregatorName: name };
    for await (const page of paginateDescribeAggregateComplianceByConfigRules({ client, pageSize: 1000 }, input))
      for (const { ConfigRuleName, Compliance, AccountId, AwsRegion } of page.AggregateComplianceByConfigRules ?? []) {
        const rule = plainLine(defined(ConfigRuleName, 'ConfigRuleName'));
        all.push({
          engine: 'config',
          id: managedRuleOf(rule, known),
          account: defined(AccountId, 'AccountId'),
          region: defined(AwsRegion, 'AwsRegion'),
          resource: `rule ${rule}`,
          status: statuses[Compliance?.ComplianceType ?? ''] ?? 'unknown',
          // The answer has no date: it is what the aggregator says now.
          seenAt: new Date().toISOString(),
        });
      }
    return all;
  });
}

interface ResourceRow {
  accountId?: string;
  awsRegion?: string;
  configuration?: {
    targetResourceId?: string;
    configRuleList?: { configRuleName?: string; complianceType?: string }[];
  };
}

function resourceResults(
  session: Session,
  region: string,
  name: string,
  known: ReadonlySet<string>,
): Promise<Reading<ForeignFinding[] | null>> {
  return session.setting('config:SelectAggregateResourceConfig', region, async () => {
    const client = session.client('config', ConfigServiceClient, region);
    const all: ForeignFinding[] = [];
    const input = { ConfigurationAggregatorName: name, Expression: failingResources };
    for await (const page of paginateSelectAggregateResourceConfig({ client, pageSize: 100 }, input))
      for (const text of page.Results ?? []) {
        const { accountId, awsRegion, configuration } = JSON.parse(text) as ResourceRow;
        for (const { configRuleName, complianceType } of configuration?.configRuleList ?? []) {
          if (complianceType !== 'NON_COMPLIANT' || configRuleName === undefined) continue;
          all.push({
            engine: 'config',
            id: managedRuleOf(plainLine(configRuleName), known),
            account: defined(accountId, 'accountId'),
            region: defined(awsRegion, 'awsRegion'),
            resource: plainLine(defined(configuration?.targetResourceId, 'targetResourceId')),
            status: 'fail',
            seenAt: new Date().toISOString(),
          });
        }
      }
    return all;
  });
}

const placeOf = ({ id, account, region }: ForeignFinding) => `${id} ${account} ${region}`;
