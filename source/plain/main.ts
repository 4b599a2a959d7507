/** The program as sequential prompts: for screen readers, TERM=dumb and whoever prefers it. */
import { derive } from '../app/derive.ts';
import { entryWords } from '../app/entry-words.ts';
import type { Ports } from '../app/ports.ts';
import { depthQuestion } from '../core/depth.ts';
import type { Facts } from '../core/facts.ts';
import { formatTrace } from '../core/score-trace.ts';
import { undoable } from '../core/undoable.ts';
import { elsewhereLines } from './counterparts.ts';
import { interview, type Seen, viewOf } from './interview.ts';
import { InputEnded, Interrupted, type Talk, terminalTalk } from './talk.ts';

/** Runs until the person leaves; resolves with the exit code (0, or 130 on ctrl+c). Everything said is saved by then. */
export async function runPrompts(ports: Ports, talk?: Talk): Promise<number> {
  const to = talk ?? (await terminalTalk());
  let seen = await readScans(ports);
  const { problems, readOnly } = ports.workspace;
  for (const problem of problems) to.say(problem);
  if (readOnly !== undefined)
    to.say(...(problems.includes(readOnly) ? [] : [readOnly]), 'You can look; nothing is saved.');
  let told = '';
  try {
    for (;;) {
      // Said again only when it has changed: whoever listens has heard it.
      const verdict = verdictLines(ports, seen);
      if (verdict.join() !== told) to.say('', ...verdict);
      told = verdict.join();
      switch (await to.pick('What next?', menu(ports))) {
        case 'interview':
          await interview(ports, to, seen);
          break;
        case 'depth':
          await interview(ports, to, seen, depthQuestion);
          break;
        case 'scan':
          if ((await scan(ports, to)) !== undefined) seen = await readScans(ports);
          break;
        case 'checks':
          tellChecks(ports, seen, to);
          break;
        case 'gaps':
          tellGaps(ports, seen, to);
          break;
        case 'plan':
          tellPlan(ports, seen, to);
          break;
        case 'raci':
          tellRaci(ports, seen, to);
          break;
        case 'undo':
          await undo(ports, to);
          break;
        case 'trace':
          await tellTrace(ports, seen, to);
          break;
        case 'more':
          to.say(...elsewhereLines());
          break;
        default:
          return 0;
      }
    }
  } catch (error) {
    if (error instanceof Interrupted) return 130;
    if (!(error instanceof InputEnded)) throw error;
    to.say('', 'The input has ended. Everything that was called saved is.');
    return 0;
  } finally {
    to.end?.();
  }
}

/** What can be chosen, by its value. */
export function menu(ports: Pick<Ports, 'questionnaire' | 'workspace' | 'startScan'>) {
  const writes = ports.workspace.readOnly === undefined;
  return [
    {
      value: 'interview',
      label: writes ? 'Answer questions, from where you were' : 'Go through the questions (no answer can be saved)',
    },
    ...(ports.questionnaire.scoping.some(({ id }) => id === depthQuestion)
      ? [{ value: 'depth', label: 'Choose how deep it asks, and go on from there' }]
      : []),
    ...(ports.startScan && writes ? [{ value: 'scan', label: 'Read AWS (read-only)' }] : []),
    { value: 'checks', label: 'What AWS shows' },
    { value: 'gaps', label: 'Gaps' },
    { value: 'plan', label: 'Plan' },
    { value: 'raci', label: 'RACI' },
    ...(writes ? [{ value: 'undo', label: 'Take back what was written last' }] : []),
    { value: 'trace', label: 'How a figure was made' },
    { value: 'more', label: 'What else there is, each with its command' },
    { value: 'leave', label: 'Leave (everything is saved)' },
  ];
}

/** What the workspace holds of AWS now. */
async function readScans({ workspace, history, elsewhere }: Ports): Promise<Seen> {
  const facts = await workspace.latestScan();
  const scans = await workspace.latestScans?.();
  return {
    ...(facts === undefined ? {} : { facts }),
    ...(scans === undefined ? {} : { scans }),
    ...(history === undefined ? {} : { history: await history() }),
    ...(elsewhere === undefined ? {} : { elsewhere: await elsewhere() }),
  };
}

function decisionsOf(ports: Ports, seen: Seen) {
  return derive(viewOf(ports, seen), ports.now());
}

function verdictLines(ports: Ports, seen: Seen): string[] {
  const { headline, nextSteps } = decisionsOf(ports, seen);
  return [
    ...[headline.sentence, `Type 1 today: ${headline.verdictSentence}`],
    ...nextSteps.map((step, i) => `Next, ${i + 1} of ${nextSteps.length}: ${step.control} ${step.text}`),
  ];
}

/** Reads AWS, telling every tenth part of the way; undefined when it could not. */
async function scan(ports: Ports, talk: Talk): Promise<Facts | undefined> {
  let told = 0;
  const running = ports.startScan?.((event) => {
    if (event.type === 'identity') talk.say(`Account ${event.account} as ${event.arn}, read-only.`);
    if (event.type !== 'progress' || event.total === 0) return;
    const tenth = Math.floor((event.done / event.total) * 10);
    if (tenth > told) talk.say(`${event.done} of ${event.total} read, ${event.denied} denied`);
    told = Math.max(told, tenth);
  });
  let failed = 'AWS could not be read';
  try {
    const facts = await running?.done;
    failed = 'What was read of AWS is not saved';
    if (facts !== undefined) await ports.workspace.saveScan(facts, ports.by);
    return facts;
  } catch (error) {
    const { message, next } = error as Error & { next?: string };
    talk.say(`${failed}: ${message}`, ...(next ? [next] : []));
    return undefined;
  }
}

function tellChecks(ports: Ports, seen: Seen, talk: Talk): void {
  const { results } = decisionsOf(ports, seen);
  const order = { fail: 0, unknown: 1, pass: 2, 'not-applicable': 3 };
  const sorted = [...results].sort((a, b) => order[a.status] - order[b.status]);
  if (seen.facts === undefined) talk.say('AWS has not been read yet, so none of these is known.');
  talk.say(
    ...sorted.map(
      (r, i) =>
        `${i + 1} of ${sorted.length}: ${r.status}, ${r.severity}, ${r.check}: ${r.resources[0]?.reason ?? r.unknown[0]?.reason ?? r.notApplicable ?? ''}`,
    ),
  );
}

function tellGaps(ports: Ports, seen: Seen, talk: Talk): void {
  const { gaps } = decisionsOf(ports, seen).decisions;
  if (gaps.length === 0) talk.say('No gap is known.');
  talk.say(
    ...gaps.map(
      (gap, i) =>
        `${i + 1} of ${gaps.length}: ${gap.control}, ${gap.cause}: ${gap.reason} (${gap.points.toFixed(1)} points)`,
    ),
  );
}

function tellPlan(ports: Ports, seen: Seen, talk: Talk): void {
  const { items, warnings } = decisionsOf(ports, seen).decisions.plan;
  if (items.length === 0) talk.say('Nothing is in the plan.');
  talk.say(
    ...items.map(
      (item, i) =>
        `${i + 1} of ${items.length}: ${item.start} to ${item.due}, ${item.owner}: ${item.action} (${item.box})`,
    ),
  );
  talk.say(...warnings);
}

function tellRaci(ports: Ports, seen: Seen, talk: Talk): void {
  const { rows, findings } = decisionsOf(ports, seen).decisions.raci;
  for (const [i, row] of rows.entries()) {
    const cells = Object.entries(row.cells).map(([party, letters]) => `${letters.join('/')} ${party}`);
    talk.say(`${i + 1} of ${rows.length}: ${row.control} ${row.title}: ${cells.join(', ')}`);
  }
  for (const finding of findings) talk.say(`${finding.rule} ${finding.severity}: ${finding.message}`);
}

/** Takes back the last entry that can be, after asking. */
async function undo({ workspace, by }: Ports, talk: Talk): Promise<void> {
  const last = workspace.assessment.history.findLast((entry) => undoable.includes(entry.type));
  if (last === undefined) {
    talk.say('There is nothing to take back.');
    return;
  }
  talk.say(entryWords(last));
  if (!/^y/i.test(await talk.ask('Take this back? (y/N)', { fallback: 'n' }))) return;
  try {
    await workspace.append({ type: 'undo', undoes: last.id }, by);
    talk.say('Taken back, and saved.');
  } catch (error) {
    talk.say(`Not saved: ${(error as Error).message}`);
  }
}

async function tellTrace(ports: Ports, seen: Seen, talk: Talk): Promise<void> {
  const { criteria } = decisionsOf(ports, seen).decisions.score.design;
  const all = [...criteria, ...criteria.flatMap((criterion) => criterion.controls)];
  const known = (typed: string) => all.find((scored) => scored.id.toLowerCase() === typed.trim().toLowerCase());
  const typed = await talk.ask('Id of a control or criterion, such as CC6.1:', {
    check: (words) => (words.trim() === '' || known(words) ? undefined : `There is no ${words} in this assessment.`),
  });
  const scored = known(typed);
  if (scored) talk.say(formatTrace(scored));
}
