/** `soc2-ready scan --source securityhub | config-aggregator`: findings of engines in AWS, for estates too large to crawl. */
import { foreignLinks } from '../../checks/foreign-findings.ts';
import { type ElsewhereReading, readElsewhere } from '../aws/elsewhere.ts';
import { type ElsewhereSource, elsewhereSources } from '../aws/elsewhere-sources.ts';
import { leastPrivilegePolicy, startOperations } from '../aws/permissions.ts';
import { emptyAssessment } from '../core/assessment.ts';
import type { Check } from '../core/check.ts';
import type { CheckResult, UnreadOperation } from '../core/finding.ts';
import { engineNames, type LoadedFindings } from '../core/foreign-findings.ts';
import { Gatherer } from '../core/foreign-gather.ts';
import { counted } from '../core/phrases.ts';
import { checkResults } from '../core/results.ts';
import { plainLine } from '../core/text.ts';
import { awsRequest } from './aws-options.ts';
import { CommandError } from './errors.ts';
import { draftImports, rulesFor } from './findings-store.ts';
import { findingsLines } from './findings-text.ts';
import { takeIn } from './import-findings.ts';
import { emit, formatOption, json } from './output.ts';
import { chosenWorkspace } from './scan.ts';
import { exitCodeOf } from './scan-report.ts';
import { text } from './session.ts';
import type { Options } from './table.ts';

/** The source of --source; undefined without it. @throws CommandError for a word that is none. */
export function elsewhereSource(options: Options): ElsewhereSource | undefined {
  const source = text(options, 'source');
  if (source === undefined) return undefined;
  if (!Object.hasOwn(elsewhereSources, source))
    throw new CommandError(2, `--source takes ${Object.keys(elsewhereSources).join(' or ')}, not "${source}".`);
  return source as ElsewhereSource;
}

/** Reads, saves into the chosen workspace when there is one, and prints; exits 4 when nothing could be read. */
export async function scanElsewhere(
  source: ElsewhereSource,
  options: Options,
  checks: readonly Check[],
  threshold: number,
): Promise<number> {
  const format = formatOption(options, ['text', 'json']);
  if (options.organization === true || options.resume === true || options.again === true)
    throw new CommandError(
      2,
      `--source ${source} reads every account at once: leave --organization, --resume and --again away.`,
    );
  if (options.redact === true) throw new CommandError(2, '--redact is for scans of our own: leave --source away.');
  const { engine, operations } = elsewhereSources[source];
  if (options['dry-run'] === true) {
    const all = [...startOperations, ...operations];
    emit(
      format === 'json'
        ? json({ schema: 'soc2-ready/scan-source-plan@1', source, operations: all, policy: leastPrivilegePolicy(all) })
        : `${all.join('\n')}\n\nNothing was sent.`,
      options,
    );
    return 0;
  }
  const { workspace, questionnaire } = await chosenWorkspace(options);
  try {
    const now = new Date();
    const assessment = workspace?.assessment ?? emptyAssessment();
    const gatherer = new Gatherer(rulesFor({ assessment }, now));
    const stopper = new AbortController();
    const stop = () => stopper.abort(new CommandError(130, 'The reading was stopped; nothing of it was kept.'));
    process.once('SIGINT', stop);
    const request = await awsRequest(options, checks);
    const reading = await readElsewhere(
      source,
      request,
      text(options, 'aggregator'),
      (finding) => gatherer.take({ kind: 'finding', finding }),
      stopper.signal,
    ).finally(() => process.off('SIGINT', stop));
    const gathered = gatherer.end();
    const origin = { from: operations.at(1) ?? source };
    const drafts = draftImports(gathered, origin);
    const loaded = reading.regions.some(({ reading: { state } }) => state === 'ok') ? drafts : [];
    const served = checks.filter(({ id }) => foreignLinks.some((link) => link.check === id && link.engine === engine));
    const results = checkResults({
      ...{ scans: [], checks: served, assessment, questionnaire, now: now.toISOString() },
      elsewhere: { imports: loaded, links: foreignLinks },
    }).map((result) => withReason(result, reading, source));
    const apply = workspace !== undefined && workspace.readOnly === undefined;
    const report =
      workspace === undefined
        ? undefined
        : await takeIn({ workspace, questionnaire, options, gathered, origin, apply, now });
    print({ source, reading, results, loaded, report, options, format });
    return reading.regions.some(
      ({ reading: { state, ...rest } }) => state === 'ok' && 'data' in rest && rest.data !== null,
    )
      ? exitCodeOf(results, threshold)
      : 4;
  } finally {
    await workspace?.close();
  }
}

/** What could not be read, on each result that is unknown. */
function withReason(result: CheckResult, { regions }: ElsewhereReading, source: ElsewhereSource): CheckResult {
  if (result.status !== 'unknown') return result;
  const [first = ''] = elsewhereSources[source].operations;
  const unread = regions.flatMap(({ region, reading }): UnreadOperation[] => {
    if (reading.state === 'ok')
      return reading.data === null
        ? [{ operation: first, region, kind: 'unavailable', reason: absence(source, region) }]
        : [];
    const { operation, reason, state } = reading;
    return [{ operation, region, reason, kind: state, ...(state === 'denied' ? { action: reading.action } : {}) }];
  });
  const said = (result.elsewhere ?? []).map(
    ({ why, ids }): UnreadOperation => ({
      ...{ operation: first, region: 'global', kind: 'unavailable' as const },
      reason: `${engineNames[elsewhereSources[source].engine]} ${ids.join(' ')}: ${why ?? 'It decides nothing.'}`,
    }),
  );
  const silent: UnreadOperation = {
    operation: first,
    region: 'global',
    kind: 'unavailable',
    reason: `${engineNames[elsewhereSources[source].engine]} says nothing of this check.`,
  };
  const unknown = said.length > 0 ? said : unread.length > 0 ? unread : [silent];
  return { ...result, unknown };
}

function absence(source: ElsewhereSource, region: string): string {
  return source === 'securityhub'
    ? `Security Hub CSPM is not switched on in ${region}.`
    : `AWS Config has no aggregator in ${region}.`;
}

function print(shown: {
  source: ElsewhereSource;
  reading: ElsewhereReading;
  results: readonly CheckResult[];
  loaded: readonly LoadedFindings[];
  report: Awaited<ReturnType<typeof takeIn>> | undefined;
  options: Options;
  format: string;
}): void {
  const { source, reading, results, loaded, report, options, format } = shown;
  const regions = reading.regions.map(({ region, reading: told }) => {
    const findings = told.state === 'ok' ? told.data : null;
    const reason = told.state !== 'ok' ? told.reason : told.data === null ? absence(source, region) : null;
    return { region, findings, reason };
  });
  const known = results.filter(({ status }) => status !== 'unknown').length;
  const coverage = { known, total: results.length };
  if (format === 'json') {
    const accounts = [...new Set(loaded.flatMap(({ import: one }) => one.accounts))].sort();
    emit(
      json({
        schema: 'soc2-ready/scan-source@1',
        source,
        account: reading.account,
        accounts,
        regions,
        calls: reading.calls,
        results,
        coverage,
        ...(report === undefined ? {} : { taken: report }),
      }),
      options,
    );
    return;
  }
  const lines = [
    `${engineNames[elsewhereSources[source].engine]}, ${counted(reading.calls.total, 'call')}`,
    ...regions.map(({ region, findings, reason }) => `  ${region}: ${reason ?? counted(findings ?? 0, 'finding')}`),
    `${known} of ${results.length} checks that it can serve have a conclusion; the rest is unknown.`,
    ...results
      .filter(({ status }) => status === 'fail' || status === 'pass')
      .map(
        ({ status, check, passed, total, source: from }) =>
          `  ${status}  ${check}  ${passed} of ${total}  ${from?.ids.join(' ') ?? ''}`,
      ),
    ...(report === undefined
      ? ['', 'No workspace was chosen: nothing was kept.']
      : ['', ...findingsLines(report, 'scan again')]),
  ];
  emit(lines.map(plainLine).join('\n'), options);
}
