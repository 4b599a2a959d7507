/** Where a result comes from that is not our own reading, in words: the same on every screen and in every report. */
import { longDay } from './calendar.ts';
import type { CheckResult } from './finding.ts';
import { type ElsewhereResult, engineNames, type ResultSource } from './foreign-findings.ts';
import { step } from './score-trace.ts';
import type { TraceStep } from './score-types.ts';

/** Such as `Prowler 5.13.0 (iam_root_mfa_enabled)`. */
export function engineWords({ engine, version, ids }: Pick<ResultSource, 'engine' | 'version' | 'ids'>): string {
  const name = version === undefined ? engineNames[engine] : `${engineNames[engine]} ${version}`;
  return `${name} (${ids.join(', ')})`;
}

/** One sentence on where a result comes from; undefined for our own reading. */
export function sourceSentence({ source }: Pick<CheckResult, 'source'>): string | undefined {
  if (source === undefined) return undefined;
  return `Found by ${engineWords(source)} as of ${longDay(source.seen.slice(0, 10))} (${source.from}), counts until ${longDay(source.expires)}; our own scan could not conclude.`;
}

/** One sentence on what another engine says beside a result. */
export function elsewhereSentence(said: ElsewhereResult): string {
  const share = said.total > 0 ? `, ${said.passed} of ${said.total} pass` : '';
  const account = said.account === undefined ? '' : ` of ${said.account}`;
  const told = `${engineWords(said)} says ${said.said}${account}${share}, as of ${longDay(said.seen.slice(0, 10))} (${said.from}).`;
  if (said.disagrees) return `${told} It disagrees; the result above stands.`;
  return said.why === undefined ? told : `${told} ${said.why}`;
}

/** What other engines say beside a result, without the one that the result itself is. */
export function besides({ source, elsewhere = [] }: Pick<CheckResult, 'source' | 'elsewhere'>): ElsewhereResult[] {
  return elsewhere.filter(
    ({ engine, seen, counts }) =>
      source === undefined || counts === 'nothing' || engine !== source.engine || seen !== source.seen,
  );
}

/** Short, for a line: `Prowler, 2026-11-21`; undefined for our own reading. */
export function sourceMark({ source }: Pick<CheckResult, 'source'>): string | undefined {
  return source === undefined ? undefined : `${engineNames[source.engine]}, ${source.seen.slice(0, 10)}`;
}

/** Notes for the trace of a control whose checks another engine filled or contradicts (rule S-C7). */
export function foreignNotes(results: readonly CheckResult[]): TraceStep[] {
  return results.flatMap((result) => {
    const { check, source, elsewhere = [] } = result;
    const filled =
      source === undefined
        ? []
        : [
            step(
              'S-C7',
              `${check} as found by ${engineWords(source)} on ${source.seen.slice(0, 10)}, in place of our own reading`,
            ),
          ];
    const against = elsewhere
      .filter(({ disagrees }) => disagrees)
      .map((said) =>
        step(
          'S-C7',
          `${check}: ${engineWords(said)} said ${said.said} on ${said.seen.slice(0, 10)}; ${source === undefined ? 'our own reading' : 'the worse'} stands`,
        ),
      );
    return [...filled, ...against];
  });
}
