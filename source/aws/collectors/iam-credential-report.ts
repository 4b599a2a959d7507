/** IAM: the credential report, which AWS makes on demand and keeps for four hours. */
import { GenerateCredentialReportCommand, GetCredentialReportCommand, IAMClient } from '@aws-sdk/client-iam';
import { type CredentialReport, type CredentialRow, globalRegion, type Reading } from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { parseCsv } from './csv.ts';
import { defined, instant, MalformedAnswerError, omitAbsent } from './values.ts';

/** Longest wait for the report to be made, and the pause between two looks, in milliseconds. */
const wait = { most: 30_000, pause: 2_000 };

/**
 * The report. Not being allowed to have one made is a denial, though a report that somebody else had made lately may
 * lie there: the same permissions shall give the same result at any hour. When making one fails otherwise, it serves.
 */
export async function credentialReport(session: Session): Promise<Reading<CredentialReport>> {
  const made = await session.reading('iam:GenerateCredentialReport', globalRegion, () =>
    session.client('iam', IAMClient).send(new GenerateCredentialReportCommand({})),
  );
  if (made.state === 'denied') return made;
  const report = await session.reading('iam:GetCredentialReport', globalRegion, () =>
    fetchReport(session, made.state === 'ok'),
  );
  return report.state === 'failed' && made.state !== 'ok' ? made : report;
}

async function fetchReport(session: Session, beingMade: boolean): Promise<CredentialReport> {
  const giveUpAt = session.clock.now() + (beingMade ? wait.most : 0);
  for (;;) {
    try {
      const { Content, GeneratedTime } = await session
        .client('iam', IAMClient)
        .send(new GetCredentialReportCommand({}));
      const text = new TextDecoder().decode(defined(Content, 'Content'));
      return { generatedAt: defined(instant(GeneratedTime), 'GeneratedTime'), rows: credentialRows(text) };
    } catch (error) {
      const pending = session.classify(error, 'iam:GetCredentialReport', globalRegion).kind === 'not-ready';
      if (!pending || session.clock.now() + wait.pause > giveUpAt) throw error;
      await session.clock.sleep(wait.pause, session.signal);
    }
  }
}

/**
 * The rows of a report.
 *
 * @throws MalformedAnswerError when a column we need is missing.
 */
export function credentialRows(text: string): CredentialRow[] {
  const [header = [], ...lines] = parseCsv(text);
  const column = new Map(header.map((name, index) => [name, index]));
  return lines.map((line) => {
    const cell = (name: string): string => {
      const index = column.get(name);
      if (index === undefined) throw new MalformedAnswerError(`the credential report lacks the column ${name}`);
      return line[index] ?? '';
    };
    const date = (name: string) => (/^\d{4}-/.test(cell(name)) ? instant(cell(name)) : undefined);
    const flag = (name: string) => ({ true: true, false: false })[cell(name).toLowerCase()];
    return {
      user: cell('user'),
      arn: cell('arn'),
      ...omitAbsent({
        createdAt: date('user_creation_time'),
        passwordEnabled: flag('password_enabled'),
        passwordLastUsedAt: date('password_last_used'),
        passwordLastChangedAt: date('password_last_changed'),
      }),
      mfaActive: defined(flag('mfa_active'), 'mfa_active'),
      keys: ['access_key_1', 'access_key_2'].map((key) => ({
        active: defined(flag(`${key}_active`), `${key}_active`),
        ...omitAbsent({
          lastRotatedAt: date(`${key}_last_rotated`),
          lastUsedAt: date(`${key}_last_used_date`),
        }),
      })),
    };
  });
}
