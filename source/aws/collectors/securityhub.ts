/** Security Hub CSPM: whether it is on, its standards, its findings and where they are gathered. */
import {
  DescribeHubCommand,
  GetFindingAggregatorCommand,
  GetFindingsCommand,
  paginateGetEnabledStandards,
  paginateListFindingAggregators,
  SecurityHubClient,
  type StringFilter,
} from '@aws-sdk/client-securityhub';
import type { Reading } from '../../core/facts.ts';
import type { Hub, HubAggregation, HubFinding, HubStandard, OpenFindings } from '../../core/facts-security.ts';
import type { Session } from '../session.ts';
import { oldestFindings } from './oldest.ts';
import { defined, instant, omitAbsent } from './values.ts';

const clientOf = (session: Session, region: string) => session.client('securityhub', SecurityHubClient, region);

/** Security Hub CSPM of a region; null where it is off. */
export function hub(session: Session, region: string): Promise<Reading<Hub | null>> {
  const operation = 'securityhub:DescribeHub';
  return session.once(`${operation} ${region}`, () =>
    session.setting(operation, region, async () => {
      const { SubscribedAt } = await clientOf(session, region).send(new DescribeHubCommand({}));
      return omitAbsent({ subscribedAt: instant(SubscribedAt) });
    }),
  );
}

/** What `read` makes of a region where Security Hub is on; null where it is off. */
async function whereOn<T>(
  session: Session,
  region: string,
  read: () => Promise<Reading<T | null>>,
): Promise<Reading<T | null>> {
  const on = await hub(session, region);
  return on.state !== 'ok' || on.data === null ? (on as Reading<null>) : read();
}

/** Standards of a region that are switched on. */
export function standards(session: Session, region: string): Promise<Reading<HubStandard[] | null>> {
  return whereOn(session, region, () =>
    session.setting('securityhub:GetEnabledStandards', region, async () => {
      const all: HubStandard[] = [];
      const client = clientOf(session, region);
      for await (const page of paginateGetEnabledStandards({ client, pageSize: 100 }, {})) {
        for (const { StandardsArn, StandardsStatus } of page.StandardsSubscriptions ?? [])
          all.push({ arn: defined(StandardsArn, 'StandardsArn'), ...omitAbsent({ status: StandardsStatus }) });
      }
      return all;
    }),
  );
}

const is = (Value: string): StringFilter => ({ Value, Comparison: 'EQUALS' });

/** The oldest critical and high findings of the account and region that nobody has touched. */
export function findings(session: Session, region: string): Promise<Reading<OpenFindings<HubFinding> | null>> {
  return whereOn(session, region, () =>
    session.setting('securityhub:GetFindings', region, () =>
      oldestFindings(['CRITICAL', 'HIGH'], async (severities) => {
        const { Findings = [], NextToken } = await clientOf(session, region).send(
          new GetFindingsCommand({
            // A region that gathers findings, or an administrator account, would see those of others too.
            Filters: {
              WorkflowStatus: [is('NEW')],
              RecordState: [is('ACTIVE')],
              SeverityLabel: severities.map(is),
              Region: [is(region)],
              ...(session.account && { AwsAccountId: [is(session.account)] }),
            },
            SortCriteria: [{ Field: 'CreatedAt', SortOrder: 'asc' }],
            MaxResults: 100,
          }),
        );
        return { findings: Findings.map(finding), next: NextToken };
      }),
    ),
  );
}

function finding({
  Id,
  Title,
  Severity,
  CreatedAt,
}: {
  Id?: string | undefined;
  Title?: string | undefined;
  Severity?: { Label?: string | undefined } | undefined;
  CreatedAt?: string | undefined;
}): HubFinding {
  const id = defined(Id, 'Id');
  return {
    id,
    title: Title ?? id,
    severity: Severity?.Label === 'CRITICAL' ? 'CRITICAL' : 'HIGH',
    ...omitAbsent({ createdAt: instant(CreatedAt) }),
  };
}

/** How findings of several regions are gathered in one, as the home region of the scan tells it; null when they are not. */
export function aggregation(session: Session): Promise<Reading<HubAggregation | null>> {
  const region = session.home;
  return session
    .setting('securityhub:ListFindingAggregators', region, async () => {
      const arns: string[] = [];
      const client = clientOf(session, region);
      for await (const page of paginateListFindingAggregators({ client }, {})) {
        for (const { FindingAggregatorArn } of page.FindingAggregators ?? [])
          arns.push(defined(FindingAggregatorArn, 'FindingAggregatorArn'));
      }
      const [arn] = arns;
      return arn === undefined ? null : { arn };
    })
    .then(async (listed): Promise<Reading<HubAggregation | null>> => {
      if (listed.state !== 'ok' || listed.data === null) return listed as Reading<null>;
      const { arn } = listed.data;
      return session.setting('securityhub:GetFindingAggregator', region, async () => {
        const answer = await clientOf(session, region).send(
          new GetFindingAggregatorCommand({ FindingAggregatorArn: arn }),
        );
        return {
          home: defined(answer.FindingAggregationRegion, 'FindingAggregationRegion'),
          regions: answer.Regions ?? [],
          ...omitAbsent({ mode: answer.RegionLinkingMode }),
        };
      });
    });
}
