/** The side pane of Checks: the check under the cursor in short. Enter shows everything (pages-aws.ts). */
import type { Check } from '../core/check.ts';
import type { CheckResult } from '../core/finding.ts';
import { besides, elsewhereSentence, sourceSentence } from '../core/foreign-words.ts';
import { type Paragraph, plain, toned } from './pages.ts';
import { checkState } from './scan-states.ts';
import type { State } from './state.ts';
import { counted, statusTones, statusWords } from './words.ts';

/** How many of a kind are shown. */
const few = 3;

/** What the pane says, the most important first: the end may not fit. */
export function checkPane(state: State, result: CheckResult): Paragraph[] {
  const check = state.checks.find(({ id }) => id === result.check);
  const share = result.total > 0 ? ` · ${result.passed} of ${result.total} pass` : '';
  return [
    toned('heading', result.check),
    toned(statusTones[result.status], `${statusWords[result.status]} · ${result.severity}${share}`),
    ...now(state, check),
    ...(check === undefined ? [] : [plain(check.judgement)]),
    ...origin(result),
    ...seen(result),
    plain(sinceWords(result)),
    ...evidence(state, result, check),
    ...fix(result, check),
    plain(`${result.criteria.join(' ')}${controls(state, result)}`),
  ];
}

/** What the running scan does about it. */
function now(state: State, check: Check | undefined): Paragraph[] {
  if (state.scan.state !== 'running' || check === undefined) return [];
  const { state: at, reason } = checkState(check, state.scan, state.facts);
  return [toned('accent', `now: ${at}${reason === undefined ? '' : `, ${reason}`}`)];
}

/** What is not our own reading, and who says otherwise. */
function origin(result: CheckResult): Paragraph[] {
  const { recorded } = result;
  const by =
    recorded === undefined
      ? []
      : [
          toned(
            'accent',
            `By hand: ${recorded.by}, ${recorded.date}; counts until ${recorded.expires}. ${recorded.evidence} (${recorded.where})`,
          ),
        ];
  const source = sourceSentence(result);
  return [
    ...by,
    ...(source === undefined ? [] : [toned('accent', source)]),
    ...besides(result)
      .filter(({ disagrees }) => disagrees)
      .slice(0, few)
      .map((said) => toned('bad', `disagrees: ${elsewhereSentence(said)}`)),
  ];
}

function seen({ resources, unknown, notApplicable, recorded }: CheckResult): Paragraph[] {
  const failing = resources.filter(({ status }) => status === 'fail');
  const where = ({ account, region }: { account?: string; region: string }) =>
    account === undefined ? region : `${account}, ${region}`;
  const more = (all: number) => (all > few ? [plain(`and ${all - few} more: ⏎`, 2)] : []);
  return [
    ...(notApplicable === undefined || recorded !== undefined ? [] : [plain(notApplicable)]),
    ...failing.slice(0, few).map((one) => toned('bad', `${one.id} (${where(one)}): ${one.reason}`, 2)),
    ...more(failing.length),
    ...unknown.slice(0, few).map((one) => {
      const missing = one.action === undefined ? '' : ` p shows how to grant ${one.action}.`;
      return toned('unknown', `${one.operation} (${where(one)}): ${one.reason}${missing}`, 2);
    }),
    ...more(unknown.length),
  ];
}

function sinceWords({ since, sinceBy }: CheckResult): string {
  if (since === undefined) return 'since: unknown';
  return `since ${since.slice(0, 10)}${sinceBy === 'scans' ? ', at each of our scans' : ', as AWS dates it'}`;
}

/** The calls behind it and when they were read. */
function evidence({ facts }: State, result: CheckResult, check: Check | undefined): Paragraph[] {
  if (check === undefined || facts === undefined || result.source !== undefined || result.recorded !== undefined)
    return [];
  const calls = check.operations.map((operation) => operation.replace(/^[^:]+:/, ''));
  const at = (result.lastRead ?? facts.finishedAt).slice(0, 19).replace('T', ' ');
  const shown = calls.slice(0, few).join(', ');
  return [
    plain(
      `evidence: ${shown}${calls.length > few ? ', …' : ''}, ${at} UTC${result.lastRead === undefined ? '' : ', not readable since'}`,
    ),
  ];
}

function fix(result: CheckResult, check: Check | undefined): Paragraph[] {
  if (check === undefined || result.status === 'pass' || result.status === 'not-applicable') return [];
  const { summary, console: steps, cli, minutes } = check.fix;
  return [
    toned('heading', `fix, about ${minutes} min a resource: ${summary}`),
    ...steps.slice(0, few).map((text, index) => plain(`${index + 1}. ${text}`, 2)),
    ...cli.slice(0, 1).map((command) => toned('code', command, 2)),
    ...check.references.slice(0, 1).map((url) => plain(url, 2)),
  ];
}

function controls(state: State, { check }: CheckResult): string {
  const linked = (state.derived?.decisions.controls ?? []).filter(({ checks }) =>
    checks.some(({ id }) => id === check),
  );
  const shown = linked.slice(0, few).map(({ id }) => id);
  if (shown.length === 0) return ' · no control of this assessment rests on it';
  return ` · ${counted(linked.length, 'control')}: ${shown.join(', ')}${linked.length > few ? ', …' : ''}`;
}
