/** GuardDuty: findings that nobody has archived. */
import { GetFindingsCommand, GuardDutyClient, ListFindingsCommand } from '@aws-sdk/client-guardduty';
import type { Reading } from '../../core/facts.ts';
import type { OpenFindings, ThreatFinding } from '../../core/facts-security.ts';
import type { Session } from '../session.ts';
import { detectorIds } from './guardduty.ts';
import { oldestFindings } from './oldest.ts';
import { defined, instant, omitAbsent } from './values.ts';

// Low, medium, and high with critical: those of one band have the same time to be looked at.
const bands = [
  ['1', '2', '3'],
  ['4', '5', '6'],
  ['7', '8', '9', '10'],
];

/** The oldest findings of the account that are not archived; null where there is no detector. */
export async function findings(session: Session, region: string): Promise<Reading<OpenFindings<ThreatFinding> | null>> {
  const ids = await detectorIds(session, region);
  if (ids.state !== 'ok') return ids;
  const [detector] = ids.data;
  if (detector === undefined) return { state: 'ok', data: null };
  const listed = await session.reading('guardduty:ListFindings', region, () =>
    oldestFindings(bands, (wanted) => idsOfOldest(session, region, detector, wanted)),
  );
  if (listed.state !== 'ok') return listed;
  const { findings: found, more } = listed.data;
  if (found.length === 0) return { state: 'ok', data: { findings: [], more } };
  return session.reading('guardduty:GetFindings', region, async () => ({
    findings: await details(session, region, detector, found),
    more,
  }));
}

async function idsOfOldest(session: Session, region: string, DetectorId: string, wanted: readonly string[][]) {
  const { FindingIds = [], NextToken } = await session.client('guardduty', GuardDutyClient, region).send(
    new ListFindingsCommand({
      DetectorId,
      FindingCriteria: {
        Criterion: {
          'service.archived': { Equals: ['false'] },
          ...(session.account && { accountId: { Equals: [session.account] } }),
          ...(wanted.length < bands.length && { severity: { Equals: wanted.flat() } }),
        },
      },
      SortCriteria: { AttributeName: 'createdAt', OrderBy: 'ASC' },
      MaxResults: pageSize,
    }),
  );
  return { findings: FindingIds, next: NextToken };
}

// The most that either operation takes.
const pageSize = 50;

async function details(
  session: Session,
  region: string,
  DetectorId: string,
  ids: readonly string[],
): Promise<ThreatFinding[]> {
  const all: ThreatFinding[] = [];
  const client = session.client('guardduty', GuardDutyClient, region);
  for (let start = 0; start < ids.length; start += pageSize) {
    const FindingIds = ids.slice(start, start + pageSize);
    const { Findings = [] } = await client.send(new GetFindingsCommand({ DetectorId, FindingIds }));
    for (const { Id, Type, Severity, CreatedAt } of Findings) {
      all.push({
        id: defined(Id, 'Id'),
        type: defined(Type, 'Type'),
        severity: defined(Severity, 'Severity'),
        ...omitAbsent({ createdAt: instant(CreatedAt) }),
      });
    }
  }
  return all;
}
