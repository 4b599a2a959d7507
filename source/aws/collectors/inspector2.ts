/** Amazon Inspector: what it scans, and the weaknesses it has found. */
import {
  BatchGetAccountStatusCommand,
  Inspector2Client,
  ListFindingsCommand,
  type Severity,
} from '@aws-sdk/client-inspector2';
import type { Reading } from '../../core/facts.ts';
import type { OpenFindings, ScanStates, Weakness } from '../../core/facts-security.ts';
import type { Session } from '../session.ts';
import { oldestFindings } from './oldest.ts';
import { defined, instant, MalformedAnswerError, omitAbsent } from './values.ts';

/** What is scanned in a region; null where Inspector was never switched on. */
export function states(session: Session, region: string): Promise<Reading<ScanStates | null>> {
  const operation = 'inspector2:BatchGetAccountStatus';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const client = session.client('inspector2', Inspector2Client, region);
      const accountIds = session.account ? [session.account] : [];
      const { accounts = [], failedAccounts = [] } = await client.send(
        new BatchGetAccountStatusCommand({ accountIds }),
      );
      const own = accounts.find(({ accountId }) => accountIds.length === 0 || accountId === session.account);
      const [failed] = failedAccounts;
      if (own === undefined && failed) throw new MalformedAnswerError(`${failed.errorCode}: ${failed.errorMessage}`);
      if (own === undefined) return null;
      const { ec2, ecr, lambda } = own.resourceState ?? {};
      return omitAbsent({ ec2: ec2?.status, ecr: ecr?.status, lambda: lambda?.status });
    }),
  );
}

const severities: readonly Severity[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

/** The oldest active findings of the account; null where nothing is scanned. */
export async function findings(session: Session, region: string): Promise<Reading<OpenFindings<Weakness> | null>> {
  const known = await states(session, region);
  if (known.state !== 'ok') return known;
  const scanning = Object.values(known.data ?? {}).some((state) => state !== 'DISABLED');
  if (!scanning) return { state: 'ok', data: null };
  return session.reading('inspector2:ListFindings', region, () =>
    oldestFindings(severities, async (wanted) => {
      const client = session.client('inspector2', Inspector2Client, region);
      const { findings: found = [], nextToken } = await client.send(
        new ListFindingsCommand({
          filterCriteria: {
            findingStatus: [{ comparison: 'EQUALS', value: 'ACTIVE' }],
            severity: wanted.map((value) => ({ comparison: 'EQUALS', value })),
            ...(session.account && { awsAccountId: [{ comparison: 'EQUALS', value: session.account }] }),
          },
          sortCriteria: { field: 'FIRST_OBSERVED_AT', sortOrder: 'ASC' },
          maxResults: 100,
        }),
      );
      const weaknesses = found.map(({ findingArn, title, severity, resources, firstObservedAt }): Weakness => {
        const arn = defined(findingArn, 'findingArn');
        return {
          arn,
          title: title ?? arn,
          severity: defined(severity, 'severity'),
          resource: resources?.[0]?.id ?? arn,
          ...omitAbsent({ firstSeenAt: instant(firstObservedAt) }),
        };
      });
      return { findings: weaknesses, next: nextToken };
    }),
  );
}
