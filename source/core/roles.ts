/** From the size of a company to its default hats, and from a hat to the people who wear it (docs/raci-and-plan.md). */
import type { Assessment, Person } from './assessment.ts';
import { scopeNumber } from './conditions.ts';
import type { RaciParty } from './decision.ts';
import type { Day } from './entry.ts';
import type { CriterionId } from './framework.ts';
import { criterion as criterionOf } from './framework.ts';
import { ownValue } from './own-record.ts';
import type { Control, Questionnaire, RoleId, RoleSet } from './questionnaire.ts';

/** Scoping question that holds the head count. */
const headCountQuestion = 'headcount';

/** Sizes a default set of hats exists for, with the head count from which each is used. */
const sizes = [
  { from: 51, size: 80 },
  { from: 6, size: 15 },
  { from: 0, size: 3 },
] as const;

/** People who have not left by this day, in the order they were entered. */
export function presentPeople(assessment: Assessment, today: Day): Person[] {
  return assessment.people.filter((person) => person.left === undefined || person.left > today);
}

/** Whether a person of the assessment has left by a day. */
export function hasLeft(name: string, { people }: Assessment, today: Day): boolean {
  const left = people.find((person) => person.name === name)?.left;
  return left !== undefined && left <= today;
}

/** The head count: as scoping says, else the people entered; undefined when neither says anything. */
export function headCount(assessment: Assessment, questionnaire: Questionnaire, today: Day): number | undefined {
  const value = assessment.scope[headCountQuestion]?.value;
  if (typeof value === 'number') return value;
  const question = questionnaire.scoping.find((q) => q.id === headCountQuestion);
  const band = question?.options?.find((option) => option.value === value)?.number;
  if (band !== undefined) return band;
  const entered = presentPeople(assessment, today).length;
  return entered > 0 ? entered : undefined;
}

/** Up to five people, as far as anybody said: wording and advice for the smallest companies is for them. */
export function isSmallCompany(assessment: Assessment, questionnaire: Questionnaire): boolean | undefined {
  const value = assessment.scope[headCountQuestion]?.value;
  const number =
    value === undefined
      ? undefined
      : scopeNumber(
          value,
          questionnaire.scoping.find((q) => q.id === headCountQuestion),
        );
  return number === undefined ? undefined : sizeClass(number) === 3;
}

/** Size class of a head count: 3 up to five people, 15 up to fifty, else 80. Nothing known counts as 15. */
export function sizeClass(count: number | undefined): RoleSet['size'] {
  return count === undefined ? 15 : (sizes.find(({ from }) => count >= from)?.size ?? 3);
}

/** The role set of a size class; an empty one (every role stands for itself) when the questionnaire has none. */
function roleSet(questionnaire: Questionnaire, size: RoleSet['size']): RoleSet {
  return questionnaire.roleSets.find((set) => set.size === size) ?? { size, holds: {}, accountable: {} };
}

/** The set in force: that of the size chosen, else of the head count, with what is the company's own over it. */
export function roleSetInForce(questionnaire: Questionnaire, assessment: Assessment, today: Day): RoleSet {
  const { size, holds, accountable } = assessment.roleSet;
  const base = roleSet(questionnaire, size ?? sizeClass(headCount(assessment, questionnaire, today)));
  return { ...base, holds: { ...base.holds, ...holds }, accountable: { ...base.accountable, ...accountable } };
}

/** The role that answers for a control: the set's word on its criterion, else on its series, else the control's default. */
export function accountableRole(control: Control, set: RoleSet): RoleId {
  return set.accountable[control.criterion] ?? set.accountable[seriesOf(control.criterion)] ?? control.raci.A;
}

/** The series of a criterion number, also of one the framework does not list. */
function seriesOf(criterion: CriterionId): string {
  return criterionOf(criterion)?.series ?? criterion.replace(/\..*$/, '');
}

/** Finds the parties that stand for a role, and keeps every party it has met. */
export class PartyFinder {
  readonly #people: Person[];
  readonly #all: Person[];
  readonly #questionnaire: Questionnaire;
  readonly #set: RoleSet;
  readonly #vendors: string[];
  readonly #met = new Map<string, RaciParty>();

  constructor(assessment: Assessment, questionnaire: Questionnaire, set: RoleSet, today: Day) {
    this.#people = presentPeople(assessment, today);
    this.#all = assessment.people;
    this.#questionnaire = questionnaire;
    this.#set = set;
    this.#vendors = Object.values(assessment.registers.vendor).map(({ name }) => name.trim());
    for (const person of this.#people) this.#meet(this.#personParty(person));
  }

  /**
   * The parties for a role: the people who hold it; else those who hold the hat that stands for it at this size; else
   * the code of that hat, as a party of its own. A body with several members stands for itself, its first member in
   * the chair. An outside role stands for itself. Text that is no role is a group, such as `all staff`.
   */
  forRole(role: RoleId): RaciParty[] {
    const known = this.#questionnaire.roles.find((r) => r.id === role);
    if (known?.outside) return [this.#meet({ name: role, kind: 'outside', roles: [role] })];
    const seen = new Set<RoleId>();
    let hat = role;
    for (;;) {
      seen.add(hat);
      const holders = this.#people.filter((person) => person.roles.includes(hat));
      if (holders.length > 0) return this.#held(hat, holders);
      const next = ownValue(this.#set.holds, hat);
      if (next === undefined || seen.has(next)) break;
      hat = next;
    }
    const last = this.#questionnaire.roles.find((r) => r.id === hat);
    if (last === undefined) return [this.#meet({ name: hat, kind: 'group', roles: [] })];
    return [this.#meet({ name: hat, kind: last.body ? 'body' : 'role', roles: [hat] })];
  }

  /** An outside role such as `AWS`, met as a party; undefined for any other text. */
  outside(role: RoleId): RaciParty | undefined {
    const known = this.#questionnaire.roles.find((r) => r.id === role);
    return known?.outside ? this.#meet({ name: role, kind: 'outside', roles: [role] }) : undefined;
  }

  /** The registered vendor that a text, such as the name of its report, speaks of: the one with the longest name. */
  vendorIn(text: string): RaciParty | undefined {
    const words = ` ${text.toLowerCase()} `.replaceAll(/[^\p{L}\p{N}.]+/gu, ' ');
    const found = this.#vendors
      .filter((name) => words.includes(` ${name.toLowerCase().replaceAll(/[^\p{L}\p{N}.]+/gu, ' ')} `))
      .sort((a, b) => b.length - a.length)[0];
    return found === undefined ? undefined : this.#meet({ name: found, kind: 'outside', roles: [] });
  }

  /** The party behind a name set by hand: a person (also one who left), a vendor, a role, else a group nobody entered. */
  named(name: string): RaciParty {
    const person = this.#all.find((p) => p.name === name);
    if (person !== undefined) return this.#meet(this.#personParty(person));
    const vendor = this.#vendors.find((one) => one.toLowerCase() === name.trim().toLowerCase());
    if (vendor !== undefined) return this.#meet({ name: vendor, kind: 'outside', roles: [] });
    return this.forRole(name)[0] ?? this.#meet({ name, kind: 'group', roles: [] });
  }

  /** True for the name of a person of the company. */
  isPerson(name: string): boolean {
    return this.#met.get(name)?.kind === 'person';
  }

  /** Every party met, and every present person: people, then roles and bodies, then groups, then outside parties. */
  parties(): RaciParty[] {
    const order = { person: 0, role: 1, body: 1, group: 2, outside: 3 };
    const roles = this.#questionnaire.roles.map((role) => role.id);
    const place = (party: RaciParty) => roles.indexOf(party.name);
    return [...this.#met.values()].sort(
      (a, b) =>
        order[a.kind] - order[b.kind] ||
        (order[a.kind] === 1 ? place(a) - place(b) : 0) ||
        (order[a.kind] === 2 ? (a.name < b.name ? -1 : 1) : 0),
    );
  }

  #held(role: RoleId, holders: Person[]): RaciParty[] {
    const body = this.#questionnaire.roles.find((r) => r.id === role)?.body;
    const [chair] = holders;
    if (body && chair !== undefined && holders.length > 1)
      return [this.#meet({ name: role, kind: 'body', roles: [role], chair: chair.name })];
    return holders.map((person) => this.#meet(this.#personParty(person)));
  }

  #personParty(person: Person): RaciParty {
    const outside = this.#questionnaire.roles.filter((role) => role.outside).map((role) => role.id);
    const vendor = person.roles.length > 0 && person.roles.every((role) => outside.includes(role));
    return { name: person.name, kind: vendor ? 'outside' : 'person', roles: person.roles };
  }

  #meet(party: RaciParty): RaciParty {
    const known = this.#met.get(party.name);
    if (known !== undefined) return known;
    this.#met.set(party.name, party);
    return party;
  }
}
