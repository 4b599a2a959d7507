/** What lies over a screen: help, pages of text, forms, the owner picker, a question, the palette. */

import type { Form } from '../../app/form.ts';
import { firstVisible, type Layout } from '../../app/layout.ts';
import { pageOf } from '../../app/pages.ts';
import { paletteActions } from '../../app/palette.ts';
import type { Overlay, State } from '../../app/state.ts';
import { helpActions } from '../../app/step-overlay.ts';
import { keyText } from '../footer.ts';
import { cell, cut, type Line, line, paragraphLines, span, widthOf, wrap } from '../lines.ts';
import type { Look } from '../theme.ts';
import type { Body } from '../view.ts';
import { visibleField } from './field.ts';
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
      const { items } = overlay;
      const picker = { top: 2, height, width: plan.body.width, items, initialIndex: 0, beside: [], key: overlay.title };
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

function helpBody(state: State, overlay: Overlay & { kind: 'help' }, plan: Layout, look: Look): Body {
  const actions = helpActions(overlay);
  const filter = overlay.filter?.value ?? '';
  const title: Line = [
    span(` Keys of ${overlay.place}`, 'selected'),
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
  const room = Math.max(1, plan.body.height - head.length - (form.fault === undefined ? 0 : 1));
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
    if (field.field.value === '') return [label, span(field.hint ?? '', 'frame')];
    return [label, span(hasFocus ? at.text : field.field.value)];
  });
  const fault = form.fault === undefined ? [] : [line(`  ${form.fault}`, 'bad')];
  const body: Body = { lines: [...head, ...rows, ...fault] };
  if (focused?.options === undefined) body.cursor = { x: 2 + labelWidth + at.x, y: head.length + form.focus - first };
  return body;
}

function paletteBody(state: State, overlay: Overlay & { kind: 'palette' }, plan: Layout, look: Look): Body {
  const found = paletteActions(state, overlay.text.value);
  const { text, x } = visibleField(overlay.text, plan.body.width - 6);
  const height = Math.max(1, plan.body.height - 2);
  const first = firstVisible(overlay.cursor, height, found.length);
  const rows = found.slice(first, first + height).map((action, offset): Line => {
    const isMarked = first + offset === overlay.cursor;
    const why = action.whyDisabled?.(state);
    return [
      span(isMarked ? '▸ ' : '  ', 'selected'),
      span(cell(keyText(action, look), 10), 'accent'),
      span(cell(action.label, 18), isMarked ? 'selected' : 'plain'),
      span(why ?? action.help, why === undefined ? 'plain' : 'frame'),
    ];
  });
  return { lines: [[span('  : ', 'accent'), span(text)], [], ...rows], cursor: { x: 4 + x, y: 0 } };
}
