/** What one participant of a workshop takes away. */
import { workshopSummary } from '../core/workshop.ts';
import { type Page, type Paragraph, plain, toned } from './pages.ts';
import { workshopControls } from './parts/workshop.ts';
import type { State } from './state.ts';
import { counted } from './words.ts';

/** The page of a participant. */
export function participantPage(state: State, name: string): Page {
  const summary = workshopSummary(state.assessment, workshopControls(state)).find((one) => one.name === name);
  if (summary === undefined) return { title: name, paragraphs: [plain('They do not take part any more.')] };
  const { answered, open, disputed, owns, parked, notes } = summary;
  const list = (title: string, lines: string[]): Paragraph[] =>
    lines.length === 0 ? [] : [toned('heading', title), ...lines.map((text) => plain(text, 2))];
  return {
    title: `${name}: ${counted(answered, 'answer')}`,
    paragraphs: [
      ...list(
        'Owns, and it is not in place',
        owns.map(({ control, level }) => `${control} (${level})`),
      ),
      ...list('To find out', open),
      ...list(
        'Others said something else',
        disputed.map(({ control, said }) => `${control}: ${said}`),
      ),
      ...list('Parked', parked),
      ...list(
        'Notes',
        notes.map(({ control, text }) => `${control}: ${text}`),
      ),
      ...(owns.length + open.length + disputed.length + parked.length + notes.length === 0
        ? [plain('Nothing is open.')]
        : []),
    ],
  };
}
