/** The rows of History in each way of looking at it. */

import { longDay } from '../core/calendar.ts';
import type { ComparedGap, Comparison } from '../core/compare.ts';
import type { Drift } from '../core/drift.ts';
import { counted } from '../core/phrases.ts';
import type { Tone } from './pages.ts';
import { matches } from './parts/part.ts';
import type { PastDay } from './past.ts';
import type { State } from './state.ts';

/** What became of something between two days. */
export type ChangeKind = 'contradicted again' | 'new' | 'worse' | 'slipped' | 'closed' | 'not comparable';

/** A row: a day with a word for it, a control between two days, a line of the drift. */
export type HistoryRow =
  | { kind: 'day'; day: PastDay; words: string; tone: Tone }
  | { kind: 'change'; what: ChangeKind; id: string; text: string }
  | { kind: 'drift'; drift: Drift };

/** The rows of the view shown, after the filter. */
export function historyRows(state: State): HistoryRow[] {
  const view = state.views.history ?? 'score';
  if (view === 'changes') return changeRows(state);
  if (view === 'drift') {
    return (state.past.drift?.lines ?? [])
      .filter((one) =>
        matches(state, 'history', [one.kind, one.check, one.resource ?? '', one.region ?? '', one.severity]),
      )
      .map((drift) => ({ kind: 'drift', drift }));
  }
  const days = dayRows(state.past.days ?? []);
  const shown = view === 'verdicts' ? days.filter((_, place) => isTurn(state.past.days ?? [], place)) : days;
  return shown
    .filter(({ day, words }) => matches(state, 'history', [day.day, words, ...Object.values(day.verdict)]))
    .toReversed();
}

/** The first day, and each on which a verdict is another than before. */
function isTurn(days: readonly PastDay[], place: number): boolean {
  const [was, is] = [days[place - 1], days[place]];
  if (was === undefined || is === undefined) return true;
  const { type1, opening, inWindow } = was.verdict;
  return type1 !== is.verdict.type1 || opening !== is.verdict.opening || inWindow !== is.verdict.inWindow;
}

function dayRows(days: readonly PastDay[]): (HistoryRow & { kind: 'day' })[] {
  return days.map((day, place) => {
    const { words, tone } = wordsOf(days[place - 1], day);
    // Rule S-S1: a figure of another version of the model is no step up or down.
    const said = day.asSaved === undefined ? words : `as saved under version ${day.asSaved} of the model`;
    return { kind: 'day', day, words: said, tone: day.asSaved === undefined ? tone : 'plain' };
  });
}

/** One point of the line in words, against the point before it. */
function wordsOf(before: PastDay | undefined, day: PastDay): { words: string; tone: Tone } {
  if (before === undefined)
    return { words: day.enough ? 'the first day' : 'the first day, not enough answered', tone: 'plain' };
  const verdict = before.verdict.type1 === day.verdict.type1 ? '' : `, now ${day.verdict.type1}`;
  if (!day.enough) return { words: `not enough answered${verdict}`, tone: 'unknown' };
  if (!before.enough) return { words: `enough is known from here on${verdict}`, tone: 'accent' };
  const points = Math.round(day.evidenced * 100) - Math.round(before.evidenced * 100);
  const scan = day.scan !== undefined && day.scan !== before.scan ? ', with a new scan' : '';
  if (points > 0) return { words: `up ${points}${verdict}${scan}`, tone: 'good' };
  if (points < 0) return { words: `down ${-points}${verdict}${scan}`, tone: 'bad' };
  const claimed = Math.round(day.claimed * 100) - Math.round(before.claimed * 100);
  const said =
    claimed === 0 ? 'as before' : `evidenced as before, claimed ${claimed > 0 ? 'up' : 'down'} ${Math.abs(claimed)}`;
  return { words: `${said}${verdict}${scan}`, tone: 'plain' };
}

function changeRows(state: State): HistoryRow[] {
  const made = state.past.comparison?.made;
  if (made === undefined) return [];
  return allChanges(made).filter(
    (row) => row.kind === 'change' && matches(state, 'history', [row.what, row.id, row.text]),
  );
}

/** What became of the controls, gravest first. */
function allChanges(made: Comparison): (HistoryRow & { kind: 'change' })[] {
  const row = (what: ChangeKind, id: string, text: string) => ({ kind: 'change' as const, what, id, text });
  const gaps = (what: ChangeKind, list: readonly ComparedGap[]) =>
    list.map(({ control, key, cause, reason }) => row(what, control, `${key ? 'key; ' : ''}${cause}: ${reason}`));
  return [
    ...gaps('contradicted again', made.contradictedAgain),
    ...gaps('new', made.opened),
    ...made.worse.map(({ control, was, now }) => row('worse', control, `${was} → ${now}`)),
    ...made.slipped.map(({ control, wasDue, due, days, overdue }) => {
      const by = days > 0 ? `, ${counted(days, 'day')} later` : '';
      return row(
        'slipped',
        control,
        `was due ${longDay(wasDue)}, now ${longDay(due)}${by}${overdue ? '; overdue' : ''}`,
      );
    }),
    ...made.closed.map(({ control, title }) => row('closed', control, title)),
    ...made.notComparable.map(({ id, why }) => row('not comparable', id, why)),
  ];
}
