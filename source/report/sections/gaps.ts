/** The gap register. */
import { counted } from '../../core/phrases.ts';
import type { Section, Tone } from '../document.ts';
import type { Report } from '../model.ts';
import { column, paragraph, table, toned } from './shared.ts';

const severityTone: Record<string, Tone> = { critical: 'bad', high: 'bad', medium: 'partial', low: 'neutral' };

/** The section. */
export function gapSection({ decisions: { gaps, checkGaps } }: Report): Section {
  const blocking = gaps.filter(({ blocks }) => blocks).length;
  const unknown = gaps.filter(({ cause }) => cause === 'unknown').length;
  return {
    id: 'gaps',
    title: 'Gap register',
    blocks: [
      paragraph(
        `${counted(gaps.length, 'gap')}: ${blocking} block the verdict, ${unknown} not known yet. ` +
          'Points are what closing one adds to overall evidenced, of 100.',
      ),
      table(
        'Gaps, what blocks first',
        [
          ...[column('criterion', 'criterion', 0.8), column('control', 'control', 1.1), column('cause', 'cause', 1.2)],
          ...[
            column('severity', 'severity'),
            column('blocks', 'blocks', 0.7),
            column('points', 'points', 0.7, 'number'),
          ],
          ...[
            column('title', 'what should be there', 2.5),
            column('why', 'why it is a gap', 3),
            column('checks', 'checks', 1.3),
          ],
        ],
        gaps.map((gap) => [
          ...[gap.criterion, gap.key ? `${gap.control} (key)` : gap.control],
          toned(gap.cause, gap.cause === 'unknown' ? 'unknown' : gap.cause === 'contradicted' ? 'bad' : 'partial'),
          toned(gap.severity, severityTone[gap.severity] ?? 'neutral'),
          gap.blocks ? toned('blocks', 'bad') : '',
          ...[gap.points.toFixed(1), gap.title, gap.reason, gap.checks.join(', ')],
        ]),
        'No gap: everything asked is in place and evidenced.',
      ),
      ...(checkGaps.length === 0
        ? []
        : [
            paragraph(
              'A live check that only corroborates a control does not show it missing when it fails, so these take nothing ' +
                'away. Where another reason stands, it is named.',
            ),
            table(
              'Failing checks that take nothing away, worst first',
              [
                ...[column('check', 'check', 1.5), column('severity', 'severity')],
                ...[column('controls', 'controls', 1.3), column('why', 'what was seen', 4)],
              ],
              checkGaps.map(({ check, severity, controls, standing, seen, reason }) => [
                ...[check, toned(severity, severityTone[severity] ?? 'neutral'), controls.join(', ')],
                // What the paragraph says of all of them is not said again.
                standing === 'corroborates' ? seen : reason,
              ]),
            ),
          ]),
    ],
  };
}
