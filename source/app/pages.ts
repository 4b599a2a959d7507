/** Text to read over a screen: traces, the details of a check, why we ask. Data only; the screen wraps and colours it. */

import type { SeriesId } from '../core/framework.ts';
import { checkPage, permissionsPage } from './pages-aws.ts';
import { gapPage, planPage, raciPage } from './pages-decisions.ts';
import { termPage } from './pages-glossary.ts';
import { scanPlanPage } from './pages-scan.ts';
import { scopePage } from './pages-scope.ts';
import { tracePage } from './pages-trace.ts';
import { whyPage } from './pages-why.ts';
import type { State } from './state.ts';

/** What a page is about; its text is made from the state each time, so that it follows a running scan. */
export type PageId =
  | { type: 'trace'; of: 'overall' | { series: SeriesId } | { control: string } }
  | { type: 'check'; id: string }
  | { type: 'why'; question: string }
  | { type: 'gap'; id: string }
  | { type: 'plan'; id: string }
  | { type: 'raci'; control: string }
  | { type: 'permissions' }
  | { type: 'term'; term: string }
  | { type: 'scope'; question: string }
  | { type: 'scan-plan' };

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
    case 'permissions':
      return permissionsPage(state);
    case 'term':
      return termPage(state, page.term);
    case 'scope':
      return scopePage(state, page.question);
    case 'scan-plan':
      return scanPlanPage(state);
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
