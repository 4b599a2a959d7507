/** Everything there is to say of an imported list: findings, sample, what is open. For the screen and for `--json`. */
import type { PopulationContext, PopulationFindings } from './population.ts';
import { judgePopulation, plainResult, populationResults } from './population.ts';
import { type AccountProposal, accountsOf } from './population-accounts.ts';
import type { PopulationImport } from './population-entry.ts';
import { populationKinds } from './population-kinds.ts';
import { type PopulationRow, rowId } from './population-rows.ts';
import { drawSample, type SampleRange, sampleRange } from './population-sample.ts';
import type { PopulationKind } from './population-spec.ts';
import type { Cadence } from './questionnaire.ts';

/** A list as it stands now. */
export interface PopulationReport {
  kind: PopulationKind;
  import: PopulationImport;
  findings: PopulationFindings;
  /** Items that firms usually draw: practice, not a rule. */
  usual: SampleRange;
  /** What tells the drawn rows apart. */
  sample: string[];
  /** What completeness still lacks, in words. */
  incomplete: string[];
  /** Accounts that look like somebody's and that nobody has settled. */
  proposals: AccountProposal[];
  /** Users of AWS that belong to nobody on the list, nor look like it; for the identity provider's list only. */
  unclaimed: string[];
  /** What the journal holds is no longer what the rows give: a value, a scan or another list has changed since. */
  outdated: boolean;
}

/** The report on a list, from its rows and what they are judged against. */
export function populationReport(
  imported: PopulationImport,
  rows: readonly PopulationRow[],
  context: PopulationContext,
): PopulationReport {
  const { kind } = imported;
  const spec = populationKinds[kind];
  const findings = judgePopulation(kind, rows, readFields(imported), imported, context);
  const drawn = drawSample(findings.rows, imported.sample, imported.seed);
  const people = spec.tests.some(({ id }) => ['access-removed', 'closed-in-aws'].includes(id));
  const owned = people ? rows.map((row) => accountsOf(row, relevant(kind, context), context.links)) : [];
  const known = new Set(
    owned.flatMap(({ theirs, proposed }) => [
      ...theirs.map(({ id }) => id),
      ...proposed.map(({ account }) => account.id),
    ]),
  );
  return {
    ...{ kind, import: imported, findings },
    usual: sampleRange(findings.rows.length, rhythm(kind, context)),
    sample: drawn.map((row) => rowId(spec, row)),
    incomplete: incompleteness(imported),
    proposals: owned.flatMap(({ proposed }) => proposed),
    unclaimed:
      kind === 'idp-users'
        ? context.accounts
            .filter(({ id, active }) => active && !id.startsWith('idp:') && !known.has(id) && !isSomebodys(id, context))
            .map(({ label }) => label)
        : [],
    outdated: JSON.stringify(populationResults(findings)) !== JSON.stringify(imported.results.map(plainResult)),
  };
}

/** Fields that have a column. */
function readFields({ columns }: Pick<PopulationImport, 'columns'>): string[] {
  return Object.keys(columns).filter((id) => columns[id] !== '');
}

/** How often reviews are due decides how many are drawn; the other kinds go by their number. */
export function rhythm(kind: PopulationKind, context: PopulationContext): Cadence['every'] | undefined {
  if (kind !== 'access-reviews') return undefined;
  const months = context.commitment('access-review-months').value;
  return ({ 1: 'month', 3: 'quarter', 6: 'half-year', 12: 'year' } as const)[months];
}

/** Logins of the list itself are no accounts to be matched with it. */
function relevant(kind: PopulationKind, { accounts }: PopulationContext) {
  return kind === 'idp-users' ? accounts.filter(({ id }) => !id.startsWith('idp:')) : accounts;
}

function isSomebodys(id: string, { links }: PopulationContext): boolean {
  return Object.values(links).some((accounts) => Object.hasOwn(accounts, id) && accounts[id] === true);
}

function incompleteness({ source, file, query, count }: PopulationImport): string[] {
  return [
    ...(source === file ? ['which system it came from (--source)'] : []),
    ...(query === undefined ? ['the query or filter that listed it (--query)'] : []),
    ...(count === undefined ? ['how many rows the source itself counts (--count)'] : []),
  ];
}
