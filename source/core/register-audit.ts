/** Faults of the registers around the report itself: duties of customers, exceptions of a prior report, the engagement. */
import { addDays, isDay, longDay } from './calendar.ts';
import type { Day } from './entry.ts';
import { ownValue } from './own-record.ts';
import { type EngagementRecord, type ExceptionRecord, engagementKey } from './register-entry.ts';
import { blank, linkFault, type RegisterFault, type RegisterInput } from './register-fault.ts';
import { registerConstants, registerControls } from './register-known.ts';

/** Duties of customers: none entered, not published, tied to no control. */
export function customerDutyFaults(input: RegisterInput): RegisterFault[] {
  const controls = registerControls.customerDuty;
  const entered = Object.entries(input.assessment.registers.duty);
  if (entered.length === 0) {
    const text = 'no duty that the report leaves to customers is entered';
    return [{ register: 'duty', key: '', kind: 'missing', controls, text }];
  }
  return entered.flatMap(([key, { text: duty, where, control }]) => {
    const why = linkFault(control, input);
    return [
      ...(blank(where) ? [`nothing says where customers read the duty "${duty}"`] : []),
      ...(why === undefined ? [] : [`the customers' duty "${duty}" ${why}`]),
    ].map((text): RegisterFault => ({ register: 'duty', key, kind: 'incomplete', controls, text }));
  });
}

/** Exceptions of a prior report: no answer from management, still open, or fixed with nothing to show for it. */
export function exceptionFaults({ assessment, today }: RegisterInput): RegisterFault[] {
  return Object.entries(assessment.registers.exception).flatMap(([key, exception]) => {
    const fault = (text: string, controls: RegisterFault['controls']): RegisterFault => ({
      ...{ register: 'exception', key, kind: 'incomplete', controls, text },
    });
    const answer = blank(exception.response)
      ? [fault(`exception ${key} has no answer from management`, registerControls.exceptionAnswer)]
      : [];
    if (exception.fixedOn === undefined || exception.fixedOn > today) return [...answer, open(key, exception, today)];
    if (!blank(exception.evidence)) return answer;
    return [
      ...answer,
      fault(`exception ${key} is said to be fixed, and nothing shows it`, registerControls.exceptionEvidence),
    ];
  });
}

function open(key: string, { control, due }: ExceptionRecord, today: Day): RegisterFault {
  const controls = [...(control === undefined ? [] : [control]), ...registerControls.exceptionOpen];
  const base = { register: 'exception', key, controls } as const;
  if (due === undefined) return { ...base, kind: 'incomplete', text: `exception ${key} of the prior report is open` };
  if (due >= today)
    return { ...base, kind: 'incomplete', text: `exception ${key} is open, to be fixed by ${longDay(due)}` };
  return { ...base, kind: 'overdue', due, text: `exception ${key} was to be fixed by ${longDay(due)}` };
}

/** The engagement: no auditor while the first date is near, or papers of management that are late. */
export function engagementFaults({ assessment, today }: RegisterInput): RegisterFault[] {
  const engagement: EngagementRecord = ownValue(assessment.registers.engagement, engagementKey) ?? {};
  const deadline = assessment.scope.deadline?.value;
  const late = (text: string, day: Day): RegisterFault => ({
    ...{ register: 'engagement', key: engagementKey, controls: registerControls.engagement },
    ...(day < today ? { kind: 'overdue', due: day } : { kind: 'missing' }),
    text,
  });
  const faults: RegisterFault[] = [];
  const first = firstDate(engagement, isDay(deadline) ? deadline : undefined);
  if (first !== undefined && blank(engagement.auditor)) {
    const by = addDays(first.day, -registerConstants.auditorLeadDays);
    if (by <= today) faults.push(late(`no auditor is chosen, and ${first.what} is on ${longDay(first.day)}`, by));
  }
  const { fieldwork, report, assertion, representation } = engagement;
  if (report !== undefined && report <= today) {
    if (assertion !== 'signed') faults.push(late("management's assertion is not signed", report));
    if (representation !== 'signed') faults.push(late('the letter of representation is not signed', report));
  } else if (fieldwork !== undefined && fieldwork <= today && assertion === undefined)
    faults.push(late("management's assertion is not drafted, and fieldwork has begun", fieldwork));
  return faults;
}

/** The first date for which an auditor is needed. */
function firstDate(engagement: EngagementRecord, deadline: Day | undefined): { what: string; day: Day } | undefined {
  const dates: [string, Day | undefined][] = [
    ['the date of the Type 1', engagement.type1],
    ['the start of fieldwork', engagement.fieldwork],
    ['the report', engagement.report],
    ['the deadline', deadline],
  ];
  return dates
    .flatMap(([what, day]) => (day === undefined ? [] : [{ what, day }]))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))[0];
}
