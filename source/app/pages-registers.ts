/** The page of one row of a register: everything it says, and what is short in it. */
import { descriptionCriteria, descriptionText } from '../core/description.ts';
import { evidenceRegister } from '../core/evidence-register.ts';
import { overrideText } from '../core/overrides.ts';
import { ownValue } from '../core/own-record.ts';
import { fieldText } from '../core/register-begin.ts';
import type { RegisterKind } from '../core/register-entry.ts';
import { registerFields } from '../core/register-fields.ts';
import { type Page, type Paragraph, plain, toned } from './pages.ts';
import type { State } from './state.ts';

/** The row that a page is about. */
export interface RegisterRowId {
  register: RegisterKind | 'description' | 'evidence' | 'approved' | 'override';
  /** Id of the record, the criterion or the evidence; the control of an exception; the entry of an override. */
  key: string;
}

/** The page of a row. */
export function registerPage(state: State, { register, key }: RegisterRowId): Page {
  if (register === 'evidence') return { title: 'Evidence', paragraphs: evidenceParagraphs(state, key) };
  if (register === 'description') return descriptionPage(state, key);
  if (register === 'approved') return { title: `Exception of ${key}`, paragraphs: approvedParagraphs(state, key) };
  if (register === 'override') return { title: 'Override', paragraphs: overrideParagraphs(state, key) };
  const record = ownValue<object>(state.assessment.registers[register], key);
  const faults = (state.derived?.decisions.registerFaults ?? []).filter(
    (f) => f.register === register && f.key === key,
  );
  const said = registerFields[register].flatMap((field): Paragraph[] => {
    const value = record === undefined ? '' : fieldText(field, record);
    return value === '' ? [] : [plain(`${field.name}: ${value}`, 2)];
  });
  const duties = (record as { duties?: { text: string; control?: string }[] } | undefined)?.duties ?? [];
  return {
    title: `${register}: ${key}`,
    paragraphs: [
      ...(faults.length === 0 ? [toned('good', '✔ Nothing is short here.')] : [toned('heading', 'Short')]),
      ...faults.map(({ kind, text, controls }) => toned('warning', `▲ ${kind}: ${text} (${controls.join(', ')})`, 2)),
      toned('heading', record === undefined ? 'Nothing is entered yet' : 'Entered'),
      ...said,
      ...duties.map(({ text, control }) => plain(`duty: ${text} => ${control ?? 'no control yet'}`, 2)),
      toned('plain', 'enter on the row opens it to change.'),
    ],
  };
}

function descriptionPage({ assessment, questionnaire, derived, facts }: State, id: string): Page {
  if (derived === undefined) return { title: id, paragraphs: [] };
  const { decisions, today } = derived;
  const all = descriptionCriteria({ assessment, questionnaire, decisions, facts, today });
  const found = all.find((criterion) => criterion.id === id);
  if (found === undefined) return { title: id, paragraphs: [] };
  return {
    title: `${found.id} ${found.title}`,
    paragraphs: [
      toned(found.status === 'done' ? 'good' : 'warning', `${found.status} · from ${found.from}`),
      ...descriptionText(found).map((text) => plain(text)),
      ...(found.status === 'done' ? [] : found.missing.map((text) => toned('unknown', `? still to be said: ${text}`))),
    ],
  };
}

function evidenceParagraphs({ derived, assessment }: State, id: string): Paragraph[] {
  const rows = derived === undefined ? [] : evidenceRegister(derived.decisions.controls, assessment, derived.today);
  const found = rows.find((row) => row.id === id);
  if (found === undefined) return [plain('It is not on the register any more.')];
  const { control, what, where, date, expires, stated, tier, because, sha256, addedBy, seenBy, asked } = found;
  return [
    toned('heading', what),
    plain(`control: ${control}${asked ? '' : ' (not in this assessment: it counts nowhere)'}`, 2),
    plain(`where: ${where}`, 2),
    plain(`made on: ${date}${expires === undefined ? '' : `, counts until ${expires}`}`, 2),
    plain(`tier: ${tier}${because === undefined ? '' : `, stated as ${stated}: ${because}`} (rule S-E2)`, 2),
    plain(`added by: ${addedBy}${seenBy === undefined ? '' : `, seen by ${seenBy}`}`, 2),
    ...(sha256 === undefined ? [] : [plain(`SHA-256: ${sha256}`, 2)]),
  ];
}

function approvedParagraphs({ derived }: State, control: string): Paragraph[] {
  const found = derived?.decisions.exceptions.find((one) => one.control === control);
  if (found === undefined) return [plain('It is withdrawn.')];
  const { text, approver, approvedOn, expires, by, checks, state, because } = found;
  const covers = checks.map(({ check, failing }) => `${check} (${failing} failing)`).join(', ');
  return [
    toned(state === 'in force' ? 'good' : 'warning', `${state}${because === undefined ? '' : `: ${because}`}`),
    plain(text),
    plain(`approved by ${approver} on ${approvedOn}, recorded by ${by}`, 2),
    plain(`last day: ${expires}`, 2),
    plain(`covers: ${covers || 'the gap; no failing check'}`, 2),
    plain('No figure is lifted: what it covers does not block until then (rule S-X1). - withdraws it.'),
  ];
}

function overrideParagraphs({ derived }: State, entry: string): Paragraph[] {
  const found = derived?.decisions.overrides.find((one) => one.entry === entry);
  if (found === undefined) return [plain('It is withdrawn.')];
  return [
    toned(
      found.idle === undefined ? 'good' : 'warning',
      found.idle === undefined ? 'in effect' : `no effect: ${found.idle}`,
    ),
    plain(overrideText(found)),
    plain(`on ${found.at.slice(0, 10)}; printed with every score (rules S-W1, S-W2, S-J1). - withdraws it.`),
  ];
}
