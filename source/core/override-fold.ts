/** Fold of overrides and approved exceptions: the last one of each thing counts. */
import type { Assessment, Attribution } from './assessment.ts';
import type { Day, Entry } from './entry.ts';
import type { ApprovedException } from './override-entry.ts';
import { keep } from './own-record.ts';
import type { ControlId, Level } from './questionnaire.ts';

/** An override in force, with its reason. */
export type Override<Value> = { value: Value; reason: string } & Attribution;

/** Everything overridden. */
export interface Overrides {
  weights: Record<ControlId, Override<1 | 2 | 3>>;
  /** By name, as written: what is no constant or out of range takes no effect. */
  constants: Record<string, Override<number>>;
  /** `toConfirm`: from before a new round, the day of which it names; it does not count then. */
  judgements: Record<ControlId, Override<Level> & { toConfirm?: Day }>;
}

/** Nothing overridden. */
export function emptyOverrides(): Overrides {
  return { weights: {}, constants: {}, judgements: {} };
}

type Of<Type> = Entry & { type: Type };

/** Handlers for the fold; see assessment.ts. */
export const overrideHandlers = {
  override: ({ overrides }: Assessment, entry: Of<'override'>) => {
    const said = { reason: entry.reason, by: entry.by, at: entry.at, entry: entry.id };
    if (entry.of === 'constant') put(overrides.constants, entry.constant, entry.value, said);
    else if (entry.of === 'weight') put(overrides.weights, entry.control, entry.value, said);
    else put(overrides.judgements, entry.control, entry.value, said);
  },
  'approved-exception': (state: Assessment, entry: Of<'approved-exception'>) => {
    const { control, exception, by, at } = entry;
    if (exception === null) delete state.exceptions[control];
    else keep(state.exceptions, control, { ...exception, by, at, entry: entry.id });
  },
};

/** Approved exceptions by control. */
export type Exceptions = Record<ControlId, ApprovedException & Attribution>;

function put<Value>(
  record: Record<string, Override<Value>>,
  name: string,
  value: Value | null,
  said: Omit<Override<Value>, 'value'>,
): void {
  if (value === null) delete record[name];
  else keep(record, name, { value, ...said });
}

/** A new round: what was judged before it has to be judged again. */
export function judgementsToConfirm({ overrides }: Assessment, on: Day): void {
  for (const judgement of Object.values(overrides.judgements)) judgement.toConfirm = on;
}
