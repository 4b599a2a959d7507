/** Steps of the reading of AWS. Each reading is judged as it comes: it proposes and contradicts at once. */
import type { Event, Step } from './events.ts';
import { say, to } from './events.ts';
import { unreadFacts, withProgress, withReading } from './scan.ts';
import type { State } from './state.ts';

type ScanStepEvent = Event & { type: 'last-scan' | 'history' | 'scan-started' | 'scan' | 'scan-done' | 'scan-failed' };

/** The step of an event about a scan. */
export function stepScan(state: State, event: ScanStepEvent): Step {
  switch (event.type) {
    case 'last-scan': {
      const scan: State['scan'] = event.facts === undefined ? { state: 'none' } : finishedScan(event.facts);
      const next: State = { ...state, scan: state.scan.state === 'loading' ? scan : state.scan };
      if (event.scans !== undefined) next.scans = event.scans;
      return to(event.facts === undefined ? next : { ...next, facts: event.facts, lastFacts: event.facts }, {
        type: 'derive',
      });
    }
    case 'history':
      return to(
        { ...state, history: event.history, ...(event.elsewhere && { elsewhere: event.elsewhere }) },
        { type: 'derive' },
      );
    case 'scan-started': {
      const { since, again } = event;
      const none = { done: 0, total: 0, calls: 0, denied: 0, failed: 0 };
      return to({ ...state, scan: { state: 'running', ...none, since, ...(again && { again }) } });
    }
    case 'scan':
      return scanEvent(state, event);
    case 'scan-done': {
      const again = state.scan.state === 'running' ? state.scan.again : undefined;
      const scan = { ...finishedScan(event.facts), seconds: event.seconds, ...(again && { again }) };
      const { facts, assessment } = event;
      const scans = [facts, ...(state.scans ?? []).filter(({ account }) => account !== facts.account)];
      const next: State = { ...state, assessment, facts, scans, lastFacts: facts, scan };
      return to(again === undefined ? say(next, 'AWS has been read.', 'good') : next, { type: 'derive' });
    }
    case 'scan-failed': {
      const { facts: _, ...rest } = state;
      const next: State = { ...rest, scan: { state: 'failed', reason: event.reason } };
      if (state.lastFacts !== undefined) next.facts = state.lastFacts;
      // A part that could not be read again leaves the last reading as it was.
      if (state.scan.state === 'running' && state.scan.again !== undefined && state.lastFacts !== undefined)
        next.scan = finishedScan(state.lastFacts);
      return to(say(next, event.reason, 'bad'), { type: 'derive' });
    }
  }
}

function scanEvent(state: State, { event, now }: Event & { type: 'scan' }): Step {
  if (state.scan.state !== 'running') return to(state);
  // What is read again replaces its readings one by one; the others stay.
  if (event.type === 'identity' && state.scan.again !== undefined) return to(state);
  if (event.type === 'identity') return to({ ...state, facts: unreadFacts(event, now) }, { type: 'derive' });
  if (event.type === 'fact') {
    if (state.facts === undefined) return to(state);
    return to({ ...state, facts: withReading(state.facts, event) }, { type: 'derive' });
  }
  return to({ ...state, scan: withProgress(state.scan, event) });
}

function finishedScan(facts: NonNullable<State['facts']>): State['scan'] & { state: 'finished' } {
  const readings = Object.values(facts.readings).flatMap((byRegion) => Object.values(byRegion ?? {}));
  const denied = readings.filter((reading) => reading.state === 'denied').length;
  return { state: 'finished', denied, calls: facts.calls.total };
}

/** Says what the checks show that were read again, once they are judged. */
export function toldAgain(state: State): State {
  const { scan, derived } = state;
  if (scan.state !== 'finished' || scan.again === undefined) return state;
  const { again, ...rest } = scan;
  const statuses = again.flatMap((id) => {
    const status = derived?.results.find(({ check }) => check === id)?.status;
    return status === undefined ? [] : [`${id}: ${status}`];
  });
  const bad = derived?.results.some(({ check, status }) => again.includes(check) && status !== 'pass');
  return say({ ...state, scan: rest }, `Read again. ${statuses.join(', ')}.`, bad === true ? undefined : 'good');
}
