/** What keeps this session from being an ordinary one, said on the first screens: reading only, what was set aside. */
import type { Layout } from '../../app/layout.ts';
import type { State } from '../../app/state.ts';
import { type Line, line, wrap } from '../lines.ts';

/** A line or a few; none where nothing is the matter. */
export function troubleLines(state: State, plan: Layout): Line[] {
  const texts = [
    ...(state.readOnly === undefined ? [] : [`Reading only: ${state.readOnly}`]),
    ...state.problems.filter((problem) => problem !== state.readOnly),
  ];
  if (plan.kind === 'compact') return texts.slice(0, 1).map((text) => line(`  ▲ ${text}`, 'warning'));
  return texts.slice(0, 3).flatMap((text) =>
    wrap(text, plan.body.width - 6)
      .slice(0, 3)
      .map((part, index) => line(`  ${index === 0 ? '▲' : ' '} ${part}`, 'warning')),
  );
}
