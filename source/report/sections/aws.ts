/** What AWS showed: checks, the resources that fail, what could not be read and why, and every call that was made. */
import type { CheckResult } from '../../core/finding.ts';
import { besides, engineWords, sourceSentence } from '../../core/foreign-words.ts';
import { counted } from '../../core/phrases.ts';
import type { Block, Section } from '../document.ts';
import type { Report } from '../model.ts';
import { checkTone, column, first, heading, paragraph, table, toned, withoutEmpty } from './shared.ts';

/** Failing resources that are named for one check; the JSON has all. */
const resourcesShown = 25;

/** The section. `resources` false: the checks alone, without resources, denials and calls. */
export function awsSection(report: Report, resources = true): Section {
  const base = { id: 'aws', title: 'What AWS shows' };
  const { scans, decisions } = report;
  if (scans.length === 0)
    return {
      ...base,
      blocks: [
        paragraph('No AWS account was read. Every figure rests on what people said.'),
        ...(decisions.results.some(({ recorded, source }) => recorded !== undefined || source !== undefined)
          ? [...checks(report, resources), ...(resources ? elsewhere(report) : [])]
          : []),
      ],
    };
  return {
    ...base,
    blocks: [
      table(
        'Accounts read, read-only',
        [
          ...[column('account', 'account'), column('partition', 'partition', 0.7), column('finished', 'read on', 1.3)],
          ...[column('calls', 'calls', 0.6, 'number'), column('regions', 'regions', 4)],
        ],
        scans.map(({ account, partition, finishedAt, calls, regions }) => [
          ...[account, partition, finishedAt, String(calls.total), regions.join(', ')],
        ]),
      ),
      ...checks(report, resources),
      ...(resources
        ? [...failing(report), ...recorded(report), ...elsewhere(report), ...unread(report), ...calls(report)]
        : []),
    ],
  };
}

function checks({ decisions: { results }, checks: all }: Report, resources: boolean): Block[] {
  const titles = new Map(all.map(({ id, title }) => [id, title]));
  const count = (status: CheckResult['status']) => results.filter((result) => result.status === status).length;
  return [
    heading('Checks'),
    paragraph(
      `${count('pass')} pass, ${count('fail')} fail, ${count('unknown')} are unknown, ${count('not-applicable')} do not apply. ` +
        'Unknown is neither pass nor fail.',
    ),
    table(
      'Every check and what it found',
      [
        ...[column('check', 'check', 1.5), column('title', 'passes when', 3), column('status', 'status', 0.9)],
        ...[column('severity', 'severity', 0.8), column('passed', 'passed', 0.9), column('criteria', 'criteria')],
        ...(resources ? [column('seen', 'seen', 3)] : []),
        column('since', 'in place since', 1.05, 'day'),
      ],
      results.map((result) => [
        ...[
          result.check,
          titles.get(result.check) ?? '',
          toned(result.status.replace('-', ' '), checkTone[result.status]),
        ],
        ...[result.severity, result.total > 0 ? `${result.passed} of ${result.total}` : '', result.criteria.join(' ')],
        ...(resources ? [seen(result)] : []),
        result.since?.slice(0, 10) ?? '',
      ]),
      'No check was judged.',
    ),
  ];
}

function seen(result: CheckResult): string {
  const { resources, unknown, notApplicable } = result;
  const failing = resources.find(({ status }) => status === 'fail')?.reason;
  return failing ?? unknown[0]?.reason ?? notApplicable ?? sourceSentence(result) ?? '';
}

/** Failing resources, and how to mend them. */
function failing({ decisions: { results }, checks: all }: Report): Block[] {
  const byId = new Map(all.map((check) => [check.id, check]));
  const failed = results.filter(({ status }) => status === 'fail');
  if (failed.length === 0) return [];
  const parts = failed.map(({ check, resources }): Block => {
    const wrong = resources.filter(({ status }) => status === 'fail');
    const { shown, more } = first(wrong, resourcesShown);
    const known = byId.get(check);
    return {
      kind: 'details',
      title: `${check}${known === undefined ? '' : `, ${known.title}`}: ${counted(wrong.length, 'failing resource')}`,
      blocks: [
        ...(known === undefined ? [] : [paragraph(`To mend it: ${known.fix.summary}`)]),
        withoutEmpty(
          table(
            `Resources that fail ${check}`,
            [
              column('resource', 'resource', 3),
              column('region', 'region'),
              column('account', 'account'),
              column('seen', 'what was seen', 4),
            ],
            shown.map(({ id, region, account = '', reason }) => [id, region, account, reason]),
          ),
          ['account'],
        ),
        ...(more > 0 ? [paragraph(`${counted(more, 'more resource')} in report.json.`)] : []),
      ],
    };
  });
  return [heading('Failing resources'), ...parts];
}

function recorded({ decisions: { results } }: Report): Block[] {
  const rows = results.flatMap(({ check, status, recorded: by }) =>
    by === undefined
      ? []
      : [[check, toned(status, checkTone[status]), by.by, by.evidence, by.where, by.date, by.expires]],
  );
  if (rows.length === 0) return [];
  return [
    heading('Recorded by hand'),
    table(
      'Results that a person recorded because the scan could not conclude',
      [
        ...[
          column('check', 'check', 1.5),
          column('status', 'result'),
          column('by', 'by'),
          column('evidence', 'looked at', 3),
        ],
        ...[column('where', 'where', 2), column('date', 'date', 1, 'day'), column('expires', 'counts until', 1, 'day')],
      ],
      rows,
    ),
  ];
}

/** What other engines found: where it stands in for our own reading, and where it disagrees or only corroborates. */
function elsewhere({ decisions: { results } }: Report): Block[] {
  const rows = results.flatMap((result) => {
    const { check, status, source } = result;
    const others = besides(result).map((said) => [
      ...[check, toned(said.said, checkTone[said.said]), engineWords(said), said.from],
      ...[said.seen.slice(0, 10), said.expires, said.disagrees ? 'disagrees; ours stands' : (said.why ?? 'agrees')],
    ]);
    if (source === undefined) return others;
    const own = [
      ...[check, toned(status, checkTone[status]), engineWords(source), source.from],
      ...[source.seen.slice(0, 10), source.expires, 'stands in for our own reading'],
    ];
    return [own, ...others];
  });
  if (rows.length === 0) return [];
  return [
    heading('Found by other engines'),
    table(
      'Results of other engines, by the published mapping',
      [
        ...[column('check', 'check', 1.5), column('said', 'they say'), column('engine', 'engine', 2.5)],
        ...[
          column('from', 'from', 1.5),
          column('seen', 'as of', 1, 'day'),
          column('expires', 'counts until', 1, 'day'),
        ],
        column('use', 'what it is worth', 3),
      ],
      rows,
    ),
  ];
}

function unread({ decisions: { results } }: Report): Block[] {
  const rows = results.flatMap(({ check, unknown }) =>
    unknown.map(({ operation, region, account = '', kind, reason }) => [
      ...[check, operation, region, account, toned(kind.replace('-', ' '), 'unknown'), reason],
    ]),
  );
  const { shown, more } = first(rows, 200);
  return [
    heading('What could not be read'),
    withoutEmpty(
      table(
        'Operations without an answer, and why',
        [
          ...[column('check', 'check', 1.5), column('operation', 'operation', 1.5), column('region', 'region')],
          ...[column('account', 'account'), column('kind', 'kind', 0.8), column('why', 'why', 3)],
        ],
        shown,
        'Everything asked for could be read.',
      ),
      ['account'],
    ),
    ...(more > 0 ? [paragraph(`${counted(more, 'more operation')} in report.json.`)] : []),
  ];
}

function calls({ scans }: Report): Block[] {
  const rows = scans.flatMap(({ account, calls: { byOperation } }) =>
    Object.entries(byOperation)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([operation, count]) => [account, operation, String(count)]),
  );
  return [
    {
      kind: 'details',
      title: 'Every call made',
      blocks: [
        table(
          'Calls by operation, all of them reading',
          [column('account', 'account'), column('operation', 'operation', 3), column('calls', 'calls', 1, 'number')],
          rows,
        ),
      ],
    },
  ];
}
