/**
 * Policy starters as data: an outline per policy that a company fills and makes its own. People edit
 * `questionnaires/policies.yaml`; the build checks it with {@link ./guide-rules.ts} and compiles it to a file of its own,
 * so that the program starts without it. Not the IAM policies of AWS: those are {@link ./policy.ts}.
 */
import type { CriterionId } from './framework.ts';
import type { Cadence, Condition, ControlId, RoleId } from './questionnaire.ts';

/** Id of a policy, such as `access-control`; `remediation.template` of a control names it. */
export type PolicyId = string;

/** One heading of a policy. */
export interface PolicySection {
  heading: string;
  /**
   * Sentences to start from. Placeholders: `{company}`; `{role:SEC}` the title of a role; `{value:log-retention-days}` a
   * value of scoping with its unit; `{runs:CC6.3-review}` how often a control runs.
   */
  text: string[];
  /** What the company has to decide here. */
  decide: string[];
  /** What an auditor looks for. */
  auditor: string;
}

/** The outline of one policy. */
export interface PolicyStarter {
  id: PolicyId;
  title: string;
  /** What it is for, one sentence; may hold placeholders. */
  purpose: string;
  /** What it serves. */
  serves: { criteria: CriterionId[]; controls: ControlId[] };
  /** Keeps it current. */
  owner: RoleId;
  /** Approves it; never its owner's role. */
  approver: RoleId;
  /** When it is reviewed. A committed `policy-review-months` takes the place of the rhythm. */
  cadence: Cadence;
  /** When a company needs it; absent: always. */
  when?: Condition;
  sections: PolicySection[];
}

/** Everything compiled from `questionnaires/policies.yaml`. */
export interface PolicyStarters {
  policies: PolicyStarter[];
  /** Sections that every policy begins and ends with. */
  policyFrame: { before: PolicySection[]; after: PolicySection[] };
}

/** A piece of a text with placeholders. */
export type TextPart = { kind: 'text'; text: string } | { kind: PlaceholderKind; id: string };

/** What a placeholder stands for. */
export type PlaceholderKind = 'company' | 'role' | 'value' | 'runs';

const placeholder = /\{([^{}]*)\}/g;
const known = /^(?:(company)|(role|value|runs):([A-Za-z0-9._-]+))$/;

/** Splits a text at its placeholders. One that is written wrongly is left as text; {@link strayBraces} finds it. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(placeholder)) {
    const [, company, kind, id] = known.exec(match[1] ?? '') ?? [];
    if (company === undefined && kind === undefined) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: (kind as PlaceholderKind | undefined) ?? 'company', id: id ?? '' });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** The first brace of a text that belongs to no placeholder, with what follows it; undefined when there is none. */
export function strayBraces(text: string): string | undefined {
  for (const part of textParts(text)) {
    const stray = part.kind === 'text' ? /[{}].{0,30}/.exec(part.text) : null;
    if (stray !== null) return stray[0];
  }
  return undefined;
}
