/** What AWS says: the details of a check, and the permissions that were missing. */
import type { Check } from '../core/check.ts';
import type { CheckResult } from '../core/finding.ts';
import { besides, elsewhereSentence, sourceSentence } from '../core/foreign-words.ts';
import { type Page, type Paragraph, plain, toned } from './pages.ts';
import type { State } from './state.ts';
import { counted, statusTones, statusWords } from './words.ts';

/** Everything about a check and its result. */
export function checkPage(state: State, id: string): Page {
  const check = state.checks.find((candidate) => candidate.id === id);
  const result = state.derived?.results.find((candidate) => candidate.check === id);
  const paragraphs = [
    ...(result === undefined ? [] : resultParagraphs(result)),
    ...(check === undefined ? [] : checkParagraphs(check)),
  ];
  return {
    title: id,
    paragraphs: paragraphs.length === 0 ? [plain('This version does not know the check.')] : paragraphs,
  };
}

function resultParagraphs(result: CheckResult): Paragraph[] {
  const counted = result.total > 0 ? ` · ${result.passed} of ${result.total} pass` : '';
  const by = result.sinceBy === 'scans' ? ' (each scan)' : '';
  const since = result.since === undefined ? 'since: unknown' : `since ${result.since.slice(0, 10)}${by}`;
  const lines = [
    toned(statusTones[result.status], `${statusWords[result.status]} · ${result.severity}${counted} · ${since}`),
    plain(result.criteria.join(' ')),
  ];
  if (!result.committed) lines.push(plain('It tests a default nobody committed to, so it only corroborates [S-C5].'));
  if (result.recorded !== undefined) {
    const { by, date, expires, insteadOf } = result.recorded;
    lines.push(plain(`Recorded by ${by} on ${date}, counts until ${expires}; the scan could not conclude.`));
    lines.push(...insteadOf.slice(0, 5).map((unread) => toned('unknown', `${unread.operation}: ${unread.reason}`, 2)));
  }
  const source = sourceSentence(result);
  if (source !== undefined) lines.push(plain(source));
  for (const said of besides(result)) lines.push(toned(said.disagrees ? 'bad' : 'plain', elsewhereSentence(said)));
  if (result.notApplicable !== undefined) lines.push(plain(result.notApplicable));
  const failing = result.resources.filter((resource) => resource.status === 'fail');
  const passing = result.resources.filter((resource) => resource.status === 'pass');
  if (failing.length > 0) lines.push(plain(''), toned('heading', 'Fails on'));
  lines.push(...failing.slice(0, 200).map((r) => toned('bad', `${r.id} (${place(r)}): ${r.reason}`, 2)));
  if (failing.length > 200) lines.push(plain(`and ${failing.length - 200} more`, 2));
  if (result.unknown.length > 0) lines.push(plain(''), toned('heading', 'Could not be read'));
  lines.push(
    ...result.unknown.slice(0, 100).map((unread) => {
      const missing = unread.action === undefined ? '' : ` Missing permission: ${unread.action}.`;
      return toned('unknown', `${unread.operation} (${place(unread)}): ${unread.reason}${missing}`, 2);
    }),
  );
  if (passing.length > 0) lines.push(plain(''), toned('heading', 'Passes on'));
  lines.push(...passing.slice(0, 50).map((r) => plain(`${r.id} (${place(r)}): ${r.reason}`, 2)));
  if (passing.length > 50) lines.push(plain(`and ${passing.length - 50} more`, 2));
  return [...lines, plain('')];
}

/** Region, and account where several are judged together. */
function place({ region, account }: { region: string; account?: string }): string {
  return account === undefined ? region : `${account}, ${region}`;
}

function checkParagraphs(check: Check): Paragraph[] {
  return [
    toned('heading', check.title),
    plain(check.judgement, 2),
    plain(''),
    toned('heading', 'Why an auditor asks'),
    plain(check.why, 2),
    plain(`Severity ${check.severity}: ${check.severityReason}`, 2),
    plain(''),
    toned('heading', `To mend it: ${check.fix.summary} (about ${check.fix.minutes} min a resource)`),
    ...check.fix.console.map((text, index) => plain(`${index + 1}. ${text}`, 2)),
    ...check.fix.cli.map((command) => toned('code', command, 2)),
    ...(check.fix.terraform === undefined ? [] : [toned('code', check.fix.terraform, 2)]),
    plain(''),
    toned('heading', 'Read from'),
    plain(check.operations.join(', '), 2),
    ...check.references.map((url) => plain(url, 2)),
  ];
}

/** The IAM actions that were refused, once each, sorted. */
function missingActions(results: readonly CheckResult[]): string[] {
  const actions = results.flatMap((result) => result.unknown.flatMap((unread) => unread.action ?? []));
  return [...new Set(actions)].sort();
}

/** A policy of the permissions that were missing. */
export function permissionsPage(state: State): Page {
  const actions = missingActions(state.derived?.results ?? []);
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Soc2ReadyMissing', Effect: 'Allow', Action: actions, Resource: '*' }],
  };
  return {
    title: 'Permissions that were missing',
    paragraphs: [
      plain(
        `AWS refused ${counted(actions.length, 'permission')} that only ${actions.length === 1 ? 'reads' : 'read'}. Hand this to whoever manages access:`,
      ),
      plain(''),
      ...JSON.stringify(policy, null, 2)
        .split('\n')
        .map((line) => toned('code', line.trimStart(), line.length - line.trimStart().length)),
      plain(''),
      plain('soc2-ready permissions prints the policy of everything it reads.'),
    ],
  };
}
