/** The RACI, generated from roles and scoping, with letters set by hand laid over it (docs/raci-and-plan.md). */
import type { Assessment } from './assessment.ts';
import { describeCadence } from './cadence.ts';
import type { Raci, RaciLetter, RaciParty, RaciRow } from './decision.ts';
import type { Day } from './entry.ts';
import { selectControls } from './input-selection.ts';
import { keep, ownValue } from './own-record.ts';
import type { Control, Questionnaire, RoleSet } from './questionnaire.ts';
import { agreements } from './raci-agreement.ts';
import { type DraftRow, easeConsulted } from './raci-consult.ts';
import { lintRaci, maximumConsulted } from './raci-rules.ts';
import { barredHats, splitCriteria } from './raci-separation.ts';
import { accountableRole, headCount, PartyFinder, roleSetInForce } from './roles.ts';

/** What the matrix is made from. */
export interface RaciInput {
  /** Controls in the assessment, in asking order. */
  controls: readonly Control[];
  assessment: Assessment;
  questionnaire: Questionnaire;
  today: Day;
}

/**
 * The matrix with its lint. As generated, every row has exactly one A and at least one R (rules R1, R2), and no
 * outside party is A (rule R11). A letter set by hand wins: A moves, R joins, C and I replace, null clears the cell.
 */
export function makeRaci({ controls, assessment, questionnaire, today }: RaciInput): Raci {
  const count = headCount(assessment, questionnaire, today);
  const set = roleSetInForce(questionnaire, assessment, today);
  const finder = new PartyFinder(assessment, questionnaire, set, today);
  const drafts = controls.map((control) => draftRow(control, set, finder, assessment));
  easeConsulted(drafts);
  const rows = drafts.map((draft) => finishRow(draft, finder, assessment));
  const besides = rowsBesides(controls, assessment, questionnaire, set, today);
  const parties = finder.parties();
  const wearers = (role: string) => finder.forRole(role).map(({ name }) => name);
  const findings = lintRaci({ rows, besides, parties, assessment, wearers, headCount: count, today });
  return { parties, rows, findings, agreements: agreements({ rows, parties, assessment }) };
}

/** Rows of the controls that apply and that a lesser depth does not ask. */
function rowsBesides(
  asked: readonly Control[],
  assessment: Assessment,
  questionnaire: Questionnaire,
  set: RoleSet,
  today: Day,
): RaciRow[] {
  if (asked.length >= questionnaire.controls.length) return [];
  const known = new Set(asked.map(({ id }) => id));
  const finder = new PartyFinder(assessment, questionnaire, set, today);
  return selectControls(questionnaire, assessment, 'full')
    .included.filter(({ id }) => !known.has(id))
    .map((control) => finishRow(draftRow(control, set, finder, assessment), finder, assessment));
}

/** The row as the roles give it. */
function draftRow(control: Control, set: RoleSet, finder: PartyFinder, assessment: Assessment): DraftRow {
  const record = assessment.controls[control.id];
  const byRole = accountableParty(control, set, finder);
  const accountable = record?.owner === undefined ? byRole : accountableParty(control, set, finder, record.owner);
  const doers = unique([
    ...control.raci.R.flatMap((role) => finder.forRole(role)),
    ...outsideDoers(control, assessment, finder),
  ]);
  const consulted = unique(control.raci.C.flatMap((role) => finder.forRole(role).slice(0, 1)));
  const informed = unique(control.raci.I.flatMap((role) => finder.forRole(role)));
  if (doers.length === 0) doers.push(accountable);
  // Who must not do it (rule R7) is passed over; then even somebody who would only be told is better.
  const barred = barredHats(control.criterion).flatMap((role) => finder.forRole(role));
  const others = [...consulted, ...(consulted.some((one) => barred.includes(one)) ? informed : []), byRole];
  const separated = separateDoers(
    control,
    set,
    accountable,
    doers,
    others.filter((one) => !barred.includes(one)),
  );

  const cells: Record<string, RaciLetter[]> = {};
  const give = (party: RaciParty, letter: RaciLetter) => {
    keep(cells, party.name, addLetter(ownValue(cells, party.name) ?? [], letter, 'keep'));
  };
  for (const party of separated) give(party, 'R');
  give(accountable, 'A');
  // A person who does the work or answers for it is not also asked about it: C and I only where nothing stands yet.
  const asked = consulted.filter(({ name }) => !Object.hasOwn(cells, name)).slice(0, maximumConsulted);
  for (const party of asked) give(party, 'C');
  for (const party of informed.filter(({ name }) => !Object.hasOwn(cells, name))) give(party, 'I');

  const row: RaciRow = {
    control: control.id,
    criterion: control.criterion,
    title: control.title,
    cells,
    cadence: describeCadence(control.cadence),
  };
  return { control, row, consulted: asked.map(({ name }) => name) };
}

/** Letters set by hand over it, and somebody who stands in. */
function finishRow({ row, consulted }: DraftRow, finder: PartyFinder, assessment: Assessment): RaciRow {
  applyHandSet(row, assessment, finder);
  row.standIn ??= defaultStandIn(row, consulted, finder);
  if (row.standIn === undefined) delete row.standIn;
  return row;
}

/** The one A: the owner named in the interview, else who wears the accountable hat, never an outside party (rule R11). */
function accountableParty(control: Control, set: RoleSet, finder: PartyFinder, owner?: string): RaciParty {
  const wanted = owner === undefined ? finder.forRole(accountableRole(control, set)) : [finder.named(owner)];
  const inside = wanted.find((party) => party.kind !== 'outside');
  return inside ?? finder.forRole('CEO')[0] ?? finder.named('CEO');
}

/**
 * Outside parties who do a part of it: AWS where the control is about a layer that AWS runs, and the organisation whose
 * report an inherited answer rests on (rule S-I1). They never answer for it (rule R11).
 */
function outsideDoers(control: Control, assessment: Assessment, finder: PartyFinder): RaciParty[] {
  const layer = control.inheritable === true ? control.raci.I.flatMap((role) => finder.outside(role) ?? []) : [];
  const answer = assessment.controls[control.id]?.answer;
  if (answer?.level !== 'inherited') return layer;
  const name = answer.report?.name ?? 'AWS';
  const organisation = /\b(AWS|Amazon)\b/.test(name) ? finder.outside('AWS') : finder.vendorIn(name);
  return organisation === undefined ? layer : [...layer, organisation];
}

/**
 * Where a duty of this row must be split (rule R7) and the only doer also answers for it, the first person consulted
 * becomes the doer; else who would answer for it, had nobody else been named as its owner. Not up to five people: there the same few hands would only change places, and a compensating
 * control is the honest answer.
 */
function separateDoers(
  control: Control,
  set: RoleSet,
  accountable: RaciParty,
  doers: RaciParty[],
  others: RaciParty[],
): RaciParty[] {
  if (set.size === 3 || !splitCriteria.has(control.criterion) || doers.some((party) => party !== accountable))
    return doers;
  const other = others.find((p) => p !== accountable && (p.kind === 'person' || p.kind === 'role'));
  return other === undefined ? doers : [other];
}

function applyHandSet(row: RaciRow, assessment: Assessment, finder: PartyFinder): void {
  for (const set of assessment.raci) {
    if (set.control !== row.control) continue;
    const { name } = finder.named(set.person);
    if (set.standIn) {
      if (set.role !== null) row.standIn = name;
      else if (row.standIn === name) delete row.standIn;
    } else if (set.role === null) delete row.cells[name];
    else {
      if (set.role === 'A') takeAccountability(row);
      keep(row.cells, name, addLetter(ownValue(row.cells, name) ?? [], set.role, 'replace'));
    }
  }
}

/** A moves: who had it before loses it, and leaves the row when nothing else is left. */
function takeAccountability(row: RaciRow): void {
  for (const [name, letters] of Object.entries(row.cells)) {
    const rest = letters.filter((letter) => letter !== 'A');
    if (rest.length === 0) delete row.cells[name];
    else keep(row.cells, name, rest);
  }
}

/** R and A live together; C or I stands alone. Kept in the order R A C I. */
function addLetter(letters: RaciLetter[], letter: RaciLetter, clash: 'keep' | 'replace'): RaciLetter[] {
  const strong = (l: RaciLetter) => l === 'R' || l === 'A';
  if (!strong(letter)) return clash === 'keep' && letters.length > 0 ? letters : [letter];
  return (['R', 'A'] as const).filter((l) => l === letter || letters.includes(l));
}

/** Stand-in of the accountable party (rule R9), a person: the first other doer, else the first consulted, else who was to be. */
function defaultStandIn(row: RaciRow, consulted: readonly string[], finder: PartyFinder): string | undefined {
  const others = Object.entries(row.cells).filter(([, letters]) => !letters.includes('A'));
  const holding = (letter: RaciLetter) => others.flatMap(([name, letters]) => (letters.includes(letter) ? [name] : []));
  const informed = holding('I').filter((name) => consulted.includes(name));
  return [...holding('R'), ...holding('C'), ...informed].find((name) => finder.isPerson(name));
}

function unique(parties: RaciParty[]): RaciParty[] {
  return [...new Set(parties)];
}
