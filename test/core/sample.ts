/** Small questionnaires and assessments for the tests of gaps, plan, RACI and decisions. */
import { type Assessment, emptyAssessment, fold } from '../../source/core/assessment.ts';
import { decide } from '../../source/core/decide.ts';
import type { Decisions } from '../../source/core/decision.ts';
import { type Entry, type EntryBody, entryVersion } from '../../source/core/entry.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import type { Control, Questionnaire, Role, RoleSet, ScopeQuestion } from '../../source/core/questionnaire.ts';
import { knownPolicies } from '../../source/core/register-known.ts';

/** The day on which the tests decide. */
export const today = '2026-12-01';

/** A control with everything said that the types ask for; name what matters to the test. */
export function control(id: string, given: Partial<Control> = {}): Control {
  const criterion = id.slice(0, id.indexOf('-'));
  return {
    id,
    criterion,
    title: `Title of ${id}`,
    kind: 'process',
    weight: 3,
    weightReason: 'for the test',
    ask: `Is ${id} in place?`,
    why: 'For the test.',
    levels: ['Nothing.', 'Done, not written.', 'Written.', 'Ran once, dated.', 'Ran every time.'],
    auditorWants: 'A dated record.',
    doesNotCount: 'Words.',
    smallCompany: 'The same, shorter.',
    evidence: [{ what: 'Signed minutes', tier: 2 }],
    cadence: { every: 'year' },
    raci: { R: ['OPS'], A: 'CTO', C: ['SEC'], I: ['all staff'] },
    effort: 'S',
    leadDays: 7,
    after: [],
    checks: [],
    topics: [],
    remediation: { action: `Put ${id} in place.`, steps: [], acceptedWhen: `A record of ${id} is there.` },
    ...given,
  };
}

const role = (id: string, given: Partial<Role> = {}): Role => ({ id, title: id, who: id, ...given });

/** Roles of the project, with a body and an outside party. */
export const roles: Role[] = [
  role('BOARD', { body: true }),
  ...'CEO COO CTO SEC GRC OPS ENG IT PEOPLE PEOPLE_LEAD LEGAL PRIV PROD SUP FIN'.split(' ').map((id) => role(id)),
  role('AWS', { outside: true }),
];

const hats = (text: string) => Object.fromEntries(text.split(' ').map((pair) => pair.split('=') as [string, string]));

/** Role sets of the three sizes, shorter than the shipped ones. */
export const roleSets: RoleSet[] = [
  {
    size: 3,
    holds: hats(
      'COO=CEO PEOPLE=CEO PEOPLE_LEAD=CEO LEGAL=CEO PROD=CEO SUP=CEO FIN=CEO SEC=CTO GRC=CTO OPS=CTO PRIV=CTO IT=ENG',
    ),
    accountable: { 'CC1.2': 'BOARD', CC1: 'CEO', CC5: 'CTO', 'CC5.3': 'CEO', CC6: 'CTO', CC8: 'CTO', CC9: 'CEO' },
  },
  {
    size: 15,
    holds: hats('COO=CEO PEOPLE_LEAD=CEO FIN=CEO GRC=SEC PRIV=SEC IT=OPS'),
    accountable: { 'CC1.2': 'BOARD', CC1: 'CEO', CC6: 'CTO', CC9: 'CEO' },
  },
  { size: 80, holds: {}, accountable: { 'CC1.2': 'BOARD', CC1: 'CEO', CC6: 'SEC', 'CC6.2': 'IT', CC9: 'COO' } },
];

const headcount: ScopeQuestion = {
  id: 'headcount',
  ask: 'How many people?',
  why: 'Chooses the role set.',
  type: 'choice',
  group: 'first',
  options: [
    { value: '1-5', label: '1 to 5', number: 1 },
    { value: '6-20', label: '6 to 20', number: 6 },
    { value: '51-200', label: '51 to 200', number: 51 },
  ],
};

/** A questionnaire of these controls. */
export function questionnaire(controls: Control[]): Questionnaire {
  return { hash: '000000000000', controls, scoping: [headcount], roles, roleSets, topics: {} };
}

/** The assessment that these decisions make, in this order. */
export function assessment(...bodies: EntryBody[]): Assessment {
  if (bodies.length === 0) return emptyAssessment();
  return fold(
    bodies.map((body, index): Entry => {
      const base = { v: entryVersion, id: `e${index}`, replica: 'r', seq: index + 1 };
      return { ...base, at: '2026-11-01T09:00:00Z', by: 'Ada', questionnaire: '000000000000', ...body };
    }),
  );
}

/** A company in three hats and an advisor (section 2.1 of the design). */
export const threePeople: EntryBody[] = [
  { type: 'scope', question: 'headcount', value: '1-5' },
  { type: 'person', name: 'Fay Founder', roles: ['CEO'] },
  { type: 'person', name: 'Theo Tech', roles: ['CTO'] },
  { type: 'person', name: 'Eve Engineer', roles: ['ENG'] },
  { type: 'person', name: 'Olga Outside', roles: ['BOARD'] },
];

/** Every policy that is expected of a company, approved and inside its review. */
export const policies: EntryBody[] = knownPolicies
  .filter(({ expected }) => expected === 'always')
  .map(({ id: key, title }) => {
    const record = { title, approver: 'Fay Founder', approvedOn: '2026-11-01', where: 'https://wiki.example.com' };
    return { type: 'policy', key, record };
  });

/** Answer of a level, with evidence of a tier where one is named, seen by a second person. */
export function answered(id: string, level: 0 | 1 | 2 | 3 | 4, tier?: 0 | 1 | 2 | 3): EntryBody[] {
  const answer: EntryBody = { type: 'answer', control: id, answer: { level } };
  if (tier === undefined) return [answer];
  const evidence = { what: 'Minutes', where: 'evidence/minutes.pdf', date: '2026-11-01', tier, seenBy: 'Theo Tech' };
  return [answer, { type: 'evidence', control: id, evidence }];
}

/** A failing check result over so many resources; the first is privileged where said. */
export function failedCheck(
  check: string,
  failed: number,
  total: number,
  given: Partial<CheckResult> = {},
): CheckResult {
  const resources = Array.from({ length: failed }, (_, index) => ({
    id: `user-${index}`,
    region: 'global',
    status: 'fail' as const,
    reason: `User user-${index} has no factor.`,
  }));
  const base = { check, status: 'fail', severity: 'critical', criteria: [], unknown: [], committed: true } as const;
  return { ...base, criteria: [], unknown: [], passed: total - failed, total, resources, ...given };
}

/** Decides over these controls. */
export function decided(controls: Control[], bodies: EntryBody[], results: CheckResult[] = []): Decisions {
  return decide({
    questionnaire: questionnaire(controls),
    assessment: assessment(...bodies),
    results,
    today,
    depth: 'full',
  });
}
