/**
 * A company's own changes to the questionnaire: files of controls laid over the shipped one, in the order of their
 * names. A known id changes the fields it names, each as a whole; a new id adds a control; `disabled` takes one out.
 */
import { criterion } from './framework.ts';
import { faultOf, type Origin, type OverlayFault } from './overlay-faults.ts';
import type { Control, ControlId, QuestionnaireChange, QuestionnaireContent } from './questionnaire.ts';
import { answersIn, ruleFaults } from './questionnaire-rules.ts';
import { neededControlFields, optionalControlFields, overlayShape } from './questionnaire-schema.ts';
import { type Fault, type FaultPath, shapeFaults } from './shape.ts';

/** One file of changes, parsed. */
export interface Overlay {
  file: string;
  /** Without a fault of {@link overlayFileFaults}. */
  content: unknown;
}

/** The questionnaire with the changes, and what they were. With faults, nothing of it may be used. */
export interface Overlaid {
  content: QuestionnaireContent;
  changes: QuestionnaireChange[];
  faults: OverlayFault[];
}

/** An entry of a file once its shape is known to be right. */
type Entry = Partial<Control> & { id: ControlId; disabled?: boolean; reason?: string };

/** Faults of the parsed content of one file by itself; paths begin with the entry's position. */
export function overlayFileFaults(content: unknown): Fault[] {
  const faults = shapeFaults(overlayShape, Array.isArray(content) ? content.map(withoutCleared) : content);
  if (faults.length > 0) return faults;
  const entries = content as Entry[];
  return entries.flatMap((entry, index): Fault[] => {
    const { id, reason: _, ...fields } = entry;
    if (entries.findIndex((other) => other.id === id) < index)
      return [{ path: [index, 'id'], message: `${id} is already used further up` }];
    if (entry.disabled === false)
      return [{ path: [index, 'disabled'], message: 'must be true; leave it out to keep the control' }];
    if (entry.disabled !== true)
      return Object.keys(fields).length > 0 ? [] : [{ path: [index], message: 'changes nothing: name a field of it' }];
    const others = Object.keys(fields).filter((name) => name !== 'disabled');
    return [
      ...(entry.reason === undefined
        ? [{ path: [index, 'reason'], message: 'is missing: say why the control is taken out' }]
        : []),
      ...others.map((name) => ({ path: [index, name], message: 'says nothing about a control that is taken out' })),
    ];
  });
}

/** An entry without the optional fields that it clears by giving them no value (`when:` alone). */
function withoutCleared(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry;
  return Object.fromEntries(
    Object.entries(entry).filter(([name, value]) => value !== null || !optionalControlFields.includes(name)),
  );
}

/**
 * Lays the files over the questionnaire, in the order given. Pure: base and files stay as they are. `checks` are the ids
 * of the checks that can be linked, besides those that the questionnaire links already.
 */
export function overlayQuestionnaire(
  base: QuestionnaireContent,
  overlays: readonly Overlay[],
  checks: Iterable<string> = [],
): Overlaid {
  const state = new Overlaying(base, checks);
  for (const { file, content } of overlays)
    (content as Entry[]).forEach((entry, index) => {
      state.apply(entry, { file, index });
    });
  return state.finish();
}

/** The questionnaire while files are being laid over it. */
class Overlaying {
  readonly #base: QuestionnaireContent;
  #controls: Control[];
  readonly #changes: QuestionnaireChange[] = [];
  readonly #faults: OverlayFault[] = [];
  /** For each control that a file touched the entry that last set each field; `id` is the last entry at all. */
  readonly #touched = new Map<ControlId, Map<string, Origin>>();
  readonly #removed = new Map<ControlId, Origin>();

  readonly #checks: ReadonlySet<string>;

  constructor(base: QuestionnaireContent, checks: Iterable<string>) {
    this.#base = base;
    this.#controls = [...base.controls];
    this.#checks = new Set([...checks, ...base.controls.flatMap((control) => control.checks.map(({ id }) => id))]);
  }

  apply(entry: Entry, origin: Origin): void {
    const gone = this.#removed.get(entry.id);
    const known = this.#controls.find(({ id }) => id === entry.id);
    entry.checks?.forEach(({ id }, index) => {
      if (!this.#checks.has(id)) this.#fault(origin, ['checks', index, 'id'], `there is no check ${id}`);
    });
    if (gone) this.#fault(origin, ['id'], `${entry.id} was taken out by ${gone.file}; keep one of the two`);
    else if (entry.disabled) this.#remove(entry, known, origin);
    else if (known) this.#change(entry, known, origin);
    else this.#add(entry, origin);
  }

  #fault({ file, index }: Origin, field: FaultPath, message: string): void {
    this.#faults.push({ file, path: [index, ...field], message });
  }

  #touch(id: ControlId, fields: string[], origin: Origin): void {
    const touched = this.#touched.get(id) ?? new Map<string, Origin>();
    for (const field of ['id', ...fields]) touched.set(field, origin);
    this.#touched.set(id, touched);
  }

  #add(entry: Entry, origin: Origin): void {
    const { id, reason, disabled: _, ...fields } = entry;
    const missing = neededControlFields.filter((name) => name !== 'id' && !(name in fields));
    if (missing.length > 0) {
      const near = this.#controls.find((control) => control.id.toLowerCase() === id.toLowerCase());
      const meant = near ? ` (did you mean ${near.id}?)` : '';
      this.#fault(origin, ['id'], `there is no control ${id} to change${meant}, and a new one lacks ${list(missing)}`);
      return;
    }
    const control = cleaned({ id, ...fields }) as Control;
    const last = this.#controls.findLastIndex((other) => other.criterion === control.criterion);
    const series = criterion(control.criterion)?.series;
    const near = this.#controls.findLastIndex((other) => criterion(other.criterion)?.series === series);
    const at = last >= 0 ? last + 1 : near >= 0 ? near + 1 : this.#controls.length;
    this.#controls.splice(at, 0, control);
    this.#touch(id, Object.keys(fields), origin);
    this.#record({ file: origin.file, control: id, title: control.title, kind: 'added', fields: [] }, reason);
  }

  #change(entry: Entry, known: Control, origin: Origin): void {
    const { id, reason, disabled: _, ...fields } = entry;
    const control = cleaned({ ...known, ...fields }) as Control;
    this.#controls = this.#controls.map((other) => (other === known ? control : other));
    this.#touch(id, Object.keys(fields), origin);
    const differing = Object.keys(fields).flatMap((name) => {
      const [was, now] = [known, control].map((side) => side[name as keyof Control]);
      return JSON.stringify(was) === JSON.stringify(now) ? [] : [{ name, was: short(was), now: short(now) }];
    });
    this.#record({ file: origin.file, control: id, title: control.title, kind: 'changed', fields: differing }, reason);
  }

  #remove({ id, reason }: Entry, known: Control | undefined, origin: Origin): void {
    if (!known) {
      this.#fault(origin, ['id'], `there is no control ${id} to take out`);
      return;
    }
    this.#removed.set(id, origin);
    this.#controls = this.#controls.filter((other) => other !== known);
    this.#record({ file: origin.file, control: id, title: known.title, kind: 'removed', fields: [] }, reason);
  }

  #record(change: Omit<QuestionnaireChange, 'released' | 'reason'>, reason: string | undefined): void {
    this.#changes.push({ ...change, released: [], ...(reason === undefined ? {} : { reason }) });
  }

  finish(): Overlaid {
    this.#release();
    const lost = this.#lostKeyControls();
    const content = { ...this.#base, controls: this.#controls };
    // A fault of a rule says where in the whole; a person needs to know where in which file.
    const rules = ruleFaults(content).flatMap((fault) => {
      const control = content.controls[Number(fault.path[1])];
      const told = fault.path.length === 3 && fault.path[2] === 'criterion' && lost.has(control?.criterion ?? '');
      return told ? [] : faultOf(fault, control, this.#touched, this.#removed);
    });
    return { content, changes: this.#changes, faults: [...this.#faults, ...rules] };
  }

  /** Shipped controls no longer wait for one that was taken out; one whose question depends on its answer is a fault. */
  #release(): void {
    for (const [id, origin] of this.#removed) {
      const released = this.#controls.filter(
        (control) => control.after.includes(id) && !this.#touched.get(control.id)?.has('after'),
      );
      this.#controls = this.#controls.map((control) =>
        released.includes(control) ? { ...control, after: control.after.filter((other) => other !== id) } : control,
      );
      this.#changes
        .find((change) => change.kind === 'removed' && change.control === id)
        ?.released.push(...released.map((control) => control.id));
      for (const control of this.#controls)
        if (answersIn(control.when).includes(id) && !this.#touched.get(control.id)?.has('when'))
          this.#fault(
            origin,
            ['disabled'],
            `whether ${control.id} is asked depends on its answer; change that when first`,
          );
    }
  }

  /** Criteria whose key control the files take away (rule S-Q1), each told at the entry that did it. */
  #lostKeyControls(): Set<string> {
    const keeps = (controls: readonly Control[]) =>
      new Set(controls.filter(({ weight, when }) => weight === 3 && !when).map((control) => control.criterion));
    const now = keeps(this.#controls);
    const lost = new Set([...keeps(this.#base.controls)].filter((id) => !now.has(id)));
    for (const id of lost) {
      const message = `leaves ${id} without a key control (weight 3, without a when)`;
      const key = this.#base.controls.filter(
        ({ criterion, weight, when }) => criterion === id && weight === 3 && !when,
      );
      for (const control of key) {
        const origin = this.#removed.get(control.id);
        if (origin) this.#fault(origin, ['disabled'], message);
        const touched = this.#touched.get(control.id);
        const field = ['weight', 'when', 'criterion'].find((name) => touched?.has(name));
        const changed = field === undefined ? undefined : touched?.get(field);
        if (!origin && field !== undefined && changed) this.#fault(changed, [field], message);
      }
    }
    return lost;
  }
}

/** Without the fields that have no value. */
function cleaned(control: Partial<Control>): Partial<Control> {
  return Object.fromEntries(Object.entries(control).filter(([, value]) => value !== null && value !== undefined));
}

/** A value in at most 80 characters. */
function short(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function list(names: string[]): string {
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
