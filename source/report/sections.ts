/** The sections of a report, and which of them a reader gets. */
import { longDay } from '../core/calendar.ts';
import type { Brand } from './brand.ts';
import type { ReportDocument, Section } from './document.ts';
import type { Report } from './model.ts';
import { awsSection } from './sections/aws.ts';
import { glossarySection, limitsSection } from './sections/closing.ts';
import { evidenceSection } from './sections/evidence.ts';
import { gapSection } from './sections/gaps.ts';
import { planSection } from './sections/plan.ts';
import { raciSection } from './sections/raci.ts';
import { changesSection, descriptionSection, registerSection } from './sections/registers.ts';
import { resultsSection } from './sections/results.ts';
import { scopeSection } from './sections/scope.ts';
import type { Detail } from './sections/shared.ts';
import { summarySection } from './sections/summary.ts';
import { windowSection } from './sections/window.ts';

/** Names of the sections, in reading order. */
export const sectionIds = [
  'summary',
  'scope',
  'results',
  'gaps',
  'plan',
  'raci',
  'window',
  'evidence',
  'registers',
  'description',
  'aws',
  'changes',
  'glossary',
  'limits',
] as const;

/** Name of a section. */
export type SectionId = (typeof sectionIds)[number];

/** Who reads it. */
export const audiences = ['board', 'team', 'auditor', 'client'] as const;

/** Name of an audience. */
export type Audience = (typeof audiences)[number];

/** What a reader gets. */
interface Preset {
  /** For whom, in the subtitle. */
  title: string;
  sections: readonly SectionId[];
  detail: Detail;
  /** Traces of every figure. */
  traces: boolean;
  /** Names of resources in AWS, denials and calls. */
  resources: boolean;
}

/**
 * The presets. Board: two pages, what to decide. Team: everything. Auditor: what is tested and what shows it, without the
 * plan of the work. Client: what a consultant hands over to the company, without the rules behind every figure.
 */
const presets: Readonly<Record<Audience, Preset>> = {
  board: {
    title: 'for the board',
    sections: ['summary', 'plan', 'window', 'limits'],
    detail: 'brief',
    traces: false,
    resources: false,
  },
  team: { title: 'in full', sections: sectionIds, detail: 'full', traces: true, resources: true },
  auditor: {
    title: 'for the auditor',
    sections: sectionIds.filter((id) => id !== 'plan'),
    detail: 'full',
    traces: true,
    resources: true,
  },
  client: {
    title: 'for the management',
    sections: sectionIds.filter((id) => id !== 'evidence' && id !== 'changes'),
    detail: 'full',
    traces: false,
    resources: false,
  },
};

/** What somebody chose. */
export interface SectionChoice {
  /** Default: team. */
  audience?: Audience;
  /** These and no others, in reading order; what the report is not is always there. */
  sections?: readonly SectionId[];
}

/** The sections of a report; those with nothing to say are left out. Pure. */
export function sections(report: Report, { audience = 'team', sections: chosen }: SectionChoice = {}): Section[] {
  const { sections: usual, detail, traces, resources } = presets[audience];
  const make: Readonly<Record<SectionId, () => Section | undefined>> = {
    summary: () => summarySection(report, detail),
    scope: () => scopeSection(report),
    results: () => resultsSection(report, traces),
    gaps: () => gapSection(report),
    plan: () => planSection(report, detail),
    raci: () => raciSection(report),
    window: () => windowSection(report, detail),
    evidence: () => evidenceSection(report),
    registers: () => registerSection(report),
    description: () => descriptionSection(report),
    aws: () => awsSection(report, resources),
    changes: () => changesSection(report),
    glossary: () => glossarySection(report),
    limits: () => limitsSection(report, detail),
  };
  const wanted = new Set<SectionId>([...(chosen ?? usual), 'limits']);
  return sectionIds.filter((id) => wanted.has(id)).flatMap((id) => make[id]() ?? []);
}

/** The whole document that a format writes. */
export function reportDocument(report: Report, choice: SectionChoice = {}, brand?: Brand): ReportDocument {
  const { name, date, madeBy } = report;
  const whom =
    choice.audience === undefined || choice.sections !== undefined ? '' : `, ${presets[choice.audience].title}`;
  return {
    title: `SOC 2 readiness of ${name}`,
    subtitle: `${longDay(date)}${whom}${brand === undefined ? '' : ` · prepared by ${brand.name}`}`,
    footer: `A self-assessment of readiness: no attestation, no opinion, no audit. ${madeBy.program}, ${longDay(date)}.`,
    sections: sections(report, choice),
    ...(brand === undefined ? {} : { brand }),
    ...(presets[choice.audience ?? 'team'].detail === 'brief' ? { compact: true } : {}),
  };
}
