/** The tables that the command line, the report and its CSV files share, as rows of text. */
import { addDays, longDay } from '../core/calendar.ts';
import type { Decisions, Plan, Raci } from '../core/decision.ts';
import type { Day } from '../core/entry.ts';
import { ownValue } from '../core/own-record.ts';
import { counted } from '../core/phrases.ts';
import type { QuestionnaireChange } from '../core/questionnaire.ts';
import { csvField } from '../core/text.ts';

/** A header and rows of cells. */
export interface Table {
  header: string[];
  rows: string[][];
}

/** The gap register: controls short of target, then failing checks that no control's row carries. */
export function gapTable({ gaps, checkGaps }: Decisions): Table {
  return {
    header: ['id', 'criterion', 'control', 'key', 'cause', 'blocks', 'severity', 'points', 'title', 'why'],
    rows: gaps
      .map((gap) => [
        gap.id,
        gap.criterion,
        gap.control,
        gap.key ? 'key' : '',
        gap.cause,
        gap.blocks ? 'blocks' : '',
        gap.severity,
        gap.points.toFixed(1),
        gap.title,
        gap.reason,
      ])
      .concat(
        checkGaps.map(({ id, criteria, controls, cause, severity, check, reason }) => [
          ...[id, criteria.join(' '), controls.join(' '), '', cause, '', severity, '0.0', check, reason],
        ]),
      ),
  };
}

/** What a company's own files changed in the questionnaire, in the order they were applied. */
export function questionnaireChangeTable(changes: readonly QuestionnaireChange[]): Table {
  return {
    header: ['file', 'control', 'change', 'what', 'why'],
    rows: changes.map(({ file, control, title, kind, fields, released, reason }) => {
      const differing = fields.map(({ name, was, now }) => `${name}: ${was} → ${now}`).join('; ');
      const waiting = released.length > 0 ? `; no longer waited for by ${released.join(', ')}` : '';
      const what = kind === 'changed' ? differing || 'nothing that differs' : `${title}${waiting}`;
      return [file, control, kind, what, reason ?? ''];
    }),
  };
}

/** The remediation plan, in the order of its dates. */
export function planTable({ plan }: Decisions): Table {
  return {
    header: [
      'id',
      'box',
      'phase',
      'owner',
      'effort',
      'lead days',
      'start',
      'due',
      'slack',
      'points',
      'state',
      'action',
      'accepted when',
      'after',
      'rank',
    ],
    rows: [...plan.items]
      .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : b.rank - a.rank))
      .map((item) => [
        item.id,
        item.box,
        item.phase,
        item.owner,
        item.effort,
        String(item.leadDays),
        item.start,
        item.due,
        item.critical ? 'critical' : `${item.slackDays} d`,
        item.points.toFixed(1),
        item.state === 'done' ? 'done, to re-test' : item.state,
        item.action,
        item.acceptedWhen,
        item.after.join(' '),
        item.why,
      ]),
  };
}

/**
 * The critical path on one line, such as `CC1.3-b → CC1.3-c: 54 days, to 14 January 2027`; where the hours people have
 * make it longer, with both.
 */
export function criticalPathLine(plan: Plan, today: Day): string {
  if (plan.criticalPath.length === 0) return 'No key control is short of target: nothing is on a critical path.';
  const path = plan.criticalPath.map((id) => id.replace(/^plan:/, '')).join(' → ');
  const head = `Critical path: ${path}: ${counted(plan.criticalDays, 'day')}`;
  const end = longDay(plan.keyControlsInPlaceOn);
  return addDays(today, plan.criticalDays) >= plan.keyControlsInPlaceOn
    ? `${head}, to ${end}`
    : `${head} at the least; with the hours people have, the key controls are in place on ${end}`;
}

/** The matrix: one row per control, one column per party. */
export function raciTable(raci: Raci): Table {
  return {
    header: ['control', 'criterion', 'title', ...raci.parties.map((party) => party.name), 'stand-in', 'cadence'],
    rows: raci.rows.map((row) => [
      row.control,
      row.criterion,
      row.title,
      ...raci.parties.map((party) => (ownValue(row.cells, party.name) ?? []).join('/')),
      row.standIn ?? '',
      row.cadence,
    ]),
  };
}

/** What the rules say of the matrix. */
export function raciFindingTable(raci: Raci): Table {
  return {
    header: ['rule', 'severity', 'control', 'person', 'what and how to mend it'],
    rows: raci.findings.map((f) => [
      f.rule,
      f.waived === undefined ? f.severity : 'waived',
      f.control ?? '',
      f.person ?? '',
      f.waived === undefined ? f.message : `${f.message} (stands in: ${f.waived})`,
    ]),
  };
}

/** RFC 4180, CRLF, guarded against formulas. */
export function csv({ header, rows }: Table): string {
  return [header, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}
