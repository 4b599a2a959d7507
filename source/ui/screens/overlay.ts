/** What lies over a screen: help, pages of text, forms, the owner picker, a question, the palette. */

import type { Form } from '../../app/form.ts';
import { firstVisible, type Layout } from '../../app/layout.ts';
import { pageOf } from '../../app/pages.ts';
import { type Found, type Palette, paletteFound } from '../../app/palette.ts';
import { screenPlace } from '../../app/place.ts';
import type { Place } from '../../app/screens.ts';
import type { Overlay, State } from '../../app/state.ts';
import { helpActions } from '../../app/step-overlay.ts';
import { keyText } from '../footer.ts';
import { cell, cut, type Line, line, paragraphLines, span, widthOf, wrap } from '../lines.ts';
import type { Look } from '../theme.ts';
import type { Body } from '../view.ts';
import { visibleField } from './field.ts';
import { emptyLines } from './list.ts';
import { tourBody } from './tour.ts';

/** The body of what lies over the screen. */
export function overlayBody(state: State, plan: Layout, look: Look): Body {
  const { overlay } = state;
  switch (overlay?.kind) {
    case 'help':
      return helpBody(state, overlay, plan, look);
    case 'page': {
      const page = pageOf(state, overlay.page);
      return scrolled(page.title, paragraphLines(page.paragraphs, plan.body.width - 3), overlay.scroll, plan);
    }
    case 'form':
      return formBody(overlay.form, plan);
    case 'picker': {
      const height = Math.min(overlay.items.length, Math.max(1, plan.body.height - 2));
      const space: Line[] = Array.from({ length: height }, () => []);
      const { items, chosen, title } = overlay;
      const initialIndex = Math.max(
        0,
        items.findIndex(({ value }) => value === chosen),
      );
      const picker = { top: 2, height, width: plan.body.width, items, initialIndex, beside: [], key: title };
      return { lines: [line(`  ${overlay.title}`, 'heading'), [], ...space], picker };
    }
    case 'confirm':
      return {
        lines: [
          [],
          ...wrap(overlay.question, plan.body.width - 4).map((text) => line(`  ${text}`, 'heading')),
          [],
          line('  y/N'),
        ],
      };
    case 'tour':
      return tourBody(overlay.page, plan);
    case 'palette':
      return paletteBody(state, overlay, plan, look);
    default:
      return { lines: [] };
  }
}

/** Lines of text with a title; the scroll stops at the true end. */
function scrolled(title: string, lines: readonly Line[], scroll: number, plan: Layout): Body {
  const height = Math.max(1, plan.body.height - 1);
  const last = Math.max(0, lines.length - height);
  const first = Math.min(scroll, last);
  const more =
    lines.length <= height ? '' : `  lines ${first + 1}–${Math.min(lines.length, first + height)} of ${lines.length}`;
  const head: Line = [span(` ${cut(title, plan.body.width - widthOf(more) - 2)}`, 'selected'), span(more, 'accent')];
  return { lines: [head, ...lines.slice(first, first + height).map((part): Line => [span('  '), ...part])] };
}

/** Places under a name that a person knows. */
const placeWords: Partial<Record<Place, string>> = {
  picker: 'this choice',
  choices: 'this choice',
  page: 'this page',
  confirm: 'this question',
  accounts: 'AWS accounts',
};

function helpBody(state: State, overlay: Overlay & { kind: 'help' }, plan: Layout, look: Look): Body {
  const actions = helpActions(overlay);
  const filter = overlay.filter?.value ?? '';
  const title: Line = [
    span(` Keys of ${placeWords[overlay.place] ?? overlay.place}`, 'selected'),
    ...(overlay.filter === undefined && !overlay.filtering ? [] : [span('   / ', 'accent'), span(filter)]),
    span(`   ${actions.length} keys`, 'accent'),
  ];
  const width = plan.kind === 'compact' ? 10 : 16;
  const lines = actions.flatMap((action) => {
    const { overlay: _, ...under } = state;
    const why = action.whyDisabled?.(under);
    const help = why === undefined ? action.help : `${action.help} (Not now: ${why})`;
    const [first = '', ...rest] = wrap(help, plan.body.width - width - 4);
    const name: Line = [span(`  ${cell(keyText(action, look), width)}`, 'accent'), span(first)];
    return [name, ...rest.map((text) => line(`  ${' '.repeat(width)}${text}`))];
  });
  const height = Math.max(1, plan.body.height - 1);
  const first = Math.min(overlay.scroll, Math.max(0, lines.length - height));
  const body: Body = { lines: [title, ...lines.slice(first, first + height)] };
  if (overlay.filtering) body.cursor = { x: widthOf(` Keys of ${overlay.place}   / ${filter}`), y: 0 };
  return body;
}

function formBody(form: Form, plan: Layout): Body {
  const labelWidth = Math.max(...form.fields.map((field) => widthOf(field.label))) + 2;
  const width = plan.body.width - labelWidth - 4;
  const head: Line[] =
    plan.body.height > form.fields.length + 4
      ? [[], line(`  ${form.title}`, 'heading'), line(`  ${form.subject}`), []]
      : [line(`  ${form.title}`, 'heading')];
  const fault =
    form.fault === undefined ? [] : wrap(form.fault, plan.body.width - 4).map((text) => line(`  ${text}`, 'bad'));
  const room = Math.max(1, plan.body.height - head.length - fault.length);
  const first = firstVisible(form.focus, room, form.fields.length);
  const focused = form.fields[form.focus];
  const at = focused === undefined ? { text: '', x: 0 } : visibleField(focused.field, width);
  const rows = form.fields.slice(first, first + room).map((field, offset): Line => {
    const hasFocus = first + offset === form.focus;
    const label = span(`${hasFocus ? '▸ ' : '  '}${cell(field.label, labelWidth)}`, hasFocus ? 'selected' : 'accent');
    if (field.options !== undefined) {
      const chosen = field.options.find((option) => option.value === field.field.value);
      return [label, span(`← ${chosen?.label ?? ''} →`, hasFocus ? 'selected' : 'plain')];
    }
    if (field.field.value === '') return [label, span(cut(field.hint ?? '', width + 2), 'frame')];
    return [label, span(hasFocus ? at.text : cut(field.field.value, width + 2))];
  });
  // A text longer than its line stands below the form in full, as far as there is room.
  const text = focused?.options !== undefined ? '' : focused?.field.value || (focused?.hint ?? '');
  const whole = widthOf(text) > width + (focused?.field.value === '' ? 2 : -1);
  const below = whole ? [[], ...wrap(text, plan.body.width - 4).map((part) => line(`  ${part}`))] : [];
  const left = Math.max(0, plan.body.height - head.length - rows.length - fault.length);
  const body: Body = { lines: [...head, ...rows, ...fault, ...below.slice(0, left)] };
  if (focused?.options === undefined) body.cursor = { x: 2 + labelWidth + at.x, y: head.length + form.focus - first };
  return body;
}

function paletteBody(state: State, overlay: Palette, plan: Layout, look: Look): Body {
  const found = paletteFound(state, overlay);
  const { text, x } = visibleField(overlay.text, plan.body.width - 6);
  const height = Math.max(1, plan.body.height - 2);
  const first = firstVisible(overlay.cursor, height, found.length);
  const rows = found
    .slice(first, first + height)
    .map((one, offset) => foundLine(state, one, first + offset === overlay.cursor, plan, look));
  const isQuestions = overlay.questions === true;
  const hint = isQuestions
    ? "a word of a question, an id such as CC7, or: open, later, don't know"
    : 'a screen, an action, or a word of a question';
  const typed = overlay.text.value === '' ? span(hint, 'frame') : span(text);
  const none = emptyLines([isQuestions ? 'No question has these words in it.' : 'No action or question is called so.']);
  return {
    lines: [[span(isQuestions ? '  / ' : '  : ', 'accent'), typed], [], ...(rows.length === 0 ? none.slice(1) : rows)],
    cursor: { x: 4 + x, y: 0 },
  };
}

/** A row of the palette: an action with its key, or a question with what was answered. */
function foundLine(state: State, found: Found, isMarked: boolean, plan: Layout, look: Look): Line {
  const mark = span(isMarked ? '▸ ' : '  ', 'selected');
  const token = isMarked ? 'selected' : 'plain';
  if (found.kind === 'question') {
    const { question, ask, said } = found;
    const isOpen = said === 'open' || said === 'later' || said === 'confirm';
    const narrow = plan.kind === 'compact';
    return [
      mark,
      span(cell(said, 11), isOpen ? 'warning' : 'accent'),
      span(`${cell(question.id, narrow ? 20 : 24)} `, token),
      span(ask, token),
    ];
  }
  const { action } = found;
  const { overlay: _, ...under } = state;
  const why = action.whyDisabled?.(under);
  return [
    mark,
    span(cell(action.keys.length === 0 ? '' : keyText(action, look), 10), 'accent'),
    span(cell(action.labels?.[screenPlace(state)] ?? action.label, 19), token),
    span(why ?? action.help, why === undefined ? 'plain' : 'frame'),
  ];
}
