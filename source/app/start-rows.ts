/** The rows of the Start screen: what to do now, the guided path, other assessments, every other screen. */
import { askedQuestions } from '../core/asked-questions.ts';
import type { Assessment } from '../core/assessment.ts';
import { depthQuestion } from '../core/depth.ts';
import { remainingMinutes, timeLeft } from '../core/pace.ts';
import type { NextStep } from './derive.ts';
import { matches } from './parts/part.ts';
import { guidedPath, nextOnPath, type PathStep } from './path.ts';
import { type ScreenId, screens, screenTitles } from './screens.ts';
import type { Derived, State } from './state.ts';
import { counted } from './words.ts';

/** What a row of the Start screen does besides leading to a screen. */
export type StartAct = 'go-on' | 'quick' | 'everything' | 'read-aws' | 'tour' | 'new' | 'open' | 'sample';

/** A row of the Start screen. `section` is the heading it stands under. */
export type StartRow = { section: string } & (
  | { kind: 'act'; act: StartAct; title: string; said: string }
  | { kind: 'next'; step: NextStep }
  | { kind: 'path'; step: PathStep; isNext: boolean }
  | { kind: 'screen'; screen: ScreenId; title: string; said: string }
);

/** One line about each screen, for the list of all. */
export const screenWords: Record<ScreenId, string> = {
  start: 'what to do now, the path, other assessments, every screen',
  overview: 'the verdict, and each series at a glance',
  interview: 'one question at a time',
  checks: 'what AWS shows',
  gaps: 'what is short of target, and what it costs',
  plan: 'what to do, who, by when',
  raci: 'who does it, who answers for it',
  window: 'when a Type 2 window can open',
  history: 'what changed since an earlier day or scan',
  registers: 'policies, vendors, evidence, exceptions',
  populations: 'imported lists of people, changes, devices',
  workshop: 'several people around one screen',
  report: 'what can be written for others',
  scope: 'what was said about the company, and what each answer brings in',
  clients: 'the other assessments on this machine',
  accounts: 'which AWS profile is read, and what a scan would send',
  settings: 'colours, symbols, motion, depth, your name',
  glossary: 'what the words of an audit mean',
};

/** Whether anything was said or read. */
export function isNew({ assessment, facts }: Pick<State, 'assessment' | 'facts'>): boolean {
  const { scope, controls } = assessment;
  return facts === undefined && Object.keys(scope).length + Object.keys(controls).length === 0;
}

interface Made {
  derived: Derived | undefined;
  scan: State['scan'];
  pending: State['pending'];
  depths: boolean;
  rows: StartRow[];
}

/** Rows made so far: moving the cursor changes none of them. */
const made = new WeakMap<Assessment, Made>();

/** The rows, after the filter. */
export function startRows(state: State): readonly StartRow[] {
  const rows = allRows(state);
  return rows.filter((row) => matches(state, 'start', rowTexts(row)));
}

function allRows(state: State): StartRow[] {
  const { assessment, derived, scan, pending } = state;
  const depths = hasDepths(state);
  const known = made.get(assessment);
  if (known !== undefined && known.derived === derived && known.scan === scan && known.pending === pending)
    if (known.depths === depths) return known.rows;
  const rows = [...nowRows(state), ...pathRows(state), ...assessmentRows(), ...screenRows()];
  made.set(assessment, { derived, scan, pending, depths, rows });
  return rows;
}

function rowTexts(row: StartRow): string[] {
  if (row.kind === 'next') return [row.step.control, row.step.text];
  if (row.kind === 'path') return [row.step.title, row.step.said];
  return [row.title, row.said];
}

/** Whether the questionnaire can be gone through quickly. */
export function hasDepths({ questionnaire }: Pick<State, 'questionnaire'>): boolean {
  return questionnaire.scoping.some(({ id }) => id === depthQuestion);
}

function nowRows(state: State): StartRow[] {
  const section = 'Now';
  const act = (id: StartAct, title: string, said: string): StartRow => ({ section, kind: 'act', act: id, title, said });
  const aws = state.canScan
    ? 'optional, read-only, while you answer; also later'
    : `optional; not in this session: ${state.noScan ?? 'it was started without AWS'}`;
  if (isNew(state)) {
    const quick = hasDepths(state)
      ? [act('quick', 'Quick path', `${pathLength(state, 'quick')}: the key ones, for a first verdict`)]
      : [];
    return [
      ...quick,
      act(
        'everything',
        quick.length === 0 ? 'Begin' : 'Every question',
        `${pathLength(state, 'full')}; a verdict after a few`,
      ),
      act('read-aws', 'Read AWS', aws),
      act('tour', 'Tour', 'four short pages; esc leaves them'),
    ];
  }
  const next = nextOnPath(guidedPath(state));
  const steps = state.derived?.nextSteps.slice(0, 3) ?? [];
  return [
    ...(next === undefined ? [] : [act('go-on', `Go on: ${next.title}`, next.said)]),
    ...steps.map((step): StartRow => ({ section: 'The next three things', kind: 'next', step })),
  ];
}

/** How many questions a depth asks and how long that takes, such as `14 + 48 questions, about 55 min`. */
function pathLength({ questionnaire, assessment }: State, depth: 'quick' | 'full'): string {
  const { first, controls, later } = askedQuestions(questionnaire, assessment, depth);
  const scope = first.length + later.length;
  const minutes = remainingMinutes(assessment.history, { scope, controls: controls.length });
  const time = timeLeft(minutes).replace(/ left$/, '');
  return `${counted(scope + controls.length, 'question')}, ${time}`;
}

function pathRows(state: State): StartRow[] {
  const path = guidedPath(state);
  const next = nextOnPath(path);
  return path.map((step) => ({ section: 'The path', kind: 'path', step, isNext: step === next }));
}

function assessmentRows(): StartRow[] {
  const section = 'Assessments';
  const act = (id: StartAct, title: string, said: string): StartRow => ({ section, kind: 'act', act: id, title, said });
  return [
    act('new', 'New assessment', 'for another company, by name'),
    act('open', 'Open another', 'the assessments on this machine, with their verdicts'),
    act('sample', 'Sample company', 'look around in one that is half way'),
  ];
}

function screenRows(): StartRow[] {
  const others = screens.filter((screen) => screen !== 'start');
  return [
    ...others.map((screen): StartRow => {
      const title = screenTitles[screen];
      return { section: 'Every screen', kind: 'screen', screen, title, said: screenWords[screen] };
    }),
    { section: 'Every screen', kind: 'act', act: 'tour', title: 'Tour', said: 'four short pages on how it works' },
  ];
}
