/** Details of a gap, a plan item, a row of the matrix. */
import { type Page, type Paragraph, plain, toned } from './pages.ts';
import type { State } from './state.ts';

/** Why something is a gap: its causes, its points, its trace, the checks behind it. */
export function gapPage(state: State, id: string): Page {
  const gap = state.derived?.decisions.gaps.find((candidate) => candidate.id === id);
  if (gap === undefined) return { title: 'Gap', paragraphs: [toned('good', 'It is closed.')] };
  return {
    title: `${gap.control}: ${gap.cause}`,
    paragraphs: [
      toned('heading', gap.title),
      plain(gap.reason, 2),
      plain(
        `Closing it adds ${gap.points.toFixed(1)} points.${gap.blocks ? ' It alone keeps Type 1 at Not ready [S-V1].' : ''}`,
        2,
      ),
      ...(gap.checks.length === 0 ? [] : [plain(`Failing checks: ${gap.checks.join(', ')}`, 2)]),
      ...whoHasIt(state, gap.control),
      ...remediation(state, gap.control),
      plain(''),
      toned('heading', 'Trace'),
      ...gap.trace.map((step) => plain(`${step.rule.padEnd(5)} ${step.text}`, 2)),
    ],
  };
}

/** One item of the plan: what to do, when it is done, when it is due and why it stands where it stands. */
export function planPage(state: State, id: string): Page {
  const item = state.derived?.decisions.plan.items.find((candidate) => candidate.id === id);
  if (item === undefined) return { title: 'Plan', paragraphs: [plain('It is no longer in the plan.')] };
  const slack = item.critical ? 'on the critical path' : `${item.slackDays} days of slack`;
  return {
    title: `Plan: ${item.control}`,
    paragraphs: [
      toned('heading', item.action),
      plain(
        `${item.owner} · effort ${item.effort} (${item.hours} h) · lead ${item.leadDays} d · ${item.box} · ${slack}`,
        2,
      ),
      plain(`start ${item.start} · work done ${item.workDone} · first dated record due ${item.due}`, 2),
      plain(`Accepted when: ${item.acceptedWhen}`, 2),
      ...(item.after.length === 0 ? [] : [plain(`Waits for: ${item.after.join(', ')}`, 2)]),
      plain(`Rank: ${item.why}`, 2),
      ...remediation(state, item.control, item),
    ],
  };
}

/** The row of a control in the matrix, and what the lint says about it. */
export function raciPage(state: State, control: string): Page {
  const raci = state.derived?.decisions.raci;
  const row = raci?.rows.find((candidate) => candidate.control === control);
  const cells = Object.entries(row?.cells ?? {}).map(([party, letters]) =>
    plain(`${letters.join('/').padEnd(4)} ${party}`, 2),
  );
  const findings = (raci?.findings ?? []).filter((finding) => finding.control === control);
  return {
    title: `RACI of ${control}`,
    paragraphs: [
      toned('heading', row?.title ?? control),
      ...cells,
      plain('R does it, A answers for it, C is asked before, I is told after.', 2),
      ...(row === undefined
        ? []
        : [plain(`runs: ${row.cadence}${row.standIn ? ` · stand-in: ${row.standIn}` : ''}`, 2)]),
      ...findings.map((f) => toned(f.severity === 'error' ? 'bad' : 'warning', `${f.rule}: ${f.message}`, 2)),
    ],
  };
}

/** The item of the plan: who has it and by when. */
function whoHasIt(state: State, control: string): Paragraph[] {
  const item = state.derived?.decisions.plan.items.find((one) => one.control === control);
  return item === undefined ? [] : [plain(`In the plan: ${item.owner}, due ${item.due}, ${item.box}.`, 2)];
}

/** How a control is put in place; what the page has said of an item already is not said again. */
function remediation(state: State, id: string, said?: { action: string; acceptedWhen: string }): Paragraph[] {
  const control = state.questionnaire.controls.find((candidate) => candidate.id === id);
  if (control === undefined) return [];
  const { action, steps, acceptedWhen } = control.remediation;
  return [
    plain(''),
    toned('heading', action === said?.action ? 'How' : action),
    ...steps.map((step, index) => plain(`${index + 1}. ${step}`, 2)),
    ...(acceptedWhen === said?.acceptedWhen ? [] : [plain(`Accepted when: ${acceptedWhen}`, 2)]),
  ];
}
