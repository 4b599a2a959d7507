/** The tour: four short pages over the first screen. It can be left at once and never comes back by itself. */
import { type Step, to } from './events.ts';
import type { ActionId } from './keys.ts';
import { closed } from './overlays.ts';
import type { Overlay, State } from './state.ts';

/** One page: a title and a few sentences. */
export interface TourPage {
  title: string;
  texts: readonly string[];
}

/** The pages in their order. */
export const tourPages: readonly TourPage[] = [
  {
    title: 'What this does',
    texts: [
      'It asks how your company works, one question at a time, and shows how ready it is for a SOC 2 audit: what is in place, what is missing, and what to do first.',
      'It keeps everything in a folder on this machine. Nothing is sent anywhere.',
    ],
  },
  {
    title: 'How you answer',
    texts: [
      'Each question has five plain answers, 0 to 4. “Don’t know” and “come back later” are answers too, and leaving is always safe: every answer is saved as you give it.',
      'The quick path asks the key questions only. You can ask for the rest at any time.',
    ],
  },
  {
    title: 'AWS, if you like',
    texts: [
      'R reads an AWS account while you answer. It only reads, and shows beforehand what it would send. Without it, what AWS would tell stays unknown; nothing else is lost.',
      'What AWS shows never fills in an answer behind your back: it is proposed, or said to contradict.',
    ],
  },
  {
    title: 'Finding your way',
    texts: [
      '0 comes back to this screen, which lists everything. ? shows the keys of any screen, : finds an action by its name, esc goes one step back and never loses text.',
      'The verdict comes with its reasons; t shows the rules behind any figure.',
    ],
  },
];

/** The state with the tour over its screen. */
export function tourOver(state: State): State {
  return { ...state, overlay: { kind: 'tour', page: 0 } };
}

/** The step of a key while the tour is open; past its last page it is gone. */
export function stepTour(state: State, overlay: Overlay & { kind: 'tour' }, id: ActionId): Step {
  const page = overlay.page + (id === 'tour-next' ? 1 : id === 'tour-back' ? -1 : 0);
  if (id === 'back' || page >= tourPages.length) return to(closed(state));
  return to({ ...state, overlay: { kind: 'tour', page: Math.max(0, page) } });
}
