/** Findings of Security Hub CSPM on its controls, of every account that the one asked sees. */
import { paginateGetFindings, SecurityHubClient, type StringFilter } from '@aws-sdk/client-securityhub';
import type { Reading } from '../../core/facts.ts';
import type { ForeignFinding } from '../../core/foreign-findings.ts';
import { readFinding } from '../../core/foreign-read.ts';
import type { Session } from '../session.ts';
import { hub } from './securityhub.ts';
import { MalformedAnswerError } from './values.ts';

/** Values that one filter takes. */
const mostValues = 20;

const is = (Value: string): StringFilter => ({ Value, Comparison: 'EQUALS' });

/** The active findings of a region on these controls, all pages; null where Security Hub CSPM is off. */
export async function controlFindings(
  session: Session,
  region: string,
  controls: readonly string[],
): Promise<Reading<ForeignFinding[] | null>> {
  const on = await hub(session, region);
  if (on.state !== 'ok' || on.data === null) return on as Reading<null>;
  return session.setting('securityhub:GetFindings', region, async () => {
    const client = session.client('securityhub', SecurityHubClient, region);
    const all: ForeignFinding[] = [];
    for (let from = 0; from < controls.length; from += mostValues) {
      const Filters = {
        RecordState: [is('ACTIVE')],
        // Where findings of other regions are gathered, each is asked for in its own.
        Region: [is(region)],
        ComplianceSecurityControlId: controls.slice(from, from + mostValues).map(is),
      };
      for await (const page of paginateGetFindings({ client, pageSize: 100 }, { Filters }))
        for (const finding of page.Findings ?? []) {
          const read = readFinding(finding);
          if (read.kind === 'fault') throw new MalformedAnswerError(`a finding ${read.problem}`);
          if (read.kind === 'finding') all.push(read.finding);
        }
    }
    return all;
  });
}
