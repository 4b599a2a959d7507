/** What keeps this session from being an ordinary one, and what stands where figures are not there yet. */
import type { Layout } from '../../app/layout.ts';
import type { State } from '../../app/state.ts';
import { type Line, line, wrap } from '../lines.ts';

/** Reading only and why, what was set aside and where: a few lines; none where nothing is the matter. */
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

/** In place of figures: that they are being worked out, or why there are none and what still works. */
export function unknownLines(state: State, plan: Layout): Line[] {
  const { fault } = state;
  if (fault === undefined) return [[], line('  Working out where you stand…'), ...troubleLines(state, plan)];
  const told = (text: string, token: 'bad' | 'plain') =>
    wrap(text, plan.body.width - 6).map((part, index) =>
      line(`  ${token === 'plain' ? '' : index === 0 ? '✖ ' : '  '}${part}`, token),
    );
  return [
    ...(plan.kind === 'compact' ? [] : [[]]),
    ...told(fault, 'bad'),
    ...told(
      'Every answer is safe, and the interview works: 2. Please report this with SOC2_READY_DEBUG=1 set.',
      'plain',
    ),
    ...troubleLines(state, plan),
  ];
}
