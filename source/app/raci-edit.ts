/** Changing one cell of the matrix: the choices, the entries, and what the change would break before it is saved. */
import type { RaciFinding } from '../core/decision.ts';
import type { EntryBody } from '../core/entry.ts';
import { listed } from '../core/phrases.ts';
import { makeRaci } from '../core/raci.ts';
import { holders } from '../core/raci-cells.ts';
import { raciEntries } from '../core/raci-csv.ts';
import { type Step, saveAll, say, then, to } from './events.ts';
import { cellText } from './raci-rows.ts';
import type { State } from './state.ts';

/** Stands for the stand-in among the letters. */
const standIn = 'stand-in';

/** The picker of a cell: what a party may have on a control. */
export function cellPicker(state: State, control: string, party: string): State {
  const row = state.derived?.decisions.raci.rows.find((one) => one.control === control);
  if (row === undefined) return say(state, 'There is no row under the cursor.');
  const others = holders(row, 'A').filter((name) => name !== party);
  const taken = others.length === 0 ? '' : `, instead of ${listed(others)}`;
  const now = cellText(row, party);
  const items = [
    { value: 'R', label: 'R    does it' },
    { value: 'A', label: `A    answers for it${taken}` },
    { value: 'R/A', label: `R/A  does it and answers for it${taken}` },
    { value: 'C', label: 'C    is asked before' },
    { value: 'I', label: 'I    is told afterwards' },
    { value: '', label: '–    has no part in it' },
    { value: standIn, label: `+    stands in for ${listed(holders(row, 'A')) || 'who answers'}` },
  ];
  const title = `${party} on ${control}, now ${now || 'nothing'}${row.standIn === party ? ' and stand-in' : ''}`;
  const subject = `${control}\t${party}`;
  return { ...state, overlay: { kind: 'picker', purpose: 'raci-cell', subject, title, items, chosen: now } };
}

/**
 * Saves a cell. Where that would break a rule of the matrix which is not broken now, it asks first and says which; the
 * messages under the matrix say it afterwards too.
 */
export function pickCell(state: State, value: string, subject: string): Step {
  const [control = '', party = ''] = subject.split('\t');
  const raci = state.derived?.decisions.raci;
  const row = raci?.rows.find((one) => one.control === control);
  if (row === undefined) return to(say(state, 'The matrix has no such row any more.'));
  const [was, what] = [cellText(row, party), value === standIn ? 'standIn' : 'letters'] as const;
  if (what === 'letters' ? was === value : row.standIn === party) return to(say(state, 'It is so already.'));
  const entries = raciEntries([{ control, person: party, what, was, now: what === 'letters' ? value : party }]);
  const news = newFindings(state, entries);
  const broken = news.filter(({ severity }) => severity === 'error');
  if (broken.length > 0) {
    const question = `${broken.map(({ rule, message }) => `${rule}: ${message}`).join(' ')} Save it all the same?`;
    return to({ ...state, overlay: { kind: 'confirm', question, yes: { type: 'do', entries, effects: [] } } });
  }
  const [warning] = news;
  const after = warning === undefined ? 'No rule is broken by it.' : `New: ${warning.rule} ${warning.message}`;
  const text = `${control}: ${party} ${value === standIn ? 'stands in' : `${was || '–'} → ${value || '–'}`}. ${after}`;
  return then(saveAll({ ...state, redo: [] }, entries), (next) =>
    to(say(next, text, warning === undefined ? 'good' : 'plain')),
  );
}

/** Errors and warnings that these entries would bring, and that the matrix does not have now. */
export function newFindings(state: State, entries: readonly EntryBody[]): RaciFinding[] {
  const { derived, assessment, questionnaire } = state;
  if (derived === undefined) return [];
  const { controls, raci } = derived.decisions;
  const set = entries.flatMap((body) => {
    if (body.type !== 'raci') return [];
    const { control, person, role, standIn: stands = false } = body;
    return [{ control, person, role, standIn: stands }];
  });
  const supposed = { ...assessment, raci: [...assessment.raci, ...set] };
  const then = makeRaci({ controls, assessment: supposed, questionnaire, today: derived.today });
  const key = ({ rule, control, person, pair }: RaciFinding) => [rule, pair, control, person].join('\t');
  const known = new Set(gravesOf(raci.findings).map(key));
  return gravesOf(then.findings).filter((finding) => !known.has(key(finding)));
}

function gravesOf(findings: readonly RaciFinding[]): RaciFinding[] {
  return findings.filter(({ severity, waived }) => severity !== 'info' && waived === undefined);
}
