/** A policy starter filled with what the assessment knows: company, people behind the roles, values, rhythms. */
import type { Assessment } from './assessment.ts';
import { describeCadence } from './cadence.ts';
import { holds } from './conditions.ts';
import type { Day } from './entry.ts';
import { PolicyFiller } from './policy-filler.ts';
import type { PolicyId, PolicySection, PolicyStarter, PolicyStarters } from './policy-starter.ts';
import type { Questionnaire, RoleId } from './questionnaire.ts';

/** A stretch of filled text. */
export interface FilledPart {
  /** Never empty; text of people, to be escaped where it goes. */
  text: string;
  /** Why it is not settled yet, such as `offered, not committed yet`. */
  open?: string;
}

/** A role as a policy names it. */
export interface FilledRole {
  role: RoleId;
  title: string;
  /** Names of those who hold it; empty: nobody yet. */
  holders: string[];
}

/** A decision as a box to tick. */
export interface FilledDecision {
  text: FilledPart[];
  /** True for a value the company committed to. What only people can decide stays open here: they tick it in their copy. */
  taken: boolean;
}

/** One section, its numbers not yet given. */
export interface FilledSection {
  heading: string;
  text: FilledPart[][];
  decisions: FilledDecision[];
  auditor: FilledPart[];
}

/** One policy, ready to be written in any format. */
export interface FilledPolicy {
  id: PolicyId;
  title: string;
  company: string;
  purpose: FilledPart[];
  owner: FilledRole;
  approver: FilledRole;
  /** When it is reviewed, such as `every 12 months, at each incident`. */
  review: string;
  serves: PolicyStarter['serves'];
  sections: FilledSection[];
  /** Every role it names, owner and approver first. */
  roles: FilledRole[];
  /** Decisions on roles: hats nobody wears, an owner who would approve their own text. */
  roleDecisions: FilledDecision[];
  /** Boxes not ticked, and ticked. */
  open: number;
  taken: number;
}

/** All policies of a company. */
export interface FilledPolicies {
  company: string;
  policies: FilledPolicy[];
  /** Policies that this company does not need, by what it said in scoping. */
  leftOut: { id: PolicyId; title: string }[];
}

/** What policies are filled from. */
export interface FillInput {
  starters: PolicyStarters;
  questionnaire: Questionnaire;
  assessment: Assessment;
  today: Day;
}

/** Scoping question that holds the longest time between two reviews of a policy. */
const reviewQuestion = 'policy-review-months';

/** Fills every policy that the company needs. Pure: the same input gives the same policies. */
export function fillPolicies({ starters, questionnaire, assessment, today }: FillInput): FilledPolicies {
  const needed = (policy: PolicyStarter) => policy.when === undefined || holds(policy.when, assessment, questionnaire);
  const { company } = new PolicyFiller(questionnaire, assessment, today);
  return {
    company,
    policies: starters.policies
      .filter(needed)
      .map((policy) => fillPolicy(policy, starters.policyFrame, new PolicyFiller(questionnaire, assessment, today))),
    leftOut: starters.policies.filter((policy) => !needed(policy)).map(({ id, title }) => ({ id, title })),
  };
}

function fillPolicy(policy: PolicyStarter, frame: PolicyStarters['policyFrame'], filler: PolicyFiller): FilledPolicy {
  const owner = filler.role(policy.owner);
  const approver = filler.role(policy.approver);
  const purpose = filler.text(policy.purpose);
  const sections = [...frame.before, ...policy.sections, ...frame.after].map((section) => fillSection(section, filler));
  const roles = filler.roles();
  const roleDecisions = [
    ...roles.filter(({ holders }) => holders.length === 0).map(({ title }) => box(`Name who is the ${title}.`)),
    ...ownApproval(owner, approver),
  ];
  const boxes = [...sections.flatMap(({ decisions }) => decisions), ...roleDecisions];
  return {
    id: policy.id,
    title: policy.title,
    company: filler.company,
    purpose,
    owner,
    approver,
    review: reviewOf(policy, filler),
    serves: policy.serves,
    sections,
    roles,
    roleDecisions,
    open: boxes.filter(({ taken }) => !taken).length,
    taken: boxes.filter(({ taken }) => taken).length,
  };
}

/** The section's own decisions, then those on the values it is the first to name. */
function fillSection(section: PolicySection, filler: PolicyFiller): FilledSection {
  const text = section.text.map((one) => filler.text(one));
  const own = section.decide.map((one) => ({ text: filler.text(one), taken: false }));
  const auditor = filler.text(section.auditor);
  return { heading: section.heading, text, decisions: [...own, ...filler.newValueDecisions()], auditor };
}

/** Who writes does not approve: a box when one person is all there is on both sides. */
function ownApproval(owner: FilledRole, approver: FilledRole): FilledDecision[] {
  const [name] = owner.holders;
  const same = name !== undefined && owner.holders.length === 1 && approver.holders.join() === name;
  return same
    ? [box(`${name} would approve what they wrote: name somebody else to approve, such as the overseer.`)]
    : [];
}

function box(text: string): FilledDecision {
  return { text: [{ text }], taken: false };
}

function reviewOf({ cadence }: PolicyStarter, filler: PolicyFiller): string {
  const months = filler.committed(reviewQuestion);
  if (typeof months !== 'number') return describeCadence(cadence);
  const events = cadence.onEvent === undefined ? '' : describeCadence({ onEvent: cadence.onEvent });
  return [`every ${months} months`.replace('every 1 months', 'monthly'), events].filter(Boolean).join(', ');
}
