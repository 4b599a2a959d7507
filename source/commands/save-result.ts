/** Saving what a session has decided (rule S-S1). */
import { allChecks } from '../../checks/index.ts';
import type { Entry } from '../core/entry.ts';
import { scoreInputs } from '../core/inputs.ts';
import { type MadeBy, resultOf } from '../core/saved-result.ts';
import { version } from '../version.ts';
import { checksHash, saveResult } from '../workspace/saved-results.ts';
import type { Session } from './session.ts';

/** Program and content of this version, but for its model. */
export function madeByNow({ hash }: { hash: string }): Omit<MadeBy, 'model'> {
  return { program: `soc2-ready ${version}`, questionnaire: hash, checks: checksHash(allChecks) };
}

/** Saves the result of the session in its workspace, which must be open for writing. */
export function saveSession(session: Session, by: string): Promise<Entry> {
  const { workspace, questionnaire, results, today, depth, decisions } = session;
  const { assessment } = workspace;
  const { inputs, context } = scoreInputs({ questionnaire, assessment, results, today, depth });
  const used = new Set(session.scans.map(({ account, finishedAt }) => `${account} ${finishedAt}`));
  const scans = assessment.scans.filter(({ account, finishedAt }) => used.has(`${account} ${finishedAt}`));
  const result = resultOf({ decisions, inputs, context, today, scans, madeBy: madeByNow(questionnaire) });
  return saveResult(workspace, result, by);
}
