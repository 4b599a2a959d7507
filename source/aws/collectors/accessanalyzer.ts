/** IAM Access Analyzer. */
import { AccessAnalyzerClient, paginateListAnalyzers } from '@aws-sdk/client-accessanalyzer';
import type { Reading } from '../../core/facts.ts';
import type { Analyzer } from '../../core/facts-security.ts';
import type { Session } from '../session.ts';
import { defined, omitAbsent } from './values.ts';

/** Analyzers of a region, of every type. */
export function analyzers(session: Session, region: string): Promise<Reading<Analyzer[]>> {
  return session.reading('accessanalyzer:ListAnalyzers', region, async () => {
    const all: Analyzer[] = [];
    const client = session.client('accessanalyzer', AccessAnalyzerClient, region);
    for await (const page of paginateListAnalyzers({ client, pageSize: 100 }, {})) {
      for (const { name, type, status } of page.analyzers ?? [])
        all.push({ name: defined(name, 'name'), ...omitAbsent({ type, status }) });
    }
    return all;
  });
}
