/** What the program asks for beyond saving and reading AWS, and what it is told; plain data, run outside. */
import type { Comparison } from '../core/compare.ts';
import type { Day } from '../core/entry.ts';
import type { PopulationReport } from '../core/population-report.ts';
import type { PopulationKind } from '../core/population-spec.ts';
import type { Client, ClientFigures, NextAssessment } from './assessments.ts';
import type { AwsProfiles, ScanPlanText } from './aws-profiles.ts';
import type { Past, PastDay } from './past.ts';

/** A wish. The session's ports fulfil it (`Ports.outside`), the terminal those that are its own. */
export type Ask =
  /** To the clipboard of the terminal (OSC 52); not every terminal has one, so the text is shown too. */
  | { type: 'copy'; text: string }
  /** With the program that this system has for web pages. */
  | { type: 'open-link'; url: string }
  /** What is handed over, into the assessment's folder of the day. */
  | { type: 'write-report'; what: HandedOver; audience: Audience; redact: boolean }
  /** The verdicts and figures of the days on which something was said. */
  | { type: 'read-history' }
  | { type: 'compare-days'; from: Day; to: Day }
  /** Two scans of one account by their files; absent: the last two of the account read last. */
  | { type: 'compare-scans'; before?: string; after?: string } /** Keeps what a person prefers on this machine. */
  | { type: 'keep'; name: PreferenceName; value: string }
  /** The assessments on this machine, without their figures. */
  | { type: 'list-clients' }
  /** Where one of them stands; asked for each, answered one after the other. */
  | { type: 'client-figures'; folder: string }
  /** Whether an assessment of this name can be made. */
  | { type: 'new-assessment'; name: string }
  /** The profiles of the AWS configuration. */
  | { type: 'list-profiles' }
  /** Reads AWS with this profile from now on, in this session. */
  | { type: 'use-profile'; name: string }
  /** What a scan would send. */
  | { type: 'plan-scan' }
  /** The imported lists, judged against what is committed to and known now. */
  | { type: 'read-populations' }
  /** Takes a list in; `take` what looks right of its columns, or stop and say what does. */
  | {
      type: 'import-population';
      kind: PopulationKind;
      path: string;
      source: string;
      query: string;
      date: string;
      count: string;
      take: boolean;
    }
  /** Somebody said whose account it is: lists are judged anew. */
  | { type: 'settle-account'; person: string; account: string; same: boolean };

/** For whom a report is. */
export type Audience = 'team' | 'board' | 'auditor' | 'client';

/** What can be written: the report in all formats or one, sheets for people, policy starters. */
export type HandedOver =
  | 'all'
  | 'html'
  | 'docx'
  | 'xlsx'
  | 'md'
  | 'csv'
  | 'json'
  | 'ics'
  | 'prework'
  | 'interviews'
  | 'policies'
  | 'workshop';

/** What is kept between sessions, as text. */
export type PreferenceName = 'theme' | 'ascii' | 'still' | 'mouse' | 'userName' | 'tour';

/** The answer to a wish; a wish that fails is an event of its own. */
export type Told =
  /** Paths of the files written. */
  | { type: 'report-written'; files: string[] }
  | { type: 'kept'; name: PreferenceName; value: string }
  | { type: 'clients'; clients: readonly Client[] }
  | { type: 'client-figures'; folder: string; figures: ClientFigures }
  /** The assessment to go to. */
  | { type: 'next'; next: NextAssessment }
  | { type: 'profiles'; profiles: AwsProfiles }
  | { type: 'scan-plan'; plan: ScanPlanText }
  /** The lists as they are judged now; `imported` is the report on the one just taken in, line by line. */
  | {
      type: 'populations';
      reports: PopulationReport[];
      problems: string[];
      imported?: { title: string; lines: string[] };
    }
  /** Something to read, such as all that is wrong with a file. */
  /** `problems`: scans that could not be read, one sentence each. */
  | { type: 'history'; days: PastDay[]; seq: number; problems: string[] }
  | { type: 'compared'; from: Day; to: Day; made: Comparison }
  | { type: 'drifted'; drift: NonNullable<Past['drift']> }
  /** There are not two scans to compare; one sentence. */
  | { type: 'no-drift'; reason: string }
  | { type: 'text'; title: string; lines: string[] };
