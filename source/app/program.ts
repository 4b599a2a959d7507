/** The running program: a store of about thirty lines, and the runner of effects. */
import { chosenDepth } from '../core/depth.ts';
import type { EditedNote } from './edit-note.ts';
import type { Effect, Event } from './events.ts';
import type { Size } from './layout.ts';
import type { Ask } from './outside.ts';
import { partOf } from './parts/index.ts';
import type { Ports, RunningScan, ScanEvent } from './ports.ts';
import type { ScreenId } from './screens.ts';
import type { Settings } from './settings.ts';
import { type Derived, type State, screenOf, startState } from './state.ts';
import { step } from './step.ts';
import { enterInterview } from './step-interview.ts';

/** What the screen around the program does for it. */
export interface TerminalPort {
  /** Ends the program with this exit code. */
  leave(exitCode: number): void;
  /** Gives the terminal to the shell until the process is continued. */
  suspend(): void;
  /** Puts a text into the clipboard, where the terminal has one. */
  copy(text: string): void;
  /** Opens a web page; rejects with a sentence where this system has nothing that opens one. */
  openLink?(url: string): Promise<void>;
  /** Gives the terminal to the person's editor; resolves with the text as it is then. */
  edit?(text: string): Promise<{ text?: string; fault?: string }>;
  /** Draws everything again. */
  redraw(): void;
}

/** The store: read it, watch it, tell it what happened. */
export interface Program {
  getState(): State;
  /** Calls back after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  dispatch(event: Event): void;
  /** Gives the program its terminal and lets the first effects run: opening the last scan. */
  start(terminal: TerminalPort): void;
}

/** How a program is made. */
export interface ProgramOptions {
  size: Size;
  screen?: ScreenId;
  /** Absent: the defaults. */
  settings?: Settings;
  /** The person has an editor. */
  editor?: boolean;
  /** From assessment and facts to decisions (derive.ts). */
  derive(state: State, now: Date): Derived;
}

/** Shortest time between two judgements while readings arrive, milliseconds. */
const judgingPause = 400;

/** And in judgements: what they cost together stays a small part of a core on any machine, with any assessment. */
const judgingShare = 30;

/** Lets the frame of the key that asked go out first, milliseconds. */
const drawingPause = 20;

/** Makes the program; nothing runs before `start`. */
export function createProgram(ports: Ports, options: ProgramOptions): Program {
  const { workspace, questionnaire, checks } = ports;
  const listeners = new Set<() => void>();
  let terminal: TerminalPort | undefined;
  let scan: RunningScan | undefined;
  let deriving: ReturnType<typeof setTimeout> | undefined;
  let derivingAt = 0;
  /** How long the last judgement took, milliseconds. */
  let judging = 0;
  let supposing: ReturnType<typeof setTimeout> | undefined;
  let state = startState({
    size: options.size,
    questionnaire,
    checks,
    assessment: workspace.assessment,
    readOnly: workspace.readOnly,
    problems: workspace.problems,
    canScan: ports.startScan !== undefined,
    ...(ports.noScan === undefined ? {} : { noScan: ports.noScan }),
    by: ports.by,
    tour: ports.tour === true,
    editor: options.editor === true,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.screen === undefined ? {} : { screen: options.screen }),
  });

  if (screenOf(state) === 'interview') state = enterInterview(state);

  function dispatch(event: Event): void {
    const next = step(state, event);
    state = next.state;
    // A reading shows when it is judged. A frame for each of thousands would hold the screen up.
    const reading = event.type === 'scan' && event.event.type === 'fact';
    if (!reading) for (const listener of listeners) listener();
    for (const effect of next.effects) run(effect);
  }

  function run(effect: Effect): void {
    switch (effect.type) {
      case 'save':
        void save(effect.body, effect.by);
        return;
      case 'derive':
        deriveSoon(
          state.derived === undefined
            ? 0
            : state.scan.state === 'running'
              ? Math.max(judgingPause, judging * judgingShare)
              : drawingPause,
        );
        return;
      case 'suppose':
        supposeSoon();
        return;
      case 'start-scan':
        void readAws(effect.again);
        return;
      case 'read-glossary':
        void openGlossary();
        return;
      case 'ask':
        void askOutside(effect.ask);
        return;
      case 'stop-scan':
        scan?.cancel();
        return;
      case 'leave':
        leaveWhenSaved(effect.exitCode);
        return;
      case 'leave-now':
        scan?.cancel();
        terminal?.leave(effect.exitCode);
        return;
      case 'suspend':
        terminal?.suspend();
        return;
      case 'edit':
        void edit(effect.note, effect.text);
        return;
      case 'redraw':
        terminal?.redraw();
        return;
    }
  }

  async function save(body: Extract<Effect, { type: 'save' }>['body'], by = state.by): Promise<void> {
    try {
      const { id } = await workspace.append(body, by);
      dispatch({ type: 'saved', body, entry: id, assessment: workspace.assessment, clock: clock(ports.now()) });
    } catch (error) {
      dispatch({ type: 'save-failed', body, reason: message(error) });
    }
    if (state.leaving !== undefined) leaveWhenSaved(state.leaving);
  }

  function leaveWhenSaved(exitCode: number): void {
    if (state.pending.length === 0) terminal?.leave(exitCode);
  }

  /** Off the path of the key that asked for it, and once for many readings. */
  function deriveSoon(pause: number): void {
    const at = performance.now() + pause;
    if (deriving !== undefined) {
      // The end of a reading does not wait as long as what came in its midst.
      if (derivingAt <= at) return;
      clearTimeout(deriving);
    }
    derivingAt = at;
    deriving = setTimeout(() => {
      deriving = undefined;
      try {
        const since = performance.now();
        const derived = options.derive(state, ports.now());
        judging = performance.now() - since;
        dispatch({ type: 'derived', derived });
      } catch (error) {
        dispatch({ type: 'failed', reason: `The figures could not be worked out: ${message(error)}`, figures: true });
      }
    }, pause);
  }

  /** What if the marked rows were closed: two or three decisions' work, so after the frame of the key. */
  function supposeSoon(): void {
    if (supposing !== undefined) clearTimeout(supposing);
    supposing = setTimeout(() => {
      supposing = undefined;
      void suppose().catch((error: unknown) => dispatch({ type: 'failed', reason: message(error) }));
    }, drawingPause);
  }

  async function suppose(): Promise<void> {
    const { whatIf } = await import('../core/what-if.ts');
    const { derived, supposed, assessment } = state;
    if (derived === undefined || supposed.marked.length === 0) return;
    const { results, today, decisions } = derived;
    const changes = supposed.marked.map((control) => ({ control, to: 3 as const }));
    const input = { questionnaire: state.questionnaire, assessment, results, today, depth: chosenDepth(assessment) };
    dispatch({ type: 'supposed', answer: whatIf(changes, input, decisions) });
  }

  async function openLastScan(): Promise<void> {
    try {
      const facts = await workspace.latestScan();
      const scans = await workspace.latestScans?.();
      dispatch({ type: 'last-scan', facts, ...(scans === undefined ? {} : { scans }) });
      const elsewhere = await ports.elsewhere?.();
      if (ports.history !== undefined)
        dispatch({ type: 'history', history: await ports.history(), ...(elsewhere && { elsewhere }) });
    } catch (error) {
      dispatch({ type: 'last-scan', facts: undefined });
      dispatch({ type: 'failed', reason: message(error) });
    }
  }

  async function openGlossary(): Promise<void> {
    // Without it the questions stand as they are; nothing to report.
    const glossary = await ports.glossary?.().catch(() => undefined);
    if (glossary !== undefined) dispatch({ type: 'glossary', glossary });
  }

  async function askOutside(ask: Ask): Promise<void> {
    if (ask.type === 'copy') {
      terminal?.copy(ask.text);
      return;
    }
    try {
      if (ask.type === 'open-link') {
        await terminal?.openLink?.(ask.url);
        return;
      }
      if (ports.outside === undefined) throw new Error('This session cannot do that.');
      const told = await ports.outside(ask);
      dispatch({ type: 'told', told, assessment: workspace.assessment });
    } catch (error) {
      dispatch({ type: 'failed', reason: message(error), asked: ask.type });
    }
  }

  async function edit(note: EditedNote, before: string): Promise<void> {
    try {
      const after = await terminal?.edit?.(before);
      dispatch({ type: 'edited', note, before, ...after });
    } catch (error) {
      dispatch({ type: 'edited', note, before, fault: message(error) });
    }
  }

  /** `again`: checks to read again; all is read when there is nothing yet that they could join. */
  async function readAws(again?: readonly string[]): Promise<void> {
    if (ports.startScan === undefined || scan !== undefined) return;
    const since = ports.now().getTime();
    const { lastFacts: last } = state;
    const part = again === undefined || last === undefined ? undefined : { again, last };
    dispatch({ type: 'scan-started', since, ...(part && { again: part.again }) });
    const onEvent = (event: ScanEvent) => dispatch({ type: 'scan', event, now: ports.now().toISOString() });
    try {
      const running =
        part === undefined || ports.readAgain === undefined
          ? ports.startScan(onEvent)
          : ports.readAgain(
              part.last,
              checks.filter(({ id }) => part.again.includes(id)),
              onEvent,
            );
      scan = running;
      const facts = await running.done;
      await workspace.saveScan(facts, state.by);
      const seconds = Math.round((ports.now().getTime() - since) / 1000);
      dispatch({ type: 'scan-done', facts, assessment: workspace.assessment, seconds });
      // What it could not read, or was told to leave out, an earlier one may know.
      if (ports.history !== undefined) dispatch({ type: 'history', history: await ports.history() });
    } catch (error) {
      const stopped = error instanceof Error && error.name === 'AbortError';
      dispatch({ type: 'scan-failed', reason: stopped ? 'Reading AWS was stopped.' : message(error) });
    } finally {
      scan = undefined;
    }
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
    start(port) {
      terminal = port;
      const screen = screenOf(state);
      if (screen !== 'interview') for (const effect of partOf(screen).enter?.(state) ?? []) run(effect);
      // Shown once is seen: it does not come back by itself, however it was left.
      if (state.overlay?.kind === 'tour') run({ type: 'ask', ask: { type: 'keep', name: 'tour', value: 'seen' } });
      void openLastScan();
    },
  };
}

/** Wall clock `HH:MM` of this machine. */
function clock(now: Date): string {
  return `${now.getHours()}`.padStart(2, '0') + `:${now.getMinutes()}`.replace(/:(\d)$/, ':0$1');
}

/** What an error says to a person: its message, and the next step where it carries one. */
function message(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const next = 'next' in error && typeof error.next === 'string' ? ` ${error.next}` : '';
  return next === '' ? error.message : error.message.replace(/([^.!?…])$/, '$1.') + next;
}
