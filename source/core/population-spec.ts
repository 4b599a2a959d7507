/** What a kind of list is made of: columns, what is tested, and which control it serves. */
import type { ControlId } from './questionnaire.ts';

/** Kinds of lists. */
export type PopulationKind =
  | 'leavers'
  | 'joiners'
  | 'idp-users'
  | 'devices'
  | 'access-reviews'
  | 'changes'
  | 'deployments'
  | 'incidents'
  | 'tickets';

/**
 * Kinds that list what there is on one day, and not what happened in a period: those without an `event`. Such a list is
 * a look at the control on that day (docs/decisions/0011-lists-of-what-there-is.md).
 */
export const standingKinds: readonly PopulationKind[] = ['idp-users', 'devices'];

/**
 * How the cells of a column are read. `moment`: a day, or a day with its time. `period`: a month, quarter, half-year,
 * year, or its last day. `people`: a list of names, where a blank cell says nobody. `factor`: yes, no, or kinds of
 * factors. `state`: active or not. `result`: passed, failed or none.
 */
export type FieldType = 'text' | 'moment' | 'period' | 'yes-no' | 'factor' | 'state' | 'result' | 'people';

/** A column that a kind reads. */
export interface PopulationField {
  /** Name for `--map FIELD=COLUMN`. */
  id: string;
  type: FieldType;
  /** What it holds, in a few words. */
  what: string;
  /** The list must have it. */
  required?: true;
  /** And no cell of it may be blank. */
  filled?: true;
  /** Headers that suggest it, in lower case, only letters and digits. */
  headers: string[];
}

/** What is tested on each row. The judging itself is code, under the same id. */
export interface PopulationTest {
  id: string;
  control: ControlId;
  /** What is expected of a row. */
  expects: string;
  /** Columns without which it cannot be judged. */
  needs: string[];
  /** Scoping question with the value that it is held against. */
  commitment?: string;
}

/** A kind of list. */
export interface PopulationSpec {
  title: string;
  /** At least one of these columns is there, and filled in each row. */
  anyOf?: string[];
  fields: PopulationField[];
  /** What tells two rows apart: of each part the first column that is filled. */
  key: string[][];
  /** Column that puts a row into a period; absent: a list of what is there on one day, which cannot be empty. */
  event?: string;
  tests: PopulationTest[];
}

/** An id column of things; `more` are further headers. */
export function idField(what: string, ...more: string[]): PopulationField {
  const headers = ['id', 'key', 'number', 'reference', 'ref', ...more];
  return { id: 'id', type: 'text', what, required: true, filled: true, headers };
}

/** A moment that must be there. */
export function eventField(id: string, what: string, ...headers: string[]): PopulationField {
  return { id, type: 'moment', what, required: true, filled: true, headers: [id, ...headers] };
}
