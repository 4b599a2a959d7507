/** When a mended gap is closed and not only done (rule S-R1): on new evidence or a check run again, later than the fix. */
import type { Assessment } from './assessment.ts';
import { dayIn, longDay } from './calendar.ts';
import type { Settlement } from './decision.ts';
import type { Day, Entry } from './entry.ts';
import type { CheckResult } from './finding.ts';
import { effectiveEvidence, lookBack, needsSecondName } from './input-answer.ts';
import { checkInputs } from './input-checks.ts';
import type { Control } from './questionnaire.ts';
import { counts } from './score-checks.ts';

/** The fix as people said it: the last time the item was called done, else closed. */
interface Fix {
  on: Day;
  by: string;
  /** Place in the history, which orders what happened on one day. */
  place: number;
}

/**
 * Whether a control that is no gap any more is closed. Undefined where nobody called its item done or closed. Evidence
 * needs a second person: one who did not do the fix, as soon as two people are in the workspace; a machine needs none.
 */
export function settlementOf(
  control: Control,
  assessment: Assessment,
  results: ReadonlyMap<string, readonly CheckResult[]>,
  today: Day,
): Settlement | undefined {
  const id = `plan:${control.id}`;
  const said = assessment.plan[id];
  if (said === undefined || (said.state !== 'done' && said.state !== 'closed')) return undefined;
  const fix = fixOf(id, assessment.history) ?? { on: said.on, by: said.by, place: -1 };
  const base = { id, control: control.id, fixedOn: fix.on, fixedBy: fix.by };
  const scan = checkedAgain(control, assessment, results, fix);
  if (scan !== undefined)
    return { ...base, state: 'closed', on: scan, because: `the live checks passed again on ${longDay(scan)}` };
  const { proof, lacking } = provenBy(control, assessment, fix, today);
  if (proof !== undefined) return { ...base, state: 'closed', ...proof };
  return { ...base, state: 'done', because: lacking };
}

function fixOf(item: string, history: readonly Entry[]): Fix | undefined {
  const of = (state: string) =>
    history.findLastIndex((entry) => entry.type === 'plan' && entry.item === item && entry.state === state);
  const done = of('done');
  const place = done >= 0 ? done : of('closed');
  const entry = history[place];
  return entry?.type === 'plan' ? { on: entry.on, by: entry.by, place } : undefined;
}

/** Day of the scan that read the control's checks after the fix and found them all passing. */
function checkedAgain(
  control: Control,
  assessment: Assessment,
  results: ReadonlyMap<string, readonly CheckResult[]>,
  fix: Fix,
): Day | undefined {
  const counting = checkInputs(control, results).filter(counts);
  const passed = counting.some(({ result }) => result === 'pass');
  if (!passed || counting.some(({ result }) => result !== 'pass' && result !== 'not-applicable')) return undefined;
  const scan = assessment.scans.at(-1);
  if (scan === undefined) return undefined;
  const on = dayIn(scan.finishedAt, assessment.timeZone);
  // What another engine found stands by its own date, not by that of a scan that could not read it.
  const foreign = control.checks.flatMap(({ id }) =>
    (results.get(id) ?? []).flatMap(({ source }) => source?.seen ?? []),
  );
  if (foreign.some((seen) => dayIn(seen, assessment.timeZone) <= fix.on)) return undefined;
  const place = assessment.history.findLastIndex((entry) => entry.type === 'scan' && entry.file === scan.file);
  return isAfter(on, place, fix) ? on : undefined;
}

function provenBy(control: Control, assessment: Assessment, fix: Fix, today: Day) {
  const span = lookBack(assessment, today);
  const second = needsSecondName(assessment, today);
  const places = new Map(assessment.history.map((entry, place) => [entry.id, place]));
  const fresh = (assessment.controls[control.id]?.evidence ?? []).filter(
    (piece) => piece.tier >= 2 && isAfter(piece.date, places.get(piece.entry) ?? -1, fix),
  );
  if (fresh.length === 0)
    return { lacking: `it needs a dated record from after ${longDay(fix.on)}, or its live checks run again` };
  const others = ({ by, seenBy }: { by: string; seenBy?: string }) =>
    [by, seenBy ?? ''].filter((name) => name.trim() !== '' && !same(name, fix.by));
  const found = fresh.find(
    (piece) => effectiveEvidence(piece, span, second).tier >= 2 && (!second || others(piece).length > 0),
  );
  if (found === undefined)
    return { lacking: `a second person has to see what was recorded after ${longDay(fix.on)}, not ${fix.by} alone` };
  const [who] = others(found);
  const seen = who === undefined ? '' : `, seen by ${who}`;
  return { lacking: '', proof: { on: found.date, because: `${found.what}, dated ${longDay(found.date)}${seen}` } };
}

/** Later than the fix; on its very day what was written down after it. */
function isAfter(on: Day, place: number, fix: Fix): boolean {
  return on > fix.on || (on === fix.on && place > fix.place);
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
