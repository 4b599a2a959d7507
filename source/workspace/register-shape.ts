/** What the entries of the registers must look like before they count. */
import { engagementKey, type RegisterKind } from '../core/register-entry.ts';
import { day, flag, listOf, maybe, name, nullOr, object, oneOf, type Shape, text, when } from './value-shape.ts';

/** A title or name that says something. */
const title = when('a text that is not empty', (value) => typeof value === 'string' && value.trim() !== '');

const records: Record<RegisterKind, Shape> = {
  policy: object({
    title,
    version: maybe(text),
    approver: maybe(text),
    approvedOn: maybe(day),
    reviewedOn: maybe(day),
    nextReview: maybe(day),
    where: maybe(text),
    partOf: maybe(name),
  }),
  vendor: object({
    name: title,
    tier: oneOf('critical', 'important', 'other'),
    owner: maybe(text),
    does: maybe(text),
    data: maybe(text),
    handles: maybe(listOf(oneOf('personal', 'health', 'payment-card', 'financial', 'children'))),
    report: maybe(
      object({
        name: title,
        type: maybe(text),
        periodStart: maybe(day),
        periodEnd: maybe(day),
        bridgeUntil: maybe(day),
      }),
    ),
    reviewedBy: maybe(text),
    reviewedOn: maybe(day),
    noReport: maybe(text),
    duties: maybe(listOf(object({ text: title, control: maybe(name) }))),
    agreements: maybe(listOf(object({ kind: oneOf('dpa', 'baa', 'confidentiality'), date: day, where: text }))),
    marketplace: maybe(flag),
    method: maybe(oneOf('carve-out', 'inclusive')),
    expects: maybe(text),
    exit: maybe(text),
  }),
  duty: object({ text: title, where: maybe(text), control: maybe(name) }),
  exception: object({
    text: title,
    criterion: maybe(text),
    control: maybe(name),
    response: maybe(text),
    due: maybe(day),
    fixedOn: maybe(day),
    evidence: maybe(text),
  }),
  engagement: object({
    auditor: maybe(text),
    fees: maybe(text),
    readiness: maybe(day),
    type1: maybe(day),
    fieldwork: maybe(day),
    report: maybe(day),
    assertion: maybe(oneOf('draft', 'signed')),
    representation: maybe(oneOf('draft', 'signed')),
  }),
};

/** The shapes of the registers' entries by type. */
export const registerShapes: Record<RegisterKind, Shape> = {
  policy: object({ key: name, record: nullOr(records.policy) }),
  vendor: object({ key: name, record: nullOr(records.vendor) }),
  duty: object({ key: name, record: nullOr(records.duty) }),
  exception: object({ key: name, record: nullOr(records.exception) }),
  engagement: object({ key: oneOf(engagementKey), record: nullOr(records.engagement) }),
};
