/** `soc2-ready import WHAT FILE`: takes lists in from files. */
import { ownValue } from '../core/own-record.ts';
import { CommandError } from './errors.ts';
import type { Invocation } from './table.ts';

/** A call for each kind. */
const examples: Readonly<Record<string, string>> = {
  population: 'population leavers.csv --kind leavers',
  raci: 'raci raci.xlsx',
  plan: 'plan plan.xlsx',
  answers: 'answers questions.xlsx',
  findings: 'findings prowler-output.ocsf.json',
};

/** Hands over to what is imported. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [what, file, ...more] = args;
  if (file !== undefined && more.length === 0) {
    if (what === 'population') return (await import('./import-population.ts')).importPopulation(file, options);
    if (what === 'raci') return (await import('./import-raci.ts')).importRaci(file, options);
    if (what === 'plan') return (await import('./import-plan.ts')).importPlan(file, options);
    if (what === 'findings') return (await import('./import-findings.ts')).importFindings(file, options);
    if (what === 'answers') return (await import('./import-answers.ts')).importAnswers(file, options);
  }
  throw new CommandError(
    2,
    Object.hasOwn(examples, what ?? '')
      ? `import ${what} takes one file.`
      : `import takes population, raci, plan, answers or findings, not "${what ?? 'nothing'}".`,
    `For example: soc2-ready import ${ownValue(examples, what ?? '') ?? examples.population}`,
  );
}
