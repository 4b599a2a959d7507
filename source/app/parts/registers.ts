/** Registers: policies, vendors, customers' duties, prior exceptions, the engagement, the description, evidence. */
import { type DescriptionCriterion, descriptionCriteria } from '../../core/description.ts';
import { type EvidenceRow, evidenceRegister } from '../../core/evidence-register.ts';
import { engagementKey, type RegisterKind } from '../../core/register-entry.ts';
import type { RegisterFault } from '../../core/register-fault.ts';
import { offeredVendors } from '../../core/register-vendors.ts';
import { type Step, say, to } from '../events.ts';
import { openForm } from '../form.ts';
import { pageOver } from '../overlays.ts';
import type { State } from '../state.ts';
import { chosenView } from './index.ts';
import { type ListPart, matches, type ScreenView } from './part.ts';

/** A row of a register. */
export type RegisterRow =
  | { kind: 'record'; register: RegisterKind; key: string; title: string; about: string; faults: RegisterFault[] }
  /** Nobody has entered it, and it is missed or offered. */
  | { kind: 'offered'; register: RegisterKind; key: string; title: string; faults: RegisterFault[] }
  | { kind: 'description'; criterion: DescriptionCriterion }
  | { kind: 'evidence'; evidence: EvidenceRow };

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
  { id: 'duties', title: "Customers' duties" },
  { id: 'exceptions', title: 'Prior exceptions' },
  { id: 'engagement', title: 'Engagement' },
  { id: 'description', title: 'Description' },
  { id: 'evidence', title: 'Evidence' },
];

/** The rows of Registers and what their keys do. */
export const registersPart: ListPart<RegisterRow> = {
  views,
  rows: registerRows,
  open,
  control: (_, row) => (row.kind === 'evidence' ? row.evidence.control : faultsOf(row)[0]?.controls[0]),
  trace: (_, row) => (row === undefined ? undefined : { type: 'register', row: idOf(row) }),
  copied: (_, row) => idOf(row).key,
  act(state, id, row) {
    if (id === 'add') return add(state);
    return id === 'remove' ? remove(state, row) : undefined;
  },
};

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
export function idOf(row: RegisterRow): { register: RegisterKind | 'description' | 'evidence'; key: string } {
  if (row.kind === 'description') return { register: 'description', key: row.criterion.id };
  return row.kind === 'evidence'
    ? { register: 'evidence', key: row.evidence.id }
    : { register: row.register, key: row.key };
}

function textsOf(row: RegisterRow): string[] {
  if (row.kind === 'description') return [row.criterion.id, row.criterion.title, row.criterion.status];
  if (row.kind === 'evidence') return [row.evidence.control, row.evidence.what, row.evidence.where];
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
  const { register, key } = idOf(row);
  const form =
    register === 'description'
      ? openForm('description', key, state)
      : openForm('register', `${register}:${key}`, state);
  return to({ ...state, overlay: { kind: 'form', form } });
}

function add(state: State): Step {
  const view = shownRegister(state);
  const register = registerOf[view];
  if (register === undefined) {
    const where =
      view === 'evidence' ? 'Evidence is added on its question: → goes there, v adds.' : 'DC 1–9 are all here.';
    return to(say(state, where));
  }
  const key = register === 'engagement' ? engagementKey : '';
  return to({ ...state, overlay: { kind: 'form', form: openForm('register', `${register}:${key}`, state) } });
}

function remove(state: State, row: RegisterRow | undefined): Step {
  if (row?.kind !== 'record') return to(say(state, 'There is nothing of yours to take off here.'));
  const { register: type, key, title } = row;
  const question = `Take "${title}" off the register? The journal keeps what it said.`;
  const entries = [{ type, key, record: null } as const];
  return to({ ...state, overlay: { kind: 'confirm', question, yes: { type: 'do', entries, effects: [] } } });
}
