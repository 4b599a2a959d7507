/** `soc2-ready score [ID]`: verdicts, figures, and the trace of one. */
import { progressLine } from '../app/summary.ts';
import { exceptionText } from '../core/approved-exceptions.ts';
import type { Decisions } from '../core/decision.ts';
import { barOfFigures, barPercents, confidenceOf } from '../core/figures.ts';
import { publishedConstants } from '../core/model-constants.ts';
import { overrideText } from '../core/overrides.ts';
import { formatTrace } from '../core/score-trace.ts';
import type { ControlScore, CriterionScore, Ledger } from '../core/score-types.ts';
import { verdictActions } from '../core/verdict-actions.ts';
import { headline, nextSteps } from '../core/window.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { author, depthOption, derive, openChosen, openSession, type Session, text } from './session.ts';
import type { Invocation } from './table.ts';

/** Prints the score; with an id, the trace of that control or criterion. */
export async function run({ args, options }: Invocation): Promise<number> {
  const save = options.save === true;
  const session = save ? await openToSave(options) : await openSession(options);
  try {
    if (save) {
      const { saveSession } = await import('./save-result.ts');
      await saveSession(session, await author(options));
      if (options.quiet !== true) process.stderr.write('the result is saved; history and compare show it\n');
    }
    const format = formatOption(options);
    const id = args[0];
    const supposed = text(options, 'what-if');
    if (supposed !== undefined) (await import('./what-if.ts')).printWhatIf(session, supposed, options);
    else if (id !== undefined)
      emit(format === 'json' ? traceReport(session.decisions, id) : traceOf(session.decisions, id), options);
    else if (format === 'json') emit(json(scoreReport(session)), options);
    else if (options.actions === true) emit(formatTable(actionTable(session), format), options);
    else if (format === 'text')
      emit(
        [...summary(session.decisions, session.today, options.equal === true), progress(session)].join('\n'),
        options,
      );
    else emit(formatTable(criteriaTable(session.decisions), format), options);
    return 0;
  } finally {
    await session.workspace.close();
  }
}

/** A session that may write; throws where it may not. */
async function openToSave(options: Invocation['options']): Promise<Session> {
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  if (workspace.readOnly === undefined) return derive(workspace, questionnaire, depthOption(options));
  await workspace.close();
  throw new CommandError(1, `Nothing was saved: ${workspace.readOnly}`);
}

/** The value printed by `score --json`; figures 0–1, unrounded. */
export function scoreReport({ decisions, workspace }: Pick<Session, 'decisions' | 'workspace'>) {
  const { score } = decisions;
  return {
    schema: 'soc2-ready/score@1',
    provisional: score.provisional,
    verdict: score.verdict,
    blockers: score.blockers,
    unknown: score.unknown,
    conditions: score.conditions,
    contradicted: score.contradicted,
    unscheduled: score.unscheduled,
    systematic: score.systematic,
    weak: score.weak,
    unasked: decisions.unasked,
    excluded: decisions.excluded,
    design: score.design,
    operating: score.operating,
    designEqualWeights: score.designEqualWeights,
    confidence: confidenceOf(score.design, score.constants),
    bars: Object.fromEntries(score.design.criteria.map((c) => [c.id, barPercents(barOfFigures(c))])),
    constants: score.constants ?? publishedConstants,
    overrides: decisions.overrides,
    exceptions: decisions.exceptions,
    actions: verdictActions(decisions, workspace.assessment),
  };
}

/** The words first, then the figures, then the next steps: the same as the Overview shows. */
export function summary(decisions: Decisions, today: string, equal = false): string[] {
  const { score } = decisions;
  const head = headline(decisions, today);
  const percent = (value: number) => `${Math.round(value * 100)}`;
  const { design } = score;
  const figures =
    `evidenced ${percent(design.evidenced)} · claimed ${percent(design.claimed)} · could be ${percent(design.upper)} · ` +
    `coverage ${percent(design.coverage)} % · evidence debt ${percent(design.claimed - design.evidenced)}`;
  const lines = [
    head.sentence,
    `Type 1 today: ${head.verdictSentence}`,
    `Window may open: ${score.verdict.opening} · in window: ${score.verdict.inWindow}`,
    ...(head.notEnough === undefined ? [figures, ...shares(decisions)] : []),
  ];
  if (head.notEnough === undefined && decisions.evidencedWithoutNotApplicable !== undefined)
    lines.push(
      `not applicable ${percent(design.naShare)} % of weight; counted as 0: evidenced ${percent(decisions.evidencedWithoutNotApplicable)}`,
    );
  // Who changed a weight sees what the weights do (rule S-W1).
  const weighed = decisions.overrides.some(({ of, idle }) => of === 'weight' && idle === undefined);
  if ((equal || weighed) && head.notEnough === undefined)
    lines.push(`with equal weights: evidenced ${percent(score.designEqualWeights.evidenced)}`);
  if (decisions.overrides.length > 0)
    lines.push('', 'Overridden', ...decisions.overrides.map((row) => `  ${overrideText(row)}`));
  if (decisions.exceptions.length > 0)
    lines.push(
      '',
      'Approved exceptions',
      ...decisions.exceptions.map(
        (one) => `  ${one.control}  ${exceptionText(one)}${one.because === undefined ? '' : `; ${one.because}`}`,
      ),
    );
  const steps = nextSteps(decisions);
  if (steps.length > 0)
    lines.push('', 'Next', ...steps.map((step) => `  ${step.symbol} ${step.control}  ${step.text}`));
  return lines;
}

/** The bar of the overall figure, and the confidence mark beside it. */
function shares({ score }: Decisions): string[] {
  const { evidenced, claimedOnly, unknown, missing } = barPercents(barOfFigures(score.design));
  const { mark, text } = confidenceOf(score.design, score.constants);
  return [
    `of 100: evidenced ${evidenced} │ claimed only ${claimedOnly} │ unknown ${unknown} │ missing ${missing}`,
    `confidence ${mark} ${text}`,
  ];
}

/** How much of the interview is answered, at which depth, and about how long the rest takes. */
export function progress({ workspace, questionnaire, depth }: Session): string {
  const { assessment } = workspace;
  const line = progressLine({ questionnaire, assessment, pending: [{ type: 'depth', depth }] });
  return `${depth === 'full' ? '' : `${depth} depth: `}${line}`;
}

/** What is in the way of the next verdict, as actions. */
function actionTable({ decisions, workspace }: Session) {
  return {
    header: ['kind', 'about', 'rule', 'owner', 'by', 'action'],
    rows: verdictActions(decisions, workspace.assessment).map(({ kind, about, rule, owner, due = '', action }) => [
      ...[kind, about, rule, owner, due, action],
    ]),
  };
}

function criteriaTable(decisions: Decisions) {
  const percent = (value: number) => `${Math.round(value * 100)}`;
  return {
    header: [
      'criterion',
      'state',
      'evidenced',
      'claimed only',
      'unknown',
      'missing',
      'claimed',
      'could be',
      'coverage',
    ],
    rows: decisions.score.design.criteria.map((c) => [
      c.id,
      c.state,
      ...Object.values(barPercents(barOfFigures(c))).map(String),
      percent(c.claimed),
      percent(c.upper),
      percent(c.coverage),
    ]),
  };
}

/** The trace of a control or criterion, in both ledgers; an id that is in none is a usage error. */
function traceOf(decisions: Decisions, id: string): string {
  const { design, operating, excluded } = bothLedgers(decisions, id);
  if (design === undefined) return `${id} is not in this assessment: ${excluded}`;
  return [`design     ${formatTrace(design)}`, ...(operating ? [`operating  ${formatTrace(operating)}`] : [])].join(
    '\n',
  );
}

/** The value printed by `score ID --json`; figures 0–1, unrounded. */
function traceReport(decisions: Decisions, id: string): string {
  return json({ schema: 'soc2-ready/trace@1', id, ...bothLedgers(decisions, id) });
}

/** What each ledger says of a control or criterion, or why it is not in this assessment; throws where there is none. */
function bothLedgers(
  decisions: Decisions,
  id: string,
): { design?: ControlScore | CriterionScore; operating?: ControlScore | CriterionScore; excluded?: string } {
  const named = (one: { id: string }) => one.id.toLowerCase() === id.toLowerCase();
  const find = (ledger: Ledger): ControlScore | CriterionScore | undefined =>
    ledger.criteria.find(named) ?? ledger.criteria.flatMap((c) => c.controls).find(named);
  const design = find(decisions.score.design);
  const operating = find(decisions.score.operating);
  if (design !== undefined) return { design, ...(operating && { operating }) };
  const left = decisions.excluded.find((e) => named({ id: e.control }));
  if (left !== undefined) return { excluded: left.reason };
  throw new CommandError(
    2,
    `There is no control or criterion "${id}" in this assessment.`,
    'soc2-ready score --format md lists the criteria.',
  );
}
