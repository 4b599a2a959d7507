/** AWS Artifact: which reports AWS offers the account, by name and period. The reports themselves are never fetched. */
import type { Reading } from '../../core/facts.ts';
import type { ArtifactReport } from '../../core/facts-identity.ts';
import type { Session } from '../session.ts';
import { defined, instant, MalformedAnswerError, omitAbsent } from './values.ts';

const operation = 'artifact:ListReports';

/** Reports and letters. Artifact has one address for the whole world, and none in other partitions. */
export function reports(session: Session): Promise<Reading<ArtifactReport[]>> {
  return session.reading(operation, 'us-east-1', async () => {
    const all: ArtifactReport[] = [];
    let nextToken: string | undefined;
    do {
      const answer = await session.get({
        operation,
        host: 'artifact.us-east-1.amazonaws.com',
        region: 'us-east-1',
        path: '/v1/report/list',
        query: { maxResults: '300', ...omitAbsent({ nextToken }) },
      });
      if (!Array.isArray(answer.reports)) throw new MalformedAnswerError('the answer lacks reports');
      all.push(...answer.reports.map(report));
      nextToken = text(answer.nextToken);
    } while (nextToken !== undefined);
    return all;
  });
}

function report(found: unknown): ArtifactReport {
  const { name, series, companyName, periodStart, periodEnd } = (found ?? {}) as Record<string, unknown>;
  return {
    name: defined(text(name), 'name'),
    ...omitAbsent({
      series: text(series),
      company: text(companyName),
      periodStart: instant(text(periodStart)),
      periodEnd: instant(text(periodEnd)),
    }),
  };
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
