/** How the figures are made: the constants of the model, and what was set otherwise with which reason. */
import type { Decisions } from '../core/decision.ts';
import type { Day } from '../core/entry.ts';
import { constantNames, constantSpecs, isConstantName } from '../core/model-constants.ts';
import type { ControlId } from '../core/questionnaire.ts';

/** A constant of the model, as published. */
export interface ConstantRow {
  rule: string;
  what: string;
  value: number;
}

/** Something that a consultant set otherwise. */
export interface OverrideRow {
  rule: string;
  /** The constant, or the control. */
  what: string;
  /** As published, where one value was. */
  published?: number;
  value: number;
  reason: string;
  by: string;
  /** Why it takes no effect; absent where it does. */
  idle?: string;
}

/** A known gap or failure that somebody approved until a day. */
export interface ExceptionRow {
  control: ControlId;
  text: string;
  approver: string;
  approvedOn: Day;
  expires: Day;
  /** Failing checks it covers. */
  checks: string[];
  /** Only while in force does it lift a block; then `because` is absent. */
  state: 'in force' | 'expired' | 'not counting';
  because?: string;
}

/** How the figures are made. */
export interface Method {
  constants: ConstantRow[];
  overrides: OverrideRow[];
  exceptions: ExceptionRow[];
}

const rules = { weight: 'S-W1', constant: 'S-W2', judgement: 'S-J1' } as const;

/** The method of an assessment. */
export function methodOf({ overrides, exceptions }: Pick<Decisions, 'overrides' | 'exceptions'>): Method {
  return {
    constants: constantNames.map((name) => {
      const { rule, what, published } = constantSpecs[name];
      return { rule, what, value: published };
    }),
    overrides: overrides.map(({ of, about, value, instead, reason, by, idle }): OverrideRow => {
      const published = of === 'judgement' || instead === '' ? {} : { published: Number(instead) };
      const what = isConstantName(about) && of === 'constant' ? constantSpecs[about].what : about;
      // Formats print the reason, so what does nothing says so there.
      const said = idle === undefined ? reason : `${reason} (no effect: ${idle})`;
      const row = { rule: rules[of], what, ...published, value: Number(value.replace('L', '')), reason: said, by };
      return idle === undefined ? row : { ...row, idle };
    }),
    exceptions: exceptions.map(({ control, text, approver, approvedOn, expires, checks, state, because }) => ({
      ...{
        control,
        text: because === undefined ? text : `${text} (does not count: ${because})`,
        approver,
        approvedOn,
        expires,
        checks: checks.map(({ check }) => check),
        state,
      },
      ...(because === undefined ? {} : { because }),
    })),
  };
}
