/** The register of evidence. */
import type { Section, Tone } from '../document.ts';
import type { Report } from '../model.ts';
import { column, paragraph, table, toned, withoutEmpty } from './shared.ts';

const tierTone: readonly Tone[] = ['neutral', 'partial', 'good', 'good'];

/** The section. */
export function evidenceSection({ evidence }: Report): Section {
  return {
    id: 'evidence',
    title: 'Evidence register',
    blocks: [
      paragraph(
        'E0 word alone, E1 a document, E2 a dated record, E3 an export of a system. What is too old, has expired or was ' +
          'seen by nobody else counts for less than it states (rule S-E2).',
      ),
      withoutEmpty(
        table(
          'Every piece of evidence',
          [
            ...[column('control', 'control'), column('what', 'what', 2.5), column('counts', 'counts as', 0.7)],
            ...[
              column('date', 'date', 1.05, 'day'),
              column('expires', 'expires', 1.05, 'day'),
              column('by', 'added by'),
            ],
            ...[
              column('seen', 'seen by'),
              column('where', 'where', 2),
              column('hash', 'SHA-256'),
              column('less', 'why less', 2),
            ],
          ],
          evidence.map((row) => [
            ...[
              row.control,
              row.what,
              toned(
                row.tier === row.stated ? `E${row.tier}` : `E${row.tier} (stated E${row.stated})`,
                tierTone[row.tier] ?? 'neutral',
              ),
            ],
            ...[row.date, row.expires ?? '', row.addedBy, row.seenBy ?? '', row.where, row.sha256?.slice(0, 12) ?? ''],
            row.asked ? (row.because ?? '') : 'its control is not in this assessment',
          ]),
          'No evidence is entered.',
        ),
        ['expires', 'seen', 'hash', 'less'],
      ),
    ],
  };
}
