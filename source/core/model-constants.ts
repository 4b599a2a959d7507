/**
 * The constants that a consultant may override, each within its range (rule S-W2). The ranges are chosen so that any
 * choice inside them keeps the properties P1–P14 of docs/scoring.md; a test draws them at random.
 */
import {
  capBySeverity,
  capByTier,
  coverageFloor,
  designByLevel,
  inheritedUnreviewed,
  lookBackMonths,
  materialShare,
  metFrom,
  naShareToPrint,
  operationByLevel,
  partialFrom,
  systematicCap,
  weakKeyAt,
  weakKeyCap,
} from './constants.ts';

/** A constant that may be overridden. */
export interface ConstantSpec {
  /** The rule it belongs to. */
  rule: string;
  /** What it is, in words. */
  what: string;
  /** As docs/scoring.md publishes it. */
  published: number;
  /** Both included. */
  least: number;
  most: number;
  /** True: whole numbers only. */
  whole?: true;
}

const spec = (rule: string, what: string, published: number, least: number, most: number): ConstantSpec => ({
  ...{ rule, what, published, least, most },
});

/**
 * By name. What bounds a claim that nothing or AWS contradicts can be set stricter only; so can whatever stands between
 * too little knowledge and a headline.
 */
export const constantSpecs = {
  'design-l1': spec('S-D1', 'design claimed at L1', designByLevel[1], 0.2, 0.5),
  'design-l2': spec('S-D1', 'design claimed at L2', designByLevel[2], 0.5, 0.8),
  'operation-l3': spec('S-O1', 'operation without records at L3', operationByLevel[3], 0.25, 0.75),
  'cap-e0': spec('S-E1', 'evidenced at most on word alone', capByTier[0], 0.25, 0.5),
  'cap-e1': spec('S-E1', 'evidenced at most with a document', capByTier[1], 0.5, 0.79),
  'cap-critical': spec('S-C2', 'evidenced at most beside a critical failure', capBySeverity.critical, 0, 0.25),
  'cap-high': spec('S-C2', 'evidenced at most beside a high failure', capBySeverity.high, 0.25, 0.5),
  'cap-medium': spec('S-C2', 'evidenced at most beside a medium failure', capBySeverity.medium, 0.5, 0.75),
  'cap-low': spec('S-C2', 'evidenced at most beside a low failure', capBySeverity.low, 0.75, 0.9),
  'inherited-unreviewed': spec('S-I1', 'inherited without a reviewed report', inheritedUnreviewed, 0.25, 0.5),
  'met-from': spec('S-T1', 'least evidenced of Met', metFrom, 0.8, 0.95),
  'partial-from': spec('S-T1', 'least evidenced of Partial', partialFrom, 0.35, 0.5),
  // Under 0.50, the figure of S-U2: else denying a check would turn a weak key control into an unknown one, and lift (P7).
  'weak-key-at': spec('S-K1', 'a key control at or under this is weak', weakKeyAt, 0.25, 0.45),
  'weak-key-cap': spec('S-K1', 'evidenced at most with a weak key control', weakKeyCap, 0.25, 0.49),
  'coverage-floor': spec('S-H1', 'coverage under which nothing is concluded', coverageFloor, 0.6, 0.95),
  'material-share': spec('S-C4', 'share above which failures are material or systematic', materialShare, 0.01, 0.1),
  'systematic-cap': spec('S-O4', 'operation at most with systematic deviations', systematicCap, 0.25, 0.5),
  'na-share': spec('S-N3', 'share of N/A above which the figure with N/A as 0 is printed', naShareToPrint, 0, 0.1),
  'look-back-months': {
    ...spec('S-E2', 'months back in which evidence must be dated', lookBackMonths, 3, 12),
    whole: true,
  },
} as const satisfies Record<string, ConstantSpec>;

/** Name of a constant that may be overridden. */
export type ConstantName = keyof typeof constantSpecs;

/** Every such constant with the value in force. */
export type Constants = Readonly<Record<ConstantName, number>>;

/** Their names, in the order they are listed. */
export const constantNames = Object.keys(constantSpecs) as ConstantName[];

/** Whether a text names one. */
export function isConstantName(name: string): name is ConstantName {
  return Object.hasOwn(constantSpecs, name);
}

/** What is wrong with a value for a constant, as the end of a sentence; undefined when nothing is. */
export function constantFault(name: ConstantName, value: number): string | undefined {
  const { least, most, whole }: ConstantSpec = constantSpecs[name];
  if (!Number.isFinite(value) || value < least || value > most) return `it must lie from ${least} to ${most}`;
  return whole === true && !Number.isInteger(value) ? 'it must be a whole number' : undefined;
}

/** The constants as published. */
export const publishedConstants: Constants = Object.freeze(
  Object.fromEntries(constantNames.map((name) => [name, constantSpecs[name].published])) as Record<
    ConstantName,
    number
  >,
);

// Scores are kept by the constants that made them, so the same values have to be the same object.
const made = new Map<string, Constants>();

/** The constants with these values in place of the published ones; what is out of range or no constant is left out. */
export function constantsWith(values: Readonly<Record<string, number>>): Constants {
  const good = Object.entries(values).filter(
    ([name, value]) =>
      isConstantName(name) && constantFault(name, value) === undefined && value !== constantSpecs[name].published,
  );
  if (good.length === 0) return publishedConstants;
  const key = JSON.stringify(good.sort(([a], [b]) => (a < b ? -1 : 1)));
  const known = made.get(key) ?? Object.freeze({ ...publishedConstants, ...Object.fromEntries(good) });
  made.set(key, known);
  return known;
}

/** ` (0.75 as published) [S-W2]` after the words of a step whose figure is an overridden one; else nothing. */
export function asPublished(constants: Constants, name: ConstantName): string {
  const { published } = constantSpecs[name];
  return constants[name] === published ? '' : ` (${published} as published, overridden by S-W2)`;
}
