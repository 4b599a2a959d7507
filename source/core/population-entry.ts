/** What the journal keeps of populations: an import with its outcome, and which accounts belong to whom. */
import type { Day } from './entry.ts';
import type { DateOrder } from './population-dates.ts';
import type { PopulationRun } from './population-runs.ts';
import type { PopulationKind } from './population-spec.ts';
import type { ControlId } from './questionnaire.ts';

/** What the rows say of one control. */
export interface PopulationResult {
  control: ControlId;
  /** Rows that were due; 0: it did not occur. */
  size: number;
  /** Rows with an exception. */
  deviations: number;
  /** Rows of which nothing shows either way: neither gone right nor deviating. */
  unknown: number;
  /** False: the value it is held against is not committed to, so it is shown and not scored (rule S-C5). */
  counted: boolean;
  /** Runs of a control on the calendar that the rows show (rule S-O2). */
  runs?: PopulationRun[];
}

/** Where a list came from: what makes it complete. */
export interface PopulationOrigin {
  /** System it was exported from. */
  source: string;
  /** Query or filter that listed it. */
  query?: string;
  /** Day it was exported. */
  exported: Day;
  /** Rows that the source itself counts. */
  count?: number;
  /** Name and SHA-256 of the file that was given. */
  file: string;
  fileSha256: string;
}

/** An imported list. */
export interface PopulationImport extends PopulationOrigin {
  kind: PopulationKind;
  /** Its rows, in the workspace: path with forward slashes, and SHA-256 of the file. */
  rowsFile: string;
  sha256: string;
  rows: number;
  /** Header by field. */
  columns: Record<string, string>;
  dates?: DateOrder;
  /** Days that count; absent: every row does. */
  from?: Day;
  to?: Day;
  /** Seed and size of the sample: with the rows, the sample itself. */
  seed: number;
  sample: number;
  results: PopulationResult[];
}

/** Entries about populations. */
export type PopulationBody =
  | ({ type: 'population-import' } & PopulationImport)
  /** `person`: e-mail address or name, in lower case. `account`: ARN of an IAM user, or `idp:` and a login. */
  | { type: 'person-account'; person: string; account: string; same: boolean };
