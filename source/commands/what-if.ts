/** `soc2-ready score --what-if CC6.1-mfa=3,…`: what a set of changes would give. */

import { longDay } from '../core/calendar.ts';
import { parseChanges, type WhatIf, type WhatIfSide, whatIf } from '../core/what-if.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, json } from './output.ts';
import type { Session } from './session.ts';
import type { Options } from './table.ts';

/** Prints both sides and what is still in the way; changes nothing. */
export function printWhatIf(session: Session, text: string, options: Options): void {
  const changes = parseChanges(text, session.decisions.controls);
  if ('fault' in changes) throw new CommandError(2, changes.fault, 'soc2-ready gaps lists the controls.');
  const { questionnaire, results, today, decisions, depth } = session;
  const { assessment } = session.workspace;
  const answer = whatIf(changes, { questionnaire, assessment, results, today, depth }, decisions);
  const format = formatOption(options, ['text', 'json']);
  emit(format === 'json' ? json({ schema: 'soc2-ready/what-if@1', ...answer }) : lines(answer).join('\n'), options);
}

function lines({ before, after, criteria, closed, opened, mended }: WhatIf): string[] {
  const percent = (value: number) => `${Math.round(value * 100)}`;
  const both = (name: string, of: (side: WhatIfSide) => string) => {
    const [was, is] = [of(before), of(after)];
    return `${name.padEnd(18)}${was === is ? is : `${was} → ${is}`}`;
  };
  const day = (value: string | undefined) => (value === undefined ? 'not known' : longDay(value));
  return [
    'What if (nothing is recorded)',
    both('Type 1 today', ({ verdict }) => verdict.type1),
    both('Window may open', ({ verdict }) => verdict.opening),
    both('In window', ({ verdict }) => verdict.inWindow),
    both('Evidenced', ({ evidenced }) => percent(evidenced)),
    both('Claimed', ({ claimed }) => percent(claimed)),
    both('Could be', ({ upper }) => percent(upper)),
    both('Coverage', ({ coverage }) => `${percent(coverage)} %`),
    both('In place', ({ inPlace, criteria: all }) => `${inPlace} of ${all} criteria`),
    both('Window can open', ({ opening }) => day(opening)),
    both('Type 1 realistic', ({ type1 }) => day(type1)),
    ...criteria.map(({ id, before: was, after: is }) => `${id.padEnd(18)}${was} → ${is}`),
    ...(closed.length > 0 ? [`Gaps closed: ${closed.join(', ')}`] : []),
    ...(opened.length > 0 ? [`Gaps opened: ${opened.join(', ')}`] : []),
    ...(mended.length > 0 ? [`Taken as mended in AWS: ${mended.join(', ')}`] : []),
    '',
    `Then: ${after.sentence}`,
  ];
}
