/** What the program asks for beyond saving and reading AWS, and what it is told; plain data, run outside. */
import type { Client, ClientFigures, NextAssessment } from './assessments.ts';
import type { AwsProfiles, ScanPlanText } from './aws-profiles.ts';

/** A wish. The session's ports fulfil it (`Ports.outside`), the terminal those that are its own. */
export type Ask =
  /** To the clipboard of the terminal (OSC 52); not every terminal has one, so the text is shown too. */
  | { type: 'copy'; text: string }
  /** The report in every format, into the workspace's dated folder. */
  | { type: 'write-report' } /** Keeps what a person prefers on this machine. */
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
  | { type: 'plan-scan' };

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
  | { type: 'scan-plan'; plan: ScanPlanText };
