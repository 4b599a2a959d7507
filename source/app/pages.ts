/** Text to read over a screen: traces, the details of a check, why we ask. Data only; the screen wraps and colours it. */

import type { SeriesId } from '../core/framework.ts';
import type { PopulationKind } from '../core/population-spec.ts';
import { checkPage, permissionsPage } from './pages-aws.ts';
import { gapPage, planPage, raciPage } from './pages-decisions.ts';
import { termPage } from './pages-glossary.ts';
import { pastDayPage, personPage, windowControlPage, windowPage } from './pages-planning.ts';
import { populationPage } from './pages-populations.ts';
import { type RegisterRowId, registerPage } from './pages-registers.ts';
import { scanPlanPage } from './pages-scan.ts';
import { scopePage } from './pages-scope.ts';
import { tracePage } from './pages-trace.ts';
import { whyPage } from './pages-why.ts';
import { participantPage } from './pages-workshop.ts';
import type { State } from './state.ts';

/** What a page is about; its text is made from the state each time, so that it follows a running scan. */
export type PageId =
  | { type: 'trace'; of: 'overall' | { series: SeriesId } | { control: string } }
  | { type: 'check'; id: string }
  | { type: 'why'; question: string }
  | { type: 'gap'; id: string }
  | { type: 'plan'; id: string }
  | { type: 'raci'; control: string }
  | { type: 'raci-person'; person: string }
  | { type: 'window' }
  | { type: 'window-control'; control: string }
  | { type: 'past-day'; day: string }
  | { type: 'permissions' }
  | { type: 'term'; term: string }
  | { type: 'scope'; question: string }
  | { type: 'scan-plan' }
  | { type: 'register'; row: RegisterRowId }
  | { type: 'population'; kind: PopulationKind }
  | { type: 'participant'; name: string }
  /** Text that was made outside: a report on a list, a message of several lines. */
  | { type: 'told'; title: string; lines: readonly string[] };

/** Meaning of a piece of text; the theme gives it a colour. */
export type Tone = 'plain' | 'heading' | 'good' | 'warning' | 'bad' | 'unknown' | 'accent' | 'code';

/** A paragraph: wrapped to the width, indented as a whole. */
export interface Paragraph {
  text: string;
  tone: Tone;
  indent: number;
}

/** A page of text. */
export interface Page {
  title: string;
  paragraphs: Paragraph[];
}

/** A paragraph in plain tone. */
export function plain(text: string, indent = 0): Paragraph {
  return { text, tone: 'plain', indent };
}

/** A paragraph with a meaning. */
export function toned(tone: Tone, text: string, indent = 0): Paragraph {
  return { text, tone, indent };
}

/** The text of a page now. */
export function pageOf(state: State, page: PageId): Page {
  switch (page.type) {
    case 'trace':
      return tracePage(state, page.of);
    case 'check':
      return checkPage(state, page.id);
    case 'why':
      return whyPage(state, page.question);
    case 'gap':
      return gapPage(state, page.id);
    case 'plan':
      return planPage(state, page.id);
    case 'raci':
      return raciPage(state, page.control);
    case 'raci-person':
      return personPage(state, page.person);
    case 'window':
      return windowPage(state);
    case 'window-control':
      return windowControlPage(state, page.control);
    case 'past-day':
      return pastDayPage(state, page.day);
    case 'permissions':
      return permissionsPage(state);
    case 'term':
      return termPage(state, page.term);
    case 'scope':
      return scopePage(state, page.question);
    case 'scan-plan':
      return scanPlanPage(state);
    case 'register':
      return registerPage(state, page.row);
    case 'participant':
      return participantPage(state, page.name);
    case 'population':
      return populationPage(state, page.kind);
    case 'told':
      return {
        title: page.title,
        paragraphs: page.lines.map((text) => plain(text.trimStart(), text.length - text.trimStart().length)),
      };
  }
}

/**
 * About how many lines a page takes at a width: words are counted as if every character were one cell wide. Scrolling
 * stops there; the screen, which measures, stops at the true end.
 */
export function estimatedLines(page: Page, width: number): number {
  return page.paragraphs.reduce((sum, { text, indent }) => {
    const room = Math.max(10, width - indent);
    return sum + text.split('\n').reduce((lines, line) => lines + 1 + Math.floor((line.length * 1.15) / room), 0);
  }, 0);
}

/** The control that a page is about, where it is one. */
export function controlOn({ derived }: Pick<State, 'derived'>, page: PageId): string | undefined {
  switch (page.type) {
    case 'trace':
      return page.of !== 'overall' && 'control' in page.of ? page.of.control : undefined;
    case 'gap':
      return derived?.decisions.gaps.find(({ id }) => id === page.id)?.control;
    case 'plan':
      return derived?.decisions.plan.items.find(({ id }) => id === page.id)?.control;
    case 'raci':
    case 'window-control':
      return page.control;
    default:
      return undefined;
  }
}
