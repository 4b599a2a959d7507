/** Going through the credential report: passwords and access keys, each with a verdict. */
import type { FactReader, Judgement } from '../source/core/check.ts';
import { type CredentialRow, globalRegion } from '../source/core/facts.ts';
import type { ResourceFinding, UnreadOperation } from '../source/core/finding.ts';
import { administratorUsers } from './administrators.ts';
import { globalFact, leftOut } from './reading.ts';

/** What a row or key comes to. */
export type Verdict = Pick<ResourceFinding, 'status' | 'reason' | 'since'>;

/** Collects verdicts over rows of the report; a verdict in words only means the report does not tell. */
class Rows {
  readonly resources: ResourceFinding[] = [];
  readonly unknown: UnreadOperation[] = [];
  readonly #administrators: ReadonlySet<string>;

  constructor(reader: FactReader) {
    this.#administrators = administratorUsers(reader);
  }

  add(row: CredentialRow, id: string, verdict: Verdict | string): void {
    if (typeof verdict === 'string') {
      this.unknown.push(leftOut('iam:GetCredentialReport', verdict));
      return;
    }
    const privileged = isRoot(row) || this.#administrators.has(row.arn);
    this.resources.push({ id, region: globalRegion, ...verdict, ...(privileged ? { privileged } : {}) });
  }
}

const isRoot = (row: CredentialRow) => row.user === '<root_account>';
const nameOf = (row: CredentialRow) => (isRoot(row) ? 'the root user' : row.user);

function overRows(
  reader: FactReader,
  notApplicable: string,
  visit: (row: CredentialRow, rows: Rows) => void,
): Judgement {
  const report = globalFact(reader, 'iam.credential-report');
  if (!report.known) return { resources: [], unknown: [report.unread] };
  const rows = new Rows(reader);
  for (const row of report.data.rows) visit(row, rows);
  return { resources: rows.resources, unknown: rows.unknown, notApplicable };
}

/** Visits users (not root) with a console password. */
export function overPasswords(reader: FactReader, judge: (row: CredentialRow) => Verdict | string): Judgement {
  return overRows(reader, 'No IAM user has a console password.', (row, rows) => {
    if (isRoot(row) || row.passwordEnabled === false) return;
    const unclear = `The credential report does not say whether ${row.user} has a console password.`;
    rows.add(row, row.arn, row.passwordEnabled === undefined ? unclear : judge(row));
  });
}

/** Visits active access keys, those of the root user too. */
export function overKeys(
  reader: FactReader,
  judge: (key: CredentialRow['keys'][number], name: string) => Verdict | string,
): Judgement {
  return overRows(reader, 'No user has an active access key.', (row, rows) => {
    for (const [index, key] of row.keys.entries()) {
      const slot = `access key ${index + 1}`;
      if (key.active) rows.add(row, `${row.arn} ${slot}`, judge(key, `${nameOf(row)}'s ${slot}`));
    }
  });
}
