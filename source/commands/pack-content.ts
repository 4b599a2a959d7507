/** What goes into an auditor's pack. */
import { join } from 'node:path';
import type { Entry } from '../core/entry.ts';
import { Redactor } from '../core/redact.ts';
import { safeJsonLine } from '../core/safe-json.ts';
import { markdown } from '../core/text.ts';
import { reportFiles } from '../report/files.ts';
import type { Report } from '../report/model.ts';
import { redactedReport } from '../report/redact.ts';
import { requestTable } from '../report/request-table.ts';
import { csv, type Table } from '../report/tables.ts';
import { workbookSheets } from '../report/workbook.ts';
import { xlsxWorkbook } from '../report/xlsx.ts';
import { attachedFile, attachedPath } from '../workspace/evidence.ts';
import { FreeNames, type LeftOut, type PackContent } from '../workspace/pack.ts';
import { readResult } from '../workspace/saved-results.ts';
import { sessionReport } from './report.ts';
import type { Session } from './session.ts';

/**
 * The content: request list, evidence, scans, lists, findings, saved results, journal, report. Redacted, one thing has
 * one alias in all of it.
 */
export async function packContent(session: Session, redact: boolean): Promise<PackContent> {
  const { workspace, scans, today } = session;
  const redactor = redact ? new Redactor(scans, JSON.stringify(session.questionnaire)) : undefined;
  const plain = await sessionReport(session);
  const report = redactor === undefined ? plain : redactedReport(plain, redactor);
  const history = workspace.assessment.history.filter(({ type }) => type !== 'place');
  const entries = redactor === undefined ? history : redactor.value(history);
  const evidence = redact ? [] : await evidenceCopies(session);
  const scanned = redact ? [] : scanCopies(session);
  const taken = redact ? [] : importCopies(session);
  const saved = redact ? { copies: [], damaged: [] } : await resultCopies(session);
  const leftOut = redact ? await leftOutOf(session) : [...elsewhere(session), ...saved.damaged];
  const requests = workbookSheets(report).filter(({ name }) => name === 'Requests' || name === 'Evidence');
  const files = [
    { path: 'README.md', content: readme(report, leftOut, redact) },
    { path: 'request-list.csv', content: csv(requestTable(report.requests)) },
    { path: 'request-list.xlsx', content: await xlsxWorkbook(requests) },
    { path: 'journal.jsonl', content: entries.map((entry) => `${safeJsonLine(entry)}\n`).join('') },
    { path: 'journal.csv', content: csv(journalTable(entries)) },
    ...(await reportFiles(report)).map(({ name, content }) => ({ path: `report/${name}`, content })),
  ];
  return {
    ...{ name: report.name, date: today, madeBy: report.madeBy.program, redacted: redact },
    ...{ files, copies: [...evidence, ...scanned, ...taken, ...saved.copies], leftOut },
  };
}

function pieces({ workspace }: Session) {
  return Object.entries(workspace.assessment.controls).flatMap(([control, { evidence }]) =>
    evidence.map((piece) => ({ control, ...piece })),
  );
}

/** Each attached file once, however many controls it is for; two of one name, from two copies of a workspace, both. */
async function evidenceCopies(session: Session): Promise<PackContent['copies']> {
  const names = new FreeNames();
  const byPlace = new Map<string, PackContent['copies'][number]>();
  for (const { control, what, where, sha256 } of pieces(session)) {
    const named = attachedPath(session.workspace.folder, where);
    if (named === undefined || sha256 === undefined || byPlace.has(`${sha256} ${where}`)) continue;
    // Where it is gone or changed, the name says which.
    const source = (await attachedFile(session.workspace, { where, sha256 })) ?? named;
    const path = `evidence/${names.take(where)}`;
    byPlace.set(`${sha256} ${where}`, { path, source, sha256, what: `${where} (${control}, ${what})` });
  }
  return [...byPlace.values()];
}

/** The latest scan of each account, as it was saved. */
function scanCopies({ workspace, scans }: Session): PackContent['copies'] {
  const names = new FreeNames();
  return scans.flatMap(({ account, finishedAt }) => {
    const entry = workspace.assessment.scans.findLast(
      (one) => one.account === account && one.finishedAt === finishedAt && /^scans\/[\w.-]+\.json\.gz$/.test(one.file),
    );
    if (entry === undefined) return [];
    const source = join(workspace.folder, ...entry.file.split('/'));
    // The journal's hash is of what is inside, and was checked when the scan was read.
    return [{ path: `scans/${names.take(entry.file)}`, source, what: entry.file }];
  });
}

/** The rows of the lists and the findings of other engines that count, as they were taken in. */
function importCopies({ workspace }: Session): PackContent['copies'] {
  const { populations, findings } = workspace.assessment;
  const files = [
    ...Object.values(populations.imports).map(({ rowsFile, sha256 }) => ({ file: rowsFile, sha256 })),
    ...findings.map(({ findingsFile, sha256 }) => ({ file: findingsFile, sha256 })),
  ];
  return files.flatMap(({ file, sha256 }) =>
    // The name comes from the journal: it must not lead out of the folder.
    /^(populations|findings)\/[a-z-]+-[0-9a-f]{12}\.json$/.test(file)
      ? [{ path: file, source: join(workspace.folder, ...file.split('/')), sha256, what: file }]
      : [],
  );
}

/**
 * What was decided on the days that were saved, as it was saved: the journal names each file and its hash, and an auditor
 * who reads there what stood on a day can hold it against the file. One that is not what was saved is left out.
 */
async function resultCopies({ workspace }: Session): Promise<{ copies: PackContent['copies']; damaged: LeftOut[] }> {
  const copies: PackContent['copies'][number][] = [];
  const damaged: LeftOut[] = [];
  for (const { file, sha256 } of workspace.assessment.savedResults) {
    try {
      // The journal's hash is of what is inside.
      await readResult(workspace, { file, sha256 });
      copies.push({ path: file, source: join(workspace.folder, ...file.split('/')), what: file });
    } catch {
      damaged.push({ what: file, why: 'it is missing, or not what was saved; its figures are in the journal' });
    }
  }
  return { copies, damaged };
}

/** Why a link is not in the pack. */
export const keptElsewhere = 'it is kept elsewhere';

/** What stays where it is: links and files that were never attached. */
function elsewhere(session: Session): LeftOut[] {
  const links = pieces(session)
    .filter(({ where, sha256 }) => sha256 === undefined || attachedPath(session.workspace.folder, where) === undefined)
    .map(({ control, what, where }) => ({
      what: `${where} (${control}, ${what})`,
      why: /^evidence\//.test(where) ? 'it was named, and never attached' : keptElsewhere,
    }));
  return links;
}

async function leftOutOf(session: Session): Promise<LeftOut[]> {
  const attached = (await evidenceCopies(session)).length;
  const scans = scanCopies(session).length;
  const taken = importCopies(session).length;
  const results = session.workspace.assessment.savedResults.length;
  return [
    ...(attached === 0
      ? []
      : [{ what: `evidence files: ${attached}`, why: 'nothing can be taken out of a file that somebody attached' }]),
    ...(scans === 0
      ? []
      : [{ what: `scans: ${scans}`, why: 'they hold names in full; what was judged from them is in the report' }]),
    ...(taken === 0
      ? []
      : [
          {
            what: `lists and findings taken in: ${taken}`,
            why: 'they name people and resources; what they show is in the report',
          },
        ]),
    ...(results === 0
      ? []
      : [{ what: `saved results: ${results}`, why: 'they hold names in full; the journal has the figures of each' }]),
  ];
}

function journalTable(entries: readonly Entry[]): Table {
  const base = new Set(['v', 'id', 'replica', 'seq', 'at', 'by', 'questionnaire', 'supersedes', 'type']);
  return {
    header: ['seq', 'at', 'by', 'type', 'says', 'id'],
    rows: entries.map((entry) => {
      const rest = Object.fromEntries(Object.entries(entry).filter(([name]) => !base.has(name)));
      return [String(entry.seq), entry.at, entry.by, entry.type, safeJsonLine(rest), entry.id];
    }),
  };
}

function readme({ name, date, madeBy }: Report, leftOut: readonly LeftOut[], redacted: boolean): string {
  const left = leftOut.map(({ what, why }) => `- ${markdown(what)}: ${markdown(why)}`);
  return `${[
    `# For the auditor of ${markdown(name)}`,
    `Made on ${date} by ${madeBy.program}. A self-assessment of readiness: no attestation, no opinion, no audit.`,
    [
      '- `request-list.csv`, `request-list.xlsx`: what is asked for, from whom, and how far it is there',
      '- `evidence/`: the files that people attached, as they were attached',
      '- `scans/`: what was read from AWS, as it was saved',
      '- `populations/`, `findings/`: lists and findings of other tools that count, as they were taken in',
      '- `results/`: what was decided on the days that were saved, as it was saved',
      '- `journal.jsonl`, `journal.csv`: every statement that counts, with who made it and when',
      '- `report/`: the report in all its formats',
      '- `manifest.json`, `SHA256SUMS`: size and SHA-256 of each file',
    ].join('\n'),
    [
      'Check it with `soc2-ready pack verify FOLDER`, or in the folder with `sha256sum -c SHA256SUMS`. Who could change a',
      'file could change the manifest too: compare the SHA-256 of `manifest.json` with the one that came another way.',
    ].join('\n'),
    ...(redacted
      ? [
          'Redacted: account ids, ARNs, names and addresses of AWS have aliases, the same in every file. Names of people and of the company stay.',
        ]
      : []),
    '## Left out',
    left.length === 0 ? 'Nothing but what manifest.json names.' : left.join('\n'),
  ].join('\n\n')}\n`;
}
