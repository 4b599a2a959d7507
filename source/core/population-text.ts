/** An imported list in words. */
import { longDay } from './calendar.ts';
import type { ControlFindings, RowNote } from './population.ts';
import { populationKinds } from './population-kinds.ts';
import type { PopulationReport } from './population-report.ts';
import { type PopulationKind, standingKinds } from './population-spec.ts';
import type { Questionnaire } from './questionnaire.ts';

/** Rows shown of each kind of note; the rest is counted. `--json` has them all. */
const mostNotes = 50;

/** The report on one list. */
export function populationLines(report: PopulationReport, questionnaire: Questionnaire): string[] {
  const { kind, import: imported, findings, usual, sample, incomplete, unclaimed } = report;
  const { from, to } = imported;
  const size = findings.rows.length;
  const period = from === undefined && to === undefined ? '' : ` from ${longDayOr(from)} to ${longDayOr(to)}`;
  const lines = [
    `${populationKinds[kind].title}: ${size === 0 ? 'none' : size}${period}, as of ${longDay(imported.exported)}`,
    `Source        ${sourceOf(imported)}`,
  ];
  if (imported.count !== undefined) lines.push(`Complete      the source counts ${imported.count} rows too`);
  if (incomplete.length > 0) lines.push(`Not shown     that it is complete: ${incomplete.join('; ')}`);
  if (findings.outside > 0)
    lines.push(`Outside       ${findings.outside} rows lie outside the period and are not counted`);
  if (size === 0) lines.push('Did not occur: recorded with its empty query; it is not a pass (rule S-O3).');
  else {
    const range = usual.low === usual.high ? `${usual.low}` : `${usual.low} to ${usual.high}`;
    lines.push(
      `Sample        auditors usually draw ${range} of ${size} (firm practice, not a rule)`,
      `              drawn with seed ${imported.seed}: ${sample.join(', ')}`,
    );
  }
  for (const control of findings.controls) lines.push('', ...controlLines(findings.kind, control, questionnaire));
  for (const { test, missing } of findings.notTested)
    lines.push('', `${test.control}  not tested: no column for ${missing.join(', ')}. ${test.expects}.`);
  if (unclaimed.length > 0)
    lines.push('', 'Active in AWS, and like nobody on the list', ...unclaimed.map((one) => `  ${one}`));
  lines.push(...proposalLines(report));
  if (report.outdated)
    lines.push(
      '',
      'Something has changed since this was written down. Bring it up to date: soc2-ready populations --refresh',
    );
  return lines;
}

function sourceOf({ source, file, query, rows }: PopulationReport['import']): string {
  const parts = source === file ? [] : [source];
  if (query !== undefined) parts.push(`query: ${query}`);
  return [...parts, `${rows} ${rows === 1 ? 'row' : 'rows'} in ${file}`].join('; ');
}

function longDayOr(day: string | undefined): string {
  return day === undefined ? 'any day' : longDay(day);
}

function controlLines(kind: PopulationKind, found: ControlFindings, questionnaire: Questionnaire): string[] {
  const control = questionnaire.controls.find(({ id }) => id === found.control);
  const lines = [`${found.control}  ${control?.title ?? 'not among the controls'}`];
  for (const expected of found.expects) lines.push(`  Expected: ${expected}`);
  for (const { commitment, value, committed } of found.against)
    lines.push(
      committed
        ? `  Held against ${commitment} ${value}, as committed`
        : `  Held against ${commitment} ${value}, which nobody committed to: not scored. Commit with: soc2-ready answer ${commitment} ${value} --committed`,
    );
  const share = `${found.deviations} of ${found.size} (${(found.rate * 100).toFixed(1)} %)`;
  const judged =
    found.unknown > 0 ? `the ${found.size - found.unknown} of ${found.size} that can be judged` : found.size;
  if (found.size === 0 && found.pending === 0)
    lines.push('  Did not occur: no row of the list is about it; kept as a zero, which is not a pass (rule S-O3).');
  if (found.size > 0)
    lines.push(
      {
        none: `  No exception in ${judged}`,
        isolated: `  Exceptions: ${share}: isolated`,
        systematic: `  Exceptions: ${share}: systematic, more than one and more than 5 % (rule S-O5)`,
      }[found.pattern],
    );
  lines.push(...notes(found.exceptions));
  if (found.unknown > 0) lines.push(`  Not shown either way: ${found.unknown}`, ...notes(found.unknowns));
  if (found.pending > 0) lines.push(`  Not due yet: ${found.pending}, not counted`);
  if (found.runs !== undefined)
    lines.push(
      `  Runs of the control that this shows: ${found.runs.map(({ on }) => on).join(', ') || 'none'} (rule S-O2)`,
    );
  else if (standingKinds.includes(kind) && found.counted)
    lines.push(
      '  Counts inside an open window: the list as a run on its day (S-O2), what is wrong in it as of items (S-O4, S-O5).',
    );
  else if (control !== undefined && (control.cadence.onEvent ?? []).length === 0)
    lines.push('  Shown, not scored: this control does not run at events, so its runs and answer count (rule S-O2).');
  return lines;
}

function notes(all: readonly RowNote[]): string[] {
  const lines = all.slice(0, mostNotes).map(({ row, why }) => `    ${row}: ${why}`);
  return all.length > mostNotes ? [...lines, `    and ${all.length - mostNotes} more; --json has them all`] : lines;
}

function proposalLines({ proposals }: PopulationReport): string[] {
  if (proposals.length === 0) return [];
  return [
    '',
    'These look alike and count only once somebody confirms or refuses them:',
    ...proposals.slice(0, mostNotes).map(({ person, account, why }) => `  ${person}: ${account.label} (${why})`),
    ...(proposals.length > mostNotes ? [`  and ${proposals.length - mostNotes} more; --json has them all`] : []),
    `Settle each: soc2-ready populations --match "${proposals[0]?.person}=${proposals[0]?.account.handle}" (or --no-match)`,
  ];
}
