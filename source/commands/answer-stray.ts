/**
 * What was typed for `answer` and `settle` and would be dropped without a word, as a usage error before anything is
 * written: nothing that somebody typed is lost silently.
 */
import { CommandError } from './errors.ts';
import { text } from './session.ts';
import { given } from './stray-options.ts';
import type { Options } from './table.ts';

const evidenceDetails = ['where', 'date', 'expires', 'tier', 'seen-by'];
const notApplicableDetails = ['reason', 'text', 'approver', 'review-on'];
const inheritedDetails = ['report', 'period', 'reviewed-by', 'reviewed-on', 'duties-assigned'];
/** What is said of one control, and so not of a file of answers. */
const single = ['ask', 'owner', 'note', 'evidence', ...evidenceDetails, ...notApplicableDetails, ...inheritedDetails];

/** Beside a file of answers, an id or its details. */
export function refuseBesideFile(args: readonly string[], options: Options, file: string): void {
  const typed = [...args, ...given(options, single)];
  if (typed.length > 0)
    throw new CommandError(
      2,
      `${typed.join(', ')} cannot go with --answers ${file}: the file holds answers, and nothing else is recorded.`,
      'Run it twice: once with the file, once with an id.',
    );
}

/** Beside a scoping question, what only controls have. */
export function refuseBesideScope(id: string, options: Options): void {
  const typed = given(options, single);
  if (typed.length > 0)
    throw new CommandError(
      2,
      `${id} is a question about scope: ${typed.join(', ')} would be lost.`,
      'Give the value alone, or --committed with it.',
    );
}

/** What belongs to a word that was not said: `--reason` beside a level, `--where` without `--evidence`. */
export function refuseStray(id: string, word: string | undefined, options: Options): void {
  const stray = [
    ...(text(options, 'evidence') === undefined
      ? given(options, evidenceDetails).map((name) => `${name} goes with --evidence WHAT`)
      : []),
    ...(/^(unknown|\?)$/i.test(word ?? '')
      ? []
      : given(options, ['ask']).map((name) => `${name} goes with the answer unknown`)),
    ...(/^(n\/a|na|not-applicable)$/i.test(word ?? '')
      ? []
      : given(options, notApplicableDetails).map((name) => `${name} goes with the answer n/a`)),
    ...(/^inherited$/i.test(word ?? '')
      ? []
      : given(options, inheritedDetails).map((name) => `${name} goes with the answer inherited`)),
    ...given(options, ['committed']).map((name) => `${name} goes with a scoping question`),
  ];
  if (stray.length > 0)
    throw new CommandError(2, `Nothing was recorded for ${id}: ${stray.join('; ')}.`, 'Say it, or leave them away.');
}
