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
      const scan = { state: 'running', done: 0, total: 0, calls: 0, denied: 0, failed: 0, since: event.since } as const;
      return to({ ...state, scan });
    }
    case 'scan':
      return scanEvent(state, event);
    case 'scan-done': {
      const scan = { ...finishedScan(event.facts), seconds: event.seconds };
      const { facts, assessment } = event;
      const scans = [facts, ...(state.scans ?? []).filter(({ account }) => account !== facts.account)];
      return to(say({ ...state, assessment, facts, scans, lastFacts: facts, scan }, 'AWS has been read.', 'good'), {
        type: 'derive',
      });
    }
    case 'scan-failed': {
      const { facts: _, ...rest } = state;
      const next: State = { ...rest, scan: { state: 'failed', reason: event.reason } };
      if (state.lastFacts !== undefined) next.facts = state.lastFacts;
      return to(say(next, event.reason, 'bad'), { type: 'derive' });
    }
  }
}

function scanEvent(state: State, { event, now }: Event & { type: 'scan' }): Step {
  if (state.scan.state !== 'running') return to(state);
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
