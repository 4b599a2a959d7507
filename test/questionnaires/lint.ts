// The rules on wording of questionnaires/readme.md. Each function says what is wrong with one text, or nothing.
import type { Control } from '../../source/core/questionnaire.ts';
import { readingGrade } from './reading-grade.ts';

const weaselWords =
  /\b(appropriate(ly)?|inappropriate|proper(ly)?|adequate(ly)?|sufficient(ly)?|reasonabl[ey]|timely|regular(ly)?|periodic(al|ally)?|from time to time|as needed|where necessary|best practices?|robust|industry[- ]standard)\b/i;
const forbiddenWords = /\b(compliant|non-compliant|certified|will pass|AICPA|TSP 100)\b/i;
/** Two questions in one: a second clause after "and" or "or", two participles, a semicolon, or more than one question mark. */
const joined = [
  /\b(and|or),? (who|what|when|where|which|why|how|is|are|was|were|has|have|do|does|did|can|could|will|would)\b/i,
  /, (who|what|when|where|which|why|how) /i,
  /\b(\w+ed|written|known|kept|told|given|run|held|built) and (\w+ed|written|known|kept|told|given|run|held|built)\b/i,
  /\bas well as\b/i,
  /;/,
  /\?.*\?/,
];
/** Questions that are answered by a name, a number or a document, not by one of five levels. */
const openQuestion =
  /^(who|what|where|which|why|how many|how much|how often|how long|show|list|pick|name|compare|describe)\b/i;

/** Faults of the question of a control. */
export function askFaults(ask: string): string[] {
  const faults: string[] = [];
  if (ask.length > 200) faults.push(`has ${ask.length} characters`);
  if (joined.some((pattern) => pattern.test(ask))) faults.push('asks two things');
  if (openQuestion.test(ask)) faults.push('cannot be answered on the five levels');
  const grade = readingGrade(ask);
  if (grade > 10) faults.push(`has reading grade ${grade.toFixed(1)}`);
  return [...faults, ...wordFaults(ask)];
}

/** Words that say nothing a tester could test, or promise what a readiness tool cannot. */
export function wordFaults(text: string): string[] {
  return [weaselWords, forbiddenWords].flatMap((pattern) => {
    const word = pattern.exec(text)?.[0];
    return word === undefined ? [] : [`says "${word}"`];
  });
}

/** Every text of a control with the field it stands in. */
export function texts(control: Control): [field: string, text: string][] {
  const { remediation } = control;
  return [
    ['title', control.title],
    ['weightReason', control.weightReason],
    ['ask', control.ask],
    ['why', control.why],
    ...control.levels.map((text, level): [string, string] => [`levels[${level}]`, text]),
    ['auditorWants', control.auditorWants],
    ['doesNotCount', control.doesNotCount],
    ['smallCompany', control.smallCompany],
    ...control.evidence.map(({ what }, index): [string, string] => [`evidence[${index}].what`, what]),
    ...control.checks.map(({ because }, index): [string, string] => [`checks[${index}].because`, because]),
    ['remediation.action', remediation.action],
    ...remediation.steps.map((text, index): [string, string] => [`remediation.steps[${index}]`, text]),
    ['remediation.acceptedWhen', remediation.acceptedWhen],
  ];
}

/** Texts that two entries share, but for case and punctuation: `"text": first, second`. */
export function shared(entries: readonly [place: string, text: string][]): string[] {
  const seen = new Map<string, string>();
  return entries.flatMap(([place, text]) => {
    const bare = text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
    const first = seen.get(bare);
    if (first === undefined) seen.set(bare, place);
    return first === undefined ? [] : [`${first} and ${place}: "${text}"`];
  });
}
