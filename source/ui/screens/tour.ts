/** The tour: one short page at a time. */
import type { Layout } from '../../app/layout.ts';
import { tourPages } from '../../app/tour.ts';
import { type Line, line, span, wrap } from '../lines.ts';
import type { Body } from '../view.ts';

/** The body of a page of the tour. */
export function tourBody(at: number, plan: Layout): Body {
  const page = tourPages[at];
  if (page === undefined) return { lines: [] };
  const compact = plan.kind === 'compact';
  const gap: Line[] = compact ? [] : [[]];
  const width = Math.min(76, plan.body.width - 4);
  const texts = page.texts.flatMap((text) => [...wrap(text, width).map((part) => line(`  ${part}`)), ...gap]);
  const head: Line = [span(`  ${page.title}`, 'selected'), span(`   ${at + 1} of ${tourPages.length}`, 'accent')];
  const end = line(
    at + 1 === tourPages.length
      ? '  enter begins; it does not come back by itself'
      : '  enter goes on; esc leaves the tour',
    'accent',
  );
  const body = [...gap, head, ...gap, ...texts].slice(0, plan.body.height - 1);
  return { lines: [...body, end] };
}
