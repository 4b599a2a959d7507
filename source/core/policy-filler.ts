/** Puts what the assessment knows into the placeholders of one policy, and keeps what is still open. */
import type { Assessment } from './assessment.ts';
import { describeCadence } from './cadence.ts';
import type { Day } from './entry.ts';
import type { FilledDecision, FilledPart, FilledRole } from './policy-fill.ts';
import { type TextPart, textParts } from './policy-starter.ts';
import type { Cadence, Questionnaire, RoleId, ScopeQuestion, ScopeValue } from './questionnaire.ts';
import { PartyFinder, roleSetInForce } from './roles.ts';

/** A value of scoping as a policy shows it. */
interface ValueState {
  text: string | undefined;
  /** Why it does not bind yet; undefined once it does. */
  open: string | undefined;
}

/** Fills the texts of one policy, in order; remembers the roles and values that were named. */
export class PolicyFiller {
  /** Name of the company, or of the assessment while scoping does not hold one. */
  readonly company: string;
  readonly #questionnaire: Questionnaire;
  readonly #assessment: Assessment;
  readonly #finder: PartyFinder;
  readonly #roles = new Map<RoleId, FilledRole>();
  readonly #values = new Set<string>();
  #told = 0;

  constructor(questionnaire: Questionnaire, assessment: Assessment, today: Day) {
    this.#questionnaire = questionnaire;
    this.#assessment = assessment;
    const set = roleSetInForce(questionnaire, assessment, today);
    this.#finder = new PartyFinder(assessment, questionnaire, set, today);
    const named = assessment.scope.company?.value;
    this.company = typeof named === 'string' && named.trim() !== '' ? named : assessment.name;
  }

  /** The text with its placeholders filled. */
  text(text: string): FilledPart[] {
    let before = '';
    return textParts(text).map((part) => {
      const filled = this.#part(part, /^$|[.!?]\s+$/.test(before));
      before = filled.text;
      return filled;
    });
  }

  /** A role with the people who hold it, or who wear the hat that stands for it at this size. */
  role(id: RoleId): FilledRole {
    const known = this.#roles.get(id);
    if (known !== undefined) return known;
    const title = this.#questionnaire.roles.find((role) => role.id === id)?.title ?? id;
    const holders = this.#finder.forRole(id).flatMap((party) => {
      if (party.kind === 'person') return [party.name];
      return party.chair === undefined ? [] : [party.chair];
    });
    const role = { role: id, title: inSentence(title), holders };
    this.#roles.set(id, role);
    return role;
  }

  /** Every role named so far, in the order in which they came. */
  roles(): FilledRole[] {
    return [...this.#roles.values()];
  }

  /** The value that the company committed to, if it did. */
  committed(question: string): ScopeValue | undefined {
    const given = this.#assessment.scope[question];
    return given?.committed === true ? given.value : undefined;
  }

  /** Decisions on the values named since the last call: ticked once they bind. */
  newValueDecisions(): FilledDecision[] {
    const fresh = [...this.#values].slice(this.#told);
    this.#told = this.#values.size;
    return fresh.flatMap((id): FilledDecision[] => {
      const question = this.#question(id);
      if (question === undefined) return [];
      const { text, open } = this.#value(question);
      const answer =
        text === undefined ? '' : ` ${open === 'offered, not committed yet' ? 'Offered' : 'Given'}: ${text}.`;
      const verb = question.commitment === true ? 'Commit to an answer' : 'Answer in scoping';
      return open === undefined
        ? [{ text: [{ text: `${question.ask} ${text}.` }], taken: true }]
        : [{ text: [{ text: `${verb} (${id}): ${question.ask}${answer}` }], taken: false }];
    });
  }

  #part(part: TextPart, opensSentence: boolean): FilledPart {
    switch (part.kind) {
      case 'text':
        return { text: part.text };
      case 'company':
        return { text: this.company };
      case 'role': {
        const { title, holders } = this.role(part.id);
        const text = opensSentence ? title.charAt(0).toUpperCase() + title.slice(1) : title;
        return holders.length > 0 ? { text } : { text, open: 'nobody named yet' };
      }
      case 'runs':
        return { text: this.#runs(part.id) };
      case 'value': {
        this.#values.add(part.id);
        const question = this.#question(part.id);
        const { text, open } = question === undefined ? { text: undefined, open: undefined } : this.#value(question);
        if (text === undefined) return { text: 'the list that is to be made', open: open ?? 'not decided yet' };
        return open === undefined ? { text } : { text, open };
      }
    }
  }

  #question(id: string): ScopeQuestion | undefined {
    return this.#questionnaire.scoping.find((question) => question.id === id);
  }

  #value(question: ScopeQuestion): ValueState {
    const given = this.#assessment.scope[question.id];
    if (given === undefined) {
      if (question.default === undefined) return { text: undefined, open: 'not decided yet' };
      return { text: valueText(question.default, question), open: 'offered, not committed yet' };
    }
    const binds = given.committed || question.commitment !== true;
    return { text: valueText(given.value, question), open: binds ? undefined : 'not committed yet' };
  }

  /** How often a control runs; that a setting also holds all the time says nothing about when people act. */
  #runs(id: string): string {
    const cadence = this.#questionnaire.controls.find((control) => control.id === id)?.cadence;
    if (cadence === undefined) return 'at a rhythm still to be set';
    const { continuous, ...rest } = cadence;
    const timed: Cadence = Object.keys(rest).length > 0 ? rest : { continuous: continuous ?? true };
    return describeCadence(timed).replace(', at each ', ' and at each ');
  }
}

/** A value with its unit: `90 days`, `1 month`, `80, 443`, `none`. */
function valueText(value: ScopeValue, question: ScopeQuestion): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const label = question.options?.find((option) => option.value === value)?.label ?? String(value);
  if (question.unit === undefined) return label;
  return `${label} ${value === 1 ? question.unit.replace(/s$/, '') : question.unit}`;
}

/** A title as it stands inside a sentence: `Security lead` → `security lead`; `IT support` stays. */
function inSentence(title: string): string {
  return /^\p{Lu}\p{Lu}/u.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}
