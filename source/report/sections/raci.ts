/** The RACI: who answers for how much, the matrix, what the rules say of it, and who has signed. */
import type { RaciLetter } from '../../core/decision.ts';
import { ownValue } from '../../core/own-record.ts';
import { listed } from '../../core/phrases.ts';
import { holders } from '../../core/raci-cells.ts';
import { loads } from '../../core/raci-views.ts';
import type { Block, Cell, Section, Tone } from '../document.ts';
import type { Report } from '../model.ts';
import { column, first, heading, paragraph, table, toned } from './shared.ts';

/** Columns of parties that fit a page in landscape; the rest stands in the sheet. */
const mostParties = 12;

const severityTone: Record<'error' | 'warning' | 'info', Tone> = { error: 'bad', warning: 'partial', info: 'neutral' };

/** The section. */
export function raciSection(report: Report): Section {
  return {
    id: 'raci',
    title: 'Who does it, who answers for it (RACI)',
    blocks: [...heat(report), ...lint(report), ...signOffs(report), ...waivers(report), ...matrix(report)],
  };
}

/** Rows that each party answers for, by series. */
function heat({ decisions: { raci }, series }: Report): Block[] {
  const people = loads(raci).filter(({ letters, standIn }) => letters.A + letters.R + standIn > 0);
  if (people.length === 0) return [paragraph('Nobody is entered yet, so nobody does or answers for anything.')];
  const seriesOf = (criterion: string) => criterion.split('.')[0] ?? criterion;
  const rows = people.map(({ party }) => ({
    title: party,
    counts: series.map(({ id }) => {
      const own = raci.rows.filter((row) => seriesOf(row.criterion) === id);
      const count = (letter: RaciLetter) => own.filter((row) => holders(row, letter).includes(party)).length;
      return { A: count('A'), R: count('R') };
    }),
  }));
  const most = Math.max(1, ...rows.flatMap(({ counts }) => counts.map(({ A, R }) => A + R)));
  return [
    {
      kind: 'heat',
      caption: 'How much rests with whom: A answers for it, R does it; the darker, the more',
      corner: 'who',
      columns: series.map(({ id }) => id),
      rows: rows.map(({ title, counts }) => ({
        title,
        cells: counts.map(({ A, R }) => ({
          value: (A + R) / most,
          text: [...(A > 0 ? [`A ${A}`] : []), ...(R > 0 ? [`R ${R}`] : [])].join(' '),
        })),
      })),
    },
  ];
}

function lint({ decisions: { raci } }: Report): Block[] {
  const standing = raci.findings.filter(({ waived }) => waived === undefined);
  const count = (severity: string) => standing.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  return [
    heading('What the rules say of it'),
    {
      kind: 'note',
      tone: errors > 0 ? 'bad' : warnings > 0 ? 'partial' : 'good',
      title:
        errors > 0 ? 'The matrix breaks rules' : warnings > 0 ? 'The matrix holds, with warnings' : 'The matrix holds',
      text: `${errors} errors, ${warnings} warnings, ${raci.findings.length - standing.length} with a documented control that stands in.`,
    },
    table(
      'Findings of the rules R1 to R14',
      [
        ...[column('rule', 'rule', 0.6), column('severity', 'severity', 0.8), column('control', 'control')],
        ...[column('person', 'person'), column('message', 'what, and how to mend it', 5)],
      ],
      raci.findings.map(({ rule, severity, control = '', person = '', message, waived }) => [
        ...[rule, waived === undefined ? toned(severity, severityTone[severity]) : toned('waived', 'neutral'), control],
        ...[person, waived === undefined ? message : `${message} (stands in: ${waived})`],
      ]),
      'The rules find nothing wrong with it.',
    ),
  ];
}

function signOffs({ decisions: { raci } }: Report): Block[] {
  return [
    heading('Sign-offs'),
    table(
      'Who has agreed to their rows (rule R12)',
      [
        ...[
          column('person', 'person', 2),
          column('rows', 'rows', 1, 'number'),
          column('signed', 'agreed on', 1, 'day'),
        ],
        ...[column('state', 'state', 2)],
      ],
      raci.agreements.map(({ person, rows, acknowledged, current }) => [
        ...[person, String(rows), acknowledged?.on ?? ''],
        current
          ? toned('agreed to the rows as they are', 'good')
          : acknowledged === undefined
            ? toned('has not agreed yet', 'unknown')
            : toned('agreed to an earlier version', 'partial'),
      ]),
      'No person of the company is named on any row.',
    ),
  ];
}

function waivers({ waivers: all }: Report): Block[] {
  if (all.length === 0) return [];
  return [
    heading('Controls that stand in for a broken rule'),
    table(
      'Documented compensating controls',
      [
        ...[column('rule', 'rule', 0.6), column('control', 'control'), column('text', 'what is done instead', 4)],
        ...[column('approver', 'approved by'), column('expires', 'until', 1, 'day')],
      ],
      all.map(({ rule, control, text, approver, expires }) => [rule, control, text, approver, expires]),
    ),
  ];
}

/** As wide as the longest word of a name asks for, within what a page bears. */
function partyWidth(name: string): number {
  const longest = Math.max(0, ...name.split(/\s+/).map((word) => [...word].length));
  return Math.min(1.4, Math.max(0.7, longest / 8));
}

function matrix({ decisions: { raci }, openRoles }: Report): Block[] {
  const { shown, more } = first(
    raci.parties.filter(({ name }) => raci.rows.some((row) => ownValue(row.cells, name) !== undefined)),
    mostParties,
  );
  const left =
    more === 0 ? [] : [paragraph(`${more} more parties, mostly informed ones, are in the sheet and in the CSV file.`)];
  const open = openRoles.map(({ role, title }) => `${role} (${title.toLowerCase()})`);
  return [
    heading('The matrix'),
    ...(open.length === 0 ? [] : [paragraph(`In capitals stand roles that nobody holds yet: ${listed(open)}.`)]),
    table(
      'R does it, A answers for it, C is asked, I is told',
      [
        ...[column('control', 'control', 1.2), column('title', 'title', 2.5)],
        ...shown.map(({ name }) => column(name, name, partyWidth(name))),
        ...[column('stand-in', 'stand-in'), column('cadence', 'rhythm', 1.3)],
      ],
      raci.rows.map((row): Cell[] => [
        ...[row.control, row.title],
        ...shown.map(({ name }): Cell => {
          const letters = ownValue(row.cells, name) ?? [];
          // Who answers stands out.
          return letters.includes('A') ? toned(letters.join('/'), 'neutral') : letters.join('/');
        }),
        ...[row.standIn ?? '', row.cadence],
      ]),
      'No control is in the assessment.',
    ),
    ...left,
  ];
}
