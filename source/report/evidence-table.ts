/** The register of evidence as a table. */
import type { EvidenceRow } from '../core/evidence-register.ts';
import type { Table } from './tables.ts';

/** One row per piece of evidence. */
export function evidenceTable(rows: readonly EvidenceRow[]): Table {
  return {
    header: [
      'control',
      'what',
      'counts as',
      'stated',
      'date',
      'expires',
      'added by',
      'seen by',
      'where',
      'sha-256',
      'why less',
    ],
    rows: rows.map((row) => [
      ...[row.control, row.what, `E${row.tier}`, `E${row.stated}`, row.date, row.expires ?? ''],
      ...[row.addedBy, row.seenBy ?? '', row.where, row.sha256 ?? ''],
      row.asked ? (row.because ?? '') : 'its control is not in this assessment',
    ]),
  };
}
