/** The state of the interactive program: one immutable value. */
import type { Assessment } from '../core/assessment.ts';
import type { Check } from '../core/check.ts';
import type { Decisions, GapCause } from '../core/decision.ts';
import type { Day, EntryBody } from '../core/entry.ts';
import type { Facts } from '../core/facts.ts';
import type { CheckResult, CheckStatus } from '../core/finding.ts';
import type { Elsewhere } from '../core/foreign-findings.ts';
import type { SeriesId } from '../core/framework.ts';
import type { Glossary } from '../core/glossary.ts';
import type { PopulationReport } from '../core/population-report.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import type { ScanHistory } from '../core/scan-history.ts';
import type { WhatIf } from '../core/what-if.ts';
import type { Client, NextAssessment } from './assessments.ts';
import type { AwsProfiles, ScanPlanText } from './aws-profiles.ts';
import type { Headline, NextStep } from './derive.ts';
import type { Effect } from './events.ts';
import type { Form } from './form.ts';
import type { Size } from './layout.ts';
import type { PageId } from './pages.ts';
import type { Past } from './past.ts';
import type { PickerPurpose } from './pickers.ts';
import type { CallStates } from './ports.ts';
import { isScreen, type ListScreen, listScreens, type Place, type ScreenId } from './screens.ts';
import { defaultSettings, type Settings } from './settings.ts';
import type { TextField } from './text-field.ts';

/** What follows from the assessment and the facts; computed after each change by derive.ts. */
export interface Derived {
  today: Day;
  results: CheckResult[];
  decisions: Decisions;
  headline: Headline;
  nextSteps: NextStep[];
}

/** The reading of AWS. */
export type Scan =
  | { state: 'none' }
  | { state: 'loading' /** The newest saved scan is being opened. */ }
  | {
      state: 'running';
      done: number;
      total: number;
      calls: number;
      denied: number;
      failed: number;
      /** Calls by operation, as far as they are asked for. */
      operations?: Readonly<Record<string, CallStates>>;
      /** Milliseconds since the epoch. */
      since: number;
      /** Ids of the checks that are read again; absent: everything is read. */
      again?: readonly string[];
    }
  | {
      state: 'finished';
      denied: number;
      calls: number;
      seconds?: number;
      /** Ids of the checks that were read again; what they show now is told with the next figures. */
      again?: readonly string[];
    }
  | { state: 'failed' /** One or two sentences with what to do. */; reason: string };

/** A list and where one is in it. */
export interface ListState {
  cursor: number;
  /** Text that rows must contain. */
  filter?: TextField;
  /** The filter has the keys. */
  filtering: boolean;
  /** Column of the cell under the cursor, on the matrix; absent: the first. */
  column?: number;
}

/** What happens after a yes. */
export type Confirmed = { type: 'leave'; exitCode: number } | { type: 'do'; entries: EntryBody[]; effects: Effect[] };

/** What lies over the screen. */
export type Overlay =
  | { kind: 'help'; place: Place; scroll: number; filter?: TextField; filtering: boolean }
  | { kind: 'page'; page: PageId; scroll: number }
  | { kind: 'form'; form: Form }
  | {
      kind: 'picker';
      purpose: PickerPurpose;
      /** Id of what is picked for. */
      subject: string;
      title: string;
      items: { value: string; label: string }[];
      /** Value that stands now, marked when the picker opens; absent: the first is. */
      chosen?: string;
    }
  | { kind: 'confirm'; question: string; yes: Confirmed }
  | { kind: 'tour' /** From 0. */; page: number }
  | { kind: 'palette'; text: TextField; cursor: number /** Only questions are looked for. */; questions?: true };

/** One question of the interview and what is half done on it. */
export interface InterviewState {
  /** Only the controls of this series are asked; undefined: everything. */
  series?: SeriesId;
  /** Id of the control or scoping question; undefined: the first open one. */
  question?: string;
  /** Marked choice; undefined: the answer given, else what AWS proposes, else the first. */
  choice?: number;
  /** Text typed so far, on a question that takes text. */
  text?: TextField;
  /** Ticked values, on a question that takes several. */
  ticked?: string[];
  /** The text field has the keys. */
  typing: boolean;
}

/** Everything the screen shows. */
export interface State {
  size: Size;
  questionnaire: Questionnaire;
  checks: readonly Check[];
  assessment: Assessment;
  /** Why nothing can be written, one sentence; undefined: it can. */
  readOnly?: string;
  problems: readonly string[];
  /** Sent to the disk, not yet there; shown as given. */
  pending: EntryBody[];
  /** Wall clock `HH:MM` of the last save. */
  savedAt?: string;
  /** Controls of the plan that are supposed closed, and what that would give (core/what-if.ts). */
  supposed: { marked: readonly string[]; answer?: WhatIf };
  /** What History has read. */
  past: Past;
  /** What could not be saved, and why. */
  unsaved?: { reason: string; bodies: EntryBody[] };
  /** Facts of the newest scan, or of the running one so far. */
  facts?: Facts;
  /** Latest finished scan of each account, newest first; absent until they are read. */
  scans?: readonly Facts[];
  /** What earlier scans show; absent until they are read. */
  history?: ScanHistory;
  /** What other engines found; absent until it is read. */
  elsewhere?: Elsewhere;
  /** Facts of the last finished scan, to go back to when the running one is stopped. */
  lastFacts?: Facts;
  derived?: Derived;
  /** Why there are no figures, one sentence; absent: they come, or are there. */
  fault?: string;
  scan: Scan;
  /** Workshop: the question gone to, and how many minutes a series may take. */
  workshop: { control?: string; minutes: number };
  /** In whose name entries were sent that are not the person's at the keys. */
  authors: ReadonlyMap<EntryBody, string>;
  /** Reports leave out what names something of AWS. */
  redact: boolean;
  /** The files written last. */
  written?: readonly string[];
  /** The imported lists as they were last judged; read when their screen is gone to. */
  populations?: { reports: readonly PopulationReport[]; problems: readonly string[] };
  /** This session can read AWS. */
  canScan: boolean;
  noScan?: string;
  /** Terms explained on the page behind a question; read when such a page is first opened. */
  glossary?: Glossary;
  /** Screens one on another; the last is shown. Never empty. */
  screens: ScreenId[];
  overlay?: Overlay;
  /** Result of the last action, one line. */
  notice?: { text: string; tone: 'good' | 'bad' | 'plain' };
  interview: InterviewState;
  lists: Record<ListScreen, ListState>;
  /** Id of the way a screen is looked at, where it is not its first (parts/part.ts). */
  views: Partial<Record<ListScreen, string>>;
  /** Only results with this status are listed on Checks. */
  status?: CheckStatus;
  /** Only gaps with this cause are listed on Gaps. */
  cause?: GapCause;
  /** How a list is sorted, where it is not its first way (rows.ts). */
  sorts: Partial<Record<ListScreen, string>>;
  /** Forms and texts left with esc, to be found again. */
  drafts: Record<string, Record<string, string>>;
  /** Entry ids taken back in this session, newest last. */
  redo: string[];
  /** Entries of this session that were one act of a person; `ids` fills as they reach the disk. */
  acts: readonly { bodies: readonly EntryBody[]; ids: readonly string[] }[];
  /** Notes are edited in the person's own editor. */
  editor: boolean;
  /** What a person chose about the screen. */
  settings: Settings;
  /** Name under which entries are written. */
  by: string;
  /** Entries of the journal when this session began: what came after is this session's. */
  opened: number;
  /** The assessments on this machine; absent until Clients is first opened. */
  clients?: readonly Client[];
  /** The profiles of the AWS configuration; absent until they are read. */
  profiles?: AwsProfiles;
  /** What a scan would send; absent until it is worked out. */
  scanPlan?: ScanPlanText;
  /** Assessment to open once this one is left. */
  next?: NextAssessment;
  /** Leaving was asked for; waiting for the disk. */
  leaving?: number;
}

/** The screen shown. */
export function screenOf(state: State): ScreenId {
  return state.screens.at(-1) ?? 'overview';
}

/** What `startState` needs. */
export interface Start {
  size: Size;
  questionnaire: Questionnaire;
  checks: readonly Check[];
  assessment: Assessment;
  readOnly: string | undefined;
  problems: readonly string[];
  canScan: boolean;
  noScan?: string;
  /** Screen to open on; undefined: where the person was, or the first screen. */
  screen?: ScreenId;
  settings?: Settings;
  editor?: boolean;
  by?: string;
  /** The tour lies over the first screen. */
  tour?: boolean;
}

/** The state before the first event. */
export function startState(start: Start): State {
  const { assessment, problems } = start;
  const list: ListState = { cursor: 0, filtering: false };
  const place = start.screen ?? resumedScreen(assessment);
  const state: State = {
    size: start.size,
    questionnaire: start.questionnaire,
    checks: start.checks,
    assessment,
    problems,
    pending: [],
    scan: { state: 'loading' },
    canScan: start.canScan,
    screens: place === 'overview' ? ['overview'] : ['overview', place],
    interview: { typing: false },
    lists: Object.fromEntries(listScreens.map((screen) => [screen, list])) as Record<ListScreen, ListState>,
    views: {},
    sorts: {},
    redact: false,
    workshop: { minutes: 20 },
    authors: new Map(),
    drafts: {},
    redo: [],
    editor: start.editor === true,
    settings: start.settings ?? defaultSettings,
    by: start.by ?? '',
    opened: assessment.history.length,
    acts: [],
    supposed: { marked: [] },
    past: { marked: [] },
  };
  if (start.tour === true && place === 'start') state.overlay = { kind: 'tour', page: 0 };
  if (start.noScan !== undefined) state.noScan = start.noScan;
  if (start.readOnly !== undefined) state.readOnly = start.readOnly;
  return state;
}

function resumedScreen(assessment: Assessment): ScreenId {
  const { place, scope, controls } = assessment;
  if (Object.keys(scope).length + Object.keys(controls).length === 0) return 'start';
  return isScreen(place?.screen) ? place.screen : 'overview';
}
