/** Traces: the rule ids and figures behind a score, as one line of text. */
import type { ControlScore, CriterionScore, TraceStep } from './score-types.ts';

/** A figure 0–1 with two decimals, as traces print it. */
export function formatFigure(figure: number): string {
  return figure.toFixed(2);
}

/** One step: with a figure, its text starts with that figure. */
export function step(rule: string, text: string, value?: number): TraceStep {
  return value === undefined ? { rule, text } : { rule, text: `${formatFigure(value)}: ${text}`, value };
}

/** Rules whose figures bound the evidenced figure of a control from above. */
const boundingRules: readonly string[] = ['S-D1', 'S-O1', 'S-O2', 'S-O4', 'S-O5', 'S-E1', 'S-C2'];

/**
 * The evidenced figure that a trace gives by itself. Of a control: the figure of S-U1, S-U2 or S-I1 where it has one;
 * else the lowest of the bounding figures, lifted to the figure of S-X2 where it has one. Of a criterion: the weighted
 * mean (S-A1), held down by S-K1.
 */
export function evidencedFromTrace(trace: readonly TraceStep[]): number {
  const values = (rules: readonly string[]) =>
    trace.filter((s) => rules.includes(s.rule) && s.value !== undefined).map((s) => s.value ?? 0);
  const [alone] = values(['S-U1', 'S-U2', 'S-I1', 'S-N2']);
  if (alone !== undefined) return alone;
  const mean = values(['S-A1']);
  if (mean.length > 0) return Math.min(...mean, ...values(['S-K1']));
  return Math.max(Math.min(...values(boundingRules)), ...values(['S-X2']));
}

/**
 * The trace of a control or a criterion on one line, such as `CC6.1-mfa 0.25 = min(1.00: L4, … [S-D1], 0.75: a document,
 * not a dated record [S-E1], 0.25: critical check failed 1 of 42 [S-C2]) → Contradicted; … [S-X1]; material … [S-C4]`.
 */
export function formatTrace(score: ControlScore | CriterionScore): string {
  const bounds = score.trace.filter((s) => s.value !== undefined && boundingRules.includes(s.rule));
  const rest = score.trace.filter((s) => !bounds.includes(s));
  const figures = rest.filter((s) => s.value !== undefined).map(withRule);
  const low = bounds.length > 0 ? [`min(${bounds.map(withRule).join(', ')})`] : [];
  const remarks = rest.filter((s) => s.value === undefined).map(withRule);
  const outcome = [score.state, ...remarks].join('; ');
  return `${score.id} ${formatFigure(score.evidenced)} = ${[...low, ...figures].join('; ')} → ${outcome}`;
}

function withRule(s: TraceStep): string {
  return `${s.text} [${s.rule}]`;
}
