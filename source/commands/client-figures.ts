/** Where one assessment on this machine stands: for `list`, and for the Clients screen by way of a worker. */
import type { ClientFigures } from '../app/assessments.ts';
import { dayIn } from '../core/calendar.ts';
import type { Decisions } from '../core/decision.ts';
import { nextSteps } from '../core/window.ts';
import { loadQuestionnaire } from '../workspace/content.ts';
import { openWorkspace } from '../workspace/workspace.ts';
import { derive } from './session.ts';

/** The figures and, for `--json`, the whole verdict; or the first line of why they cannot be told. Changes nothing. */
export async function clientFigures(
  folder: string,
): Promise<(ClientFigures & { verdicts?: Decisions['score']['verdict'] }) | { fault: string }> {
  try {
    const questionnaire = await loadQuestionnaire(folder);
    const workspace = await openWorkspace(folder, { questionnaire: questionnaire.hash, readOnly: true });
    try {
      const { decisions, checks } = await derive(workspace, questionnaire);
      const { verdict, design } = decisions.score;
      const { name, history, timeZone } = workspace.assessment;
      const last = history.findLast(({ type }) => type !== 'place');
      const [first] = nextSteps(decisions, (id) => checks.find((check) => check.id === id)?.fix.minutes);
      return {
        name,
        verdict: verdict.type1,
        verdicts: verdict,
        coverage: design.coverage,
        ...(first === undefined ? {} : { next: `${first.symbol} ${first.control} ${first.text}` }),
        ...(last === undefined ? {} : { changed: dayIn(last.at, timeZone) }),
      };
    } finally {
      await workspace.close();
    }
  } catch (error) {
    const { message, next } = error as Error & { next?: string };
    return { fault: `${message.split('\n')[0]}${next === undefined || next === '' ? '' : ` ${next}`}` };
  }
}
