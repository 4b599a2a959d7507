/** Registers: policies, vendors, customers' duties, prior exceptions, the engagement, the description, evidence. */
import type { ExceptionView } from '../../core/approved-exceptions.ts';
import { type DescriptionCriterion, descriptionCriteria } from '../../core/description.ts';
import { type EvidenceRow, evidenceRegister } from '../../core/evidence-register.ts';
import type { OverrideRow } from '../../core/overrides.ts';
import { engagementKey, type RegisterKind } from '../../core/register-entry.ts';
import type { RegisterFault } from '../../core/register-fault.ts';
import { offeredVendors } from '../../core/register-vendors.ts';
import { type Step, say, to } from '../events.ts';
import { openForm } from '../form.ts';
import { pageOver } from '../overlays.ts';
import type { RegisterRowId } from '../pages-registers.ts';
import type { State } from '../state.ts';
import { chosenView } from './index.ts';
import { type ListPart, matches, type ScreenView } from './part.ts';

/** A row of a register. */
export type RegisterRow =
  | { kind: 'record'; register: RegisterKind; key: string; title: string; about: string; faults: RegisterFault[] }
  /** Nobody has entered it, and it is missed or offered. */
  | { kind: 'offered'; register: RegisterKind; key: string; title: string; faults: RegisterFault[] }
  | { kind: 'description'; criterion: DescriptionCriterion }
  | { kind: 'evidence'; evidence: EvidenceRow }
  | { kind: 'approved'; exception: ExceptionView }
  | { kind: 'override'; override: OverrideRow };

const registerOf: Readonly<Record<string, RegisterKind>> = {
  policies: 'policy',
  vendors: 'vendor',
  duties: 'duty',
  exceptions: 'exception',
  engagement: 'engagement',
};

const views: readonly ScreenView[] = [
  { id: 'policies', title: 'Policies' },
  { id: 'vendors', title: 'Vendors' },
  { id: 'duties', title: 'Duties' },
  { id: 'exceptions', title: 'Prior exceptions' },
  { id: 'engagement', title: 'Auditor' },
  { id: 'description', title: 'Description' },
  { id: 'evidence', title: 'Evidence' },
  { id: 'approved', title: 'Exceptions approved' },
  { id: 'overrides', title: 'Overrides' },
];

/** The rows of Registers and what their keys do. */
export const registersPart: ListPart<RegisterRow> = {
  views,
  rows: registerRows,
  open,
  control: (_, row) => controlOf(row),
  trace: (_, row) => (row === undefined ? undefined : { type: 'register', row: idOf(row) }),
  copied: (_, row) => idOf(row).key,
  act(state, id, row) {
    if (id === 'add') return add(state);
    return id === 'remove' ? remove(state, row) : undefined;
  },
};

function controlOf(row: RegisterRow): string | undefined {
  if (row.kind === 'evidence') return row.evidence.control;
  if (row.kind === 'approved') return row.exception.control;
  if (row.kind === 'override') return row.override.of === 'constant' ? undefined : row.override.about;
  return faultsOf(row)[0]?.controls[0];
}

/** Which of the registers is shown. */
export function shownRegister(state: State): string {
  return chosenView(state, 'registers') ?? 'policies';
}

/** The rows of the register shown, after the filter. */
export function registerRows(state: State): RegisterRow[] {
  return allRegisterRows(state, shownRegister(state)).filter((row) => matches(state, 'registers', textsOf(row)));
}

/** The rows of a register (an id of `views`), before the filter; what is short comes first. */
export function allRegisterRows(state: State, view: string): RegisterRow[] {
  const { derived, assessment, questionnaire, facts } = state;
  if (derived === undefined) return [];
  const { decisions, today } = derived;
  if (view === 'description') {
    const criteria = descriptionCriteria({ assessment, questionnaire, decisions, facts, today });
    return criteria.map((criterion) => ({ kind: 'description', criterion }));
  }
  if (view === 'evidence') {
    const rows = evidenceRegister(decisions.controls, assessment, today);
    return rows.map((evidence) => ({ kind: 'evidence', evidence }));
  }
  if (view === 'approved') return decisions.exceptions.map((exception) => ({ kind: 'approved', exception }));
  if (view === 'overrides') return decisions.overrides.map((override) => ({ kind: 'override', override }));
  const register = registerOf[view] ?? 'policy';
  const faults = decisions.registerFaults.filter((fault) => fault.register === register);
  const of = (key: string) => faults.filter((fault) => fault.key === key);
  const records = Object.entries(assessment.registers[register]).map(([key, record]): RegisterRow => {
    const { title, about } = described(register, record);
    return { kind: 'record', register, key, title: title === '' ? key : title, about, faults: of(key) };
  });
  const entered = new Set(Object.keys(assessment.registers[register]));
  const missed = [...new Set(faults.map(({ key }) => key))].filter((key) => !entered.has(key));
  const vendors = register === 'vendor' ? offeredVendors(assessment) : [];
  const named = [...missed.map((key) => ({ id: key, name: key })), ...vendors];
  const offered = named
    .filter(({ id }, at) => !entered.has(id) && named.findIndex((other) => other.id === id) === at)
    .map(({ id, name }): RegisterRow => ({ kind: 'offered', register, key: id, title: name, faults: of(id) }));
  return [...offered, ...records].toSorted((a, b) => faultsOf(b).length - faultsOf(a).length);
}

/** What is short in a row. */
export function faultsOf(row: RegisterRow): RegisterFault[] {
  return row.kind === 'record' || row.kind === 'offered' ? row.faults : [];
}

/** The register and the key of a row, as pages name it. */
export function idOf(row: RegisterRow): RegisterRowId {
  if (row.kind === 'approved') return { register: 'approved', key: row.exception.control };
  if (row.kind === 'override') return { register: 'override', key: row.override.entry };
  if (row.kind === 'description') return { register: 'description', key: row.criterion.id };
  return row.kind === 'evidence'
    ? { register: 'evidence', key: row.evidence.id }
    : { register: row.register, key: row.key };
}

function textsOf(row: RegisterRow): string[] {
  if (row.kind === 'description') return [row.criterion.id, row.criterion.title, row.criterion.status];
  if (row.kind === 'evidence') return [row.evidence.control, row.evidence.what, row.evidence.where];
  if (row.kind === 'approved') return [row.exception.control, row.exception.text, row.exception.approver];
  if (row.kind === 'override') return [row.override.about, row.override.of, row.override.reason, row.override.by];
  const { key, title, faults } = row;
  return [key, title, row.kind === 'record' ? row.about : '', ...faults.map(({ text }) => text)];
}

/** The name of a record, and the two or three things one looks for in it. */
function described(register: RegisterKind, record: object): { title: string; about: string } {
  const all = record as Record<string, unknown>;
  const said = (name: string, before = '') => (typeof all[name] === 'string' ? `${before}${all[name]}` : '');
  const joined = (...parts: string[]) => parts.filter((part) => part !== '').join(' · ');
  switch (register) {
    case 'policy':
      return { title: said('title'), about: joined(said('version', 'v'), said('approver', 'by '), said('approvedOn')) };
    case 'vendor':
      return { title: said('name'), about: joined(said('tier'), said('owner', 'owner '), said('reviewedOn', 'read ')) };
    case 'duty':
      return { title: said('text'), about: joined(said('control'), said('where')) };
    case 'exception':
      return { title: said('text'), about: joined(said('control'), said('due', 'due '), said('fixedOn', 'fixed ')) };
    case 'engagement':
      return { title: said('auditor'), about: joined(said('fieldwork', 'fieldwork '), said('report', 'report ')) };
  }
}

function open(state: State, row: RegisterRow): Step {
  if (row.kind === 'evidence') return to(pageOver(state, { type: 'register', row: idOf(row) }));
  if (state.readOnly !== undefined) return to(say(state, state.readOnly));
  if (row.kind === 'approved') return judgement(state, 'approved-exception', row.exception.control);
  if (row.kind === 'override') {
    const { of, about } = row.override;
    return judgement(state, 'override', of === 'constant' ? `constant:${about}` : about);
  }
  const { register, key } = idOf(row) as { register: RegisterKind | 'description'; key: string };
  const form =
    register === 'description'
      ? openForm('description', key, state)
      : openForm('register', `${register}:${key}`, state);
  return to({ ...state, overlay: { kind: 'form', form } });
}

function judgement(state: State, purpose: 'approved-exception' | 'override' | 'withdraw', subject: string): Step {
  return to({ ...state, overlay: { kind: 'form', form: openForm(purpose, subject, state) } });
}

/** Where what is not entered here comes from. */
const elsewhere: Readonly<Record<string, string>> = {
  evidence: 'Evidence is added on its question: → goes there, v adds.',
  description: 'DC 1–9 are all here.',
  approved: 'An exception is approved on its gap: 4, then X.',
  overrides: 'A judgement is made on its gap: 4, then J. A constant: soc2-ready override set constant.',
};

function add(state: State): Step {
  const view = shownRegister(state);
  const register = registerOf[view];
  if (register === undefined) return to(say(state, elsewhere[view] ?? ''));
  const key = register === 'engagement' ? engagementKey : '';
  return to({ ...state, overlay: { kind: 'form', form: openForm('register', `${register}:${key}`, state) } });
}

function remove(state: State, row: RegisterRow | undefined): Step {
  if (row?.kind === 'approved') return judgement(state, 'withdraw', `approved:${row.exception.control}`);
  if (row?.kind === 'override') {
    const { of, about } = row.override;
    return judgement(state, 'withdraw', `${of === 'judgement' ? 'level' : of}:${about}`);
  }
  if (row?.kind !== 'record') return to(say(state, 'There is nothing of yours to take off here.'));
  const { register: type, key, title } = row;
  const question = `Take "${title}" off the register? The journal keeps what it said.`;
  const entries = [{ type, key, record: null } as const];
  return to({ ...state, overlay: { kind: 'confirm', question, yes: { type: 'do', entries, effects: [] } } });
}
