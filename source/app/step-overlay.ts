/** Steps of what lies over a screen: help, pages, forms, the owner picker, the palette. */
import { type Step, saveAll, say, then, to } from './events.ts';
import { draftKey, editForm, type Form, formResult, formValues, openForm } from './form.ts';
import { type Action, type ActionId, actionsIn } from './keys.ts';
import { layout } from './layout.ts';
import { linksOf, openLink } from './links.ts';
import { move, pageHeight } from './move.ts';
import { closed } from './overlays.ts';
import { controlOn, estimatedLines, pageOf } from './pages.ts';
import { stepPalette } from './palette.ts';
import { override } from './parts/gaps.ts';
import { type Overlay, type State, screenOf } from './state.ts';
import { stepInterview } from './step-interview.ts';
import { toQuestion } from './step-program.ts';
import { editField, insert, isKeyName, textField } from './text-field.ts';
import { stepTour } from './tour.ts';

/** The step of an action on what lies over the screen; undefined when it does not know it. */
export function stepOverlay(state: State, id: ActionId): Step {
  const { overlay } = state;
  switch (overlay?.kind) {
    case 'help':
      return stepHelp(state, overlay, id);
    case 'page':
      return stepPage(state, overlay, id);
    case 'form':
      return stepForm(state, overlay.form, id);
    case 'palette':
      return stepPalette(state, overlay, id);
    case 'tour':
      return stepTour(state, overlay, id);
    default:
      return to(id === 'back' ? closed(state) : state);
  }
}

/** A typed key or pasted text for what lies over the screen. */
export function typeInOverlay(state: State, text: string): Step {
  const { overlay } = state;
  if (overlay?.kind === 'form') {
    const form = editForm(overlay.form, text) ?? pasted(overlay.form, text);
    return to(form === undefined ? state : { ...state, overlay: { kind: 'form', form } });
  }
  if (overlay?.kind === 'help' && overlay.filtering) {
    return to({ ...state, overlay: { ...overlay, filter: typed(overlay.filter ?? textField(), text), scroll: 0 } });
  }
  if (overlay?.kind === 'palette') {
    return to({ ...state, overlay: { ...overlay, text: typed(overlay.text, text), cursor: 0 } });
  }
  return to(state);
}

function typed(field: ReturnType<typeof textField>, text: string) {
  return editField(field, text) ?? (isKeyName(text) ? field : insert(field, text));
}

function pasted(form: Form, text: string): Form | undefined {
  const line = form.fields[form.focus];
  if (line === undefined || line.options !== undefined || isKeyName(text)) return undefined;
  return { ...form, fields: form.fields.with(form.focus, { ...line, field: insert(line.field, text) }) };
}

function stepHelp(state: State, overlay: Overlay & { kind: 'help' }, id: ActionId): Step {
  const total = helpActions(overlay).length;
  const scroll = move(id, overlay.scroll, pageHeight(state), total);
  if (scroll !== undefined) return to({ ...state, overlay: { ...overlay, scroll } });
  if (id === 'filter') return to({ ...state, overlay: { ...overlay, filtering: true } });
  if (id === 'submit') return to({ ...state, overlay: { ...overlay, filtering: false } });
  if (id !== 'back') return to(state);
  if (!overlay.filtering && overlay.filter === undefined) return to(closed(state));
  return to({ ...state, overlay: { kind: 'help', place: overlay.place, scroll: 0, filtering: false } });
}

/** Actions listed by the help screen, after its filter. */
export function helpActions(overlay: Overlay & { kind: 'help' }): Action[] {
  const wanted = overlay.filter?.value.trim().toLowerCase() ?? '';
  return actionsIn(overlay.place).filter((action) =>
    `${action.keys.join(' ')} ${action.label} ${action.help}`.toLowerCase().includes(wanted),
  );
}

function stepPage(state: State, overlay: Overlay & { kind: 'page' }, id: ActionId): Step {
  if (id === 'back') return to(closed(state));
  if (id === 'open-link') return openLink(state, linksOf(pageOf(state, overlay.page)));
  if (id === 'override') return override(state, controlOn(state, overlay.page));
  if (id === 'question') return toQuestion(closed(state), controlOn(state, overlay.page));
  const { body } = layout(state.size);
  const lines = estimatedLines(pageOf(state, overlay.page), body.width - 2);
  const total = Math.max(1, lines - body.height + 3);
  const scroll = move(id, overlay.scroll, pageHeight(state), total);
  return to(scroll === undefined ? state : { ...state, overlay: { ...overlay, scroll } });
}

function stepForm(state: State, form: Form, id: ActionId): Step {
  const last = form.fields.length - 1;
  const focus = (at: number): Step => to({ ...state, overlay: { kind: 'form', form: { ...form, focus: at } } });
  switch (id) {
    case 'next-field':
      return focus(form.focus === last ? 0 : form.focus + 1);
    case 'previous-field':
      return focus(form.focus === 0 ? last : form.focus - 1);
    case 'submit':
      return form.focus < last ? focus(form.focus + 1) : submit(state, form);
    case 'save-form':
      return submit(state, form);
    case 'back': {
      const { [draftKey(form)]: _, ...others } = state.drafts;
      const typed = formValues(form);
      // Nothing was changed: there is no draft to speak of.
      const fresh = formValues(openForm(form.purpose, form.subject, { ...state, drafts: others }));
      if (Object.entries(typed).every(([id, text]) => text === fresh[id]))
        return to(closed({ ...state, drafts: others }));
      const drafts = { ...others, [draftKey(form)]: typed };
      return to(say(closed({ ...state, drafts }), 'Kept as a draft: it is there when you open it again.'));
    }
    default:
      return to(state);
  }
}

/** Saves a form; an answer goes on to the next question, the rest stays on this one. */
export function submit(state: State, form: Form): Step {
  const result = formResult(form, state);
  if ('fault' in result) return to({ ...state, overlay: { kind: 'form', form: { ...form, fault: result.fault } } });
  const { entries, effects = [], notice, keep, by, change = (same: State) => same } = result;
  const { [draftKey(form)]: _, ...others } = state.drafts;
  const drafts = keep === true ? { ...others, [draftKey(form)]: formValues(form) } : others;
  const { choice: __, ...interview } = state.interview;
  const start = to(change(closed({ ...state, drafts, interview, redo: [] })), ...effects);
  const sent = then(start, (next) => saveAll(next, entries, by));
  const isAnswer = screenOf(state) === 'interview' && entries.some((body) => body.type === 'answer');
  const gone = isAnswer ? then(sent, (next) => stepInterview(next, 'next') ?? to(next)) : sent;
  return notice === undefined ? gone : then(gone, (next) => to(say(next, notice, 'good')));
}
