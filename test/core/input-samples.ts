/** Small questionnaires and assessments for tests of the scoring inputs. */
import { type Assessment, fold } from '../../source/core/assessment.ts';
import type { Entry, EntryBody, Evidence } from '../../source/core/entry.ts';
import { entryVersion } from '../../source/core/entry.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import type { Control, Questionnaire, ScopeQuestion } from '../../source/core/questionnaire.ts';

/** A key control of CC1.1 without checks or rhythm; tests change what they are about. */
export function sampleControl(changes: Partial<Control> & { id: string }): Control {
  return {
    ...{ criterion: 'CC1.1', title: 'Sample', kind: 'process', weight: 3, weightReason: 'A sample.' },
    ...{ ask: 'Is it?', why: 'It matters.', levels: ['0', '1', '2', '3', '4'], auditorWants: 'A record.' },
    ...{ doesNotCount: 'Words.', smallCompany: 'The same.', evidence: [], cadence: { onEvent: ['change'] } },
    ...{ raci: { R: ['GRC'], A: 'CEO', C: [], I: [] }, effort: 'S', leadDays: 1, after: [], checks: [], topics: [] },
    remediation: { action: 'Do it.', steps: [], acceptedWhen: 'It is done.' },
    ...changes,
  };
}

/** Scoping questions that the tests use. */
const scoping: ScopeQuestion[] = [
  { id: 'contractors', ask: 'Contractors?', why: 'So.', type: 'yes-no', group: 'first' },
  {
    ...{ id: 'headcount', ask: 'How many?', why: 'So.', type: 'choice', group: 'first' },
    options: [
      { value: '1-5', label: '1 to 5', number: 1 },
      { value: '6-20', label: '6 to 20', number: 6 },
    ],
  },
  { id: 'regulated-data', ask: 'Which?', why: 'So.', type: 'choices', group: 'first', options: [] },
  { id: 'regions', ask: 'Where?', why: 'So.', type: 'list', group: 'boundary', commitment: true },
  { id: 'access-key-age-days', ask: 'Days?', why: 'So.', type: 'number', group: 'commitments', commitment: true },
  { id: 'public-ports', ask: 'Ports?', why: 'So.', type: 'list', group: 'commitments', commitment: true },
];

/** A questionnaire of these controls. */
export function sampleQuestionnaire(...controls: Control[]): Questionnaire {
  return { hash: '000000000000', controls, scoping, roles: [], roleSets: [], topics: {} };
}

/** The assessment that these decisions make, in this order, all by Ada on 1 June 2025. */
export function sampleAssessment(...bodies: EntryBody[]): Assessment {
  const entries = bodies.map((body, index): Entry => {
    const base = { v: entryVersion, id: `e${index}`, replica: 'r', seq: index + 1, at: '2025-06-01T12:00:00.000Z' };
    return { ...base, by: 'Ada', questionnaire: '000000000000', ...body };
  });
  return fold(entries);
}

/** A dated record of 1 May 2025, seen by Bo. */
export function sampleEvidence(control: string, changes: Partial<Evidence> = {}): EntryBody {
  const evidence = {
    what: 'Minutes',
    where: 'evidence/minutes.pdf',
    date: '2025-05-01',
    tier: 2,
    seenBy: 'Bo',
  } as const;
  return { type: 'evidence', control, evidence: { ...evidence, ...changes } };
}

/** A result of a check of high severity; one resource, unless the changes say otherwise. */
export function sampleResult(
  check: string,
  status: CheckResult['status'],
  changes: Partial<CheckResult> = {},
): CheckResult {
  const base = { severity: 'high', criteria: ['CC6.1'], resources: [], unknown: [], committed: true } as const;
  return {
    ...base,
    check,
    status,
    passed: status === 'pass' ? 1 : 0,
    total: 1,
    ...structuredClone(changes),
  } as CheckResult;
}
